"""What the start of a meeting is filled with, so that only what is new today has to be written."""

from fourfold.guidance.catalog import profiles
from fourfold_web.engagements.models import Engagement
from fourfold_web.engagements.queries import words_of
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.guidance_sessions.queries import terms_of


def usual_opening(engagement: Engagement, planned: GuidanceSession | None = None) -> dict[str, str]:
    """The five start fields from request, agreement and what the learner said beforehand."""
    terms = terms_of(engagement)
    return {
        "guidance_sought": words_of(engagement.agreement.guidance_request),
        "goal": (planned and planned.goal) or (terms.session_goal if terms else ""),
        "form_of_guidance": engagement.form.value,
        "guide_provides": profiles()[engagement.form].announcement,
        "covered": terms.covered if terms else "",
        "not_covered": terms.not_covered if terms else "",
    }
