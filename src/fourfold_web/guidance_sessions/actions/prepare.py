"""What a learner says before a meeting: what they want to leave with (G-79)."""

from django.utils import timezone

from fourfold_web.guidance_sessions.actions.locked import locked
from fourfold_web.guidance_sessions.conflicts import no_longer_planned
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record


def prepare_session(*, by: Person, guidance_session: GuidanceSession, goal: str) -> None:
    """Keep the goal for a planned meeting; its start is filled with it. `Conflict` when it was
    opened or called off meanwhile."""
    with locked(guidance_session) as row:
        if row.opened_at or row.called_off_at:
            raise no_longer_planned()
        row.goal, row.prepared_at = goal, timezone.now()
        row.save(update_fields=["goal", "prepared_at"])
        record(actor=by, verb="prepare_session", of=row)
