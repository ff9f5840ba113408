"""Planning a meeting, meeting without a plan, and calling a meeting off."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions.actions.locked import locked, locked_pair
from fourfold_web.guidance_sessions.conflicts import planned_already
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record
from fourfold_web.shared.conflict import Conflict


@transaction.atomic
def plan_session(*, by: Person, engagement: Engagement, planned_for: datetime) -> GuidanceSession:
    """Add a meeting to the pair; the other side is told. `Conflict` when it is planned already."""
    pair = locked_pair(engagement)
    if is_planned(pair, planned_for):
        raise planned_already()
    planned = GuidanceSession.objects.create(engagement=pair, planned_for=planned_for)
    record(actor=by, verb="plan_session", of=planned)
    queue_mail(
        to=pair.other(by),
        kind="session_planned",
        path=reverse("guidance_sessions:pair", args=[pair.pk]),
        key=f"session_planned:{planned.pk}",
        starts_at=planned_for,
    )
    return planned


def is_planned(engagement: Engagement, at: datetime) -> bool:
    """Whether the pair has a meeting planned for just that moment."""
    return engagement.guidance_sessions.filter(
        planned_for=at, opened_at=None, called_off_at=None
    ).exists()


@transaction.atomic
def meet_now(*, by: Person, engagement: Engagement) -> GuidanceSession:
    """A meeting that nobody planned, ready to be opened.

    One that was made so and never opened is taken up again. No mail: the other side sits there.
    """
    pair = locked_pair(engagement)
    ready = pair.guidance_sessions.filter(
        planned_for=None, opened_at=None, called_off_at=None
    ).first()
    if ready is None:
        ready = GuidanceSession.objects.create(engagement=pair)
        record(actor=by, verb="meet_now", of=ready)
    return ready


def call_off_session(*, by: Person, guidance_session: GuidanceSession) -> None:
    """Cancel a planned meeting. `Conflict` when it has been opened or called off already."""
    with locked(guidance_session) as row:
        if row.opened_at or row.called_off_at:
            raise Conflict(
                "This meeting is no longer planned", "It was opened or called off already."
            )
        row.called_off_at = timezone.now()
        row.save(update_fields=["called_off_at"])
        record(actor=by, verb="call_off_session", of=row)
        queue_mail(
            to=row.engagement.other(by),
            kind="session_called_off",
            path=reverse("guidance_sessions:pair", args=[row.engagement_id]),
            key=f"session_called_off:{row.pk}",
        )
