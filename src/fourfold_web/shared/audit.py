"""Writing the audit trail: every action calls `record` inside its transaction."""

from collections.abc import Sequence

from django.db import models

from fourfold_web.shared.bulk import insert_all
from fourfold_web.shared.models import AuditEntry


def record(*, actor, verb: str, of: models.Model, **facts: str | int | bool | None) -> None:
    """Add one entry. `facts` are states, forms and counts; never words that a person typed."""
    AuditEntry.objects.create(
        actor_id=actor.pk if actor else None,
        verb=verb,
        of=of._meta.model_name,
        of_id=of.pk,
        facts=facts,
    )


def record_all(
    *, actor, verb: str, of: Sequence[models.Model], **facts: str | int | bool | None
) -> None:
    """Add one entry for each of many rows of one kind, for actions that write them in bulk."""
    insert_all(
        [
            AuditEntry(
                actor_id=actor.pk if actor else None,
                verb=verb,
                of=row._meta.model_name,
                of_id=row.pk,
                facts=facts,
            )
            for row in of
        ]
    )
