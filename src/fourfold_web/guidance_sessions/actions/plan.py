"""Planning a meeting, and calling it off."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record
from fourfold_web.shared.conflict import Conflict


@transaction.atomic
def plan_session(
    *, by: Person, engagement: Engagement, planned_for: datetime | None
) -> GuidanceSession:
    """Add a meeting to the pair, at a time or simply as the next one. The other side is told."""
    planned = GuidanceSession.objects.create(engagement=engagement, planned_for=planned_for)
    record(actor=by, verb="plan_session", of=planned)
    queue_mail(
        to=engagement.other(by),
        kind="session_planned",
        path=f"/pairs/{engagement.pk}/",
        key=f"session_planned:{planned.pk}",
        **({"starts_at": planned_for} if planned_for else {}),
    )
    return planned


@transaction.atomic
def call_off_session(*, by: Person, guidance_session: GuidanceSession) -> None:
    """Cancel a planned meeting. `Conflict` when it has been opened or called off already."""
    changed = GuidanceSession.objects.filter(
        pk=guidance_session.pk, opened_at=None, called_off_at=None
    ).update(called_off_at=timezone.now())
    if not changed:
        raise Conflict("This meeting is no longer planned", "It was opened or called off already.")
    record(actor=by, verb="call_off_session", of=guidance_session)
    queue_mail(
        to=guidance_session.engagement.other(by),
        kind="session_called_off",
        path=f"/pairs/{guidance_session.engagement_id}/",
        key=f"session_called_off:{guidance_session.pk}",
    )
