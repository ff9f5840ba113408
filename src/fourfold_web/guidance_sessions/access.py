"""Who may be in a guidance session: the two of the pair, while the policy grants it."""

from django.db.models import QuerySet

from fourfold_web.engagements.access import grants_on_engagement, is_party
from fourfold_web.guidance_sessions.models import ClosingFeedback, GuidanceSession
from fourfold_web.people.models import Person


def sessions_visible_to(person: Person) -> QuerySet[GuidanceSession]:
    """Every meeting of the pairs that `person` belongs to."""
    return GuidanceSession.objects.filter(is_party(person, "engagement__"))


def may_lead(person: Person, guidance_session: GuidanceSession) -> bool:
    """Whether `person` opens, switches and ends this meeting: its guide, while the pair lasts."""
    return "switch" in _grants(person, guidance_session)


def may_take_part(person: Person, guidance_session: GuidanceSession) -> bool:
    """Whether `person` may still add to this meeting: a party of a pair that has not ended."""
    return "write" in _grants(person, guidance_session)


def feedback_readable_by(
    person: Person, guidance_session: GuidanceSession
) -> ClosingFeedback | None:
    """The learner's answers, for the learner, and for the guide only when sent as an open reply."""
    feedback = getattr(guidance_session, "closing_feedback", None)
    grants = grants_on_engagement(person, guidance_session.engagement, "closing_feedback")
    if feedback and ("read" in grants or ("open_reply" in grants and feedback.open_reply)):
        return feedback
    return None


def _grants(person: Person, guidance_session: GuidanceSession) -> frozenset[str]:
    return grants_on_engagement(person, guidance_session.engagement, "guidance_session")
