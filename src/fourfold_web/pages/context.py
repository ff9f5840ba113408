"""What every page's frame needs: the menu, the sample mark and where to find help."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from fourfold_web.programs.access import memberships_of
from fourfold_web.programs.models import MembershipRole

# The menu by role, in the order in which people look for things.
MENU = (
    (MembershipRole.LEARNER, "Ask for guidance", "engagements:ask"),
    (MembershipRole.GUIDE, "Waiting for you", "engagements:queue"),
    (MembershipRole.DIRECTOR, "What waits", "reports:waiting"),
    (MembershipRole.DIRECTOR, "People", "reports:people"),
    (MembershipRole.SUPERVISOR, "Supervision", "reports:supervision"),
)


def page(request: HttpRequest) -> dict:
    """One query for a signed-in person, none for a stranger."""
    nonce = {"csp_nonce": getattr(request, "csp_nonce", None), "demo": settings.DEMO}
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return nonce
    memberships = list(memberships_of(request.user))
    roles = {each.role for each in memberships}
    samples = [each for each in memberships if each.program.is_sample]
    return {
        **nonce,
        "nav": [("Home", reverse("home"), request.path == reverse("home"))]
        + [
            (label, reverse(name), request.path == reverse(name))
            for role, label, name in MENU
            if role in roles
        ],
        "sample_program": samples[0].program if samples else None,
        "may_remove_sample": any(each.role == MembershipRole.DIRECTOR for each in samples),
        "crisis_contact": next((each.program.crisis_contact for each in memberships), ""),
    }
