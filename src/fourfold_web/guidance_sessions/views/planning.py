"""What the planning section of a pair's page shows."""

from fourfold_web.appointments.queries import open_proposal_of, times_ahead
from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions.queries import office_hours_of, planned_of
from fourfold_web.people.models import Person


def planning_of(engagement: Engagement, viewer: Person) -> dict:
    """The meetings to come and the times on the table, for `_planning.html`."""
    if not engagement.is_active:
        return {}
    proposal = open_proposal_of(engagement)
    return {
        "planned": list(planned_of(engagement)),
        "office_hours": office_hours_of(engagement),
        "proposal": proposal,
        "proposed": times_ahead(proposal) if proposal else [],
        "picks": proposal is not None and proposal.proposed_by_id != viewer.pk,
    }
