"""Writing the audit trail: every action calls `record` inside its transaction."""

from django.db import models

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
