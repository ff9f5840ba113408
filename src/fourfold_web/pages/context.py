"""What every page's frame needs: the menu, the sample mark and where to find help."""

from django.conf import settings
from django.http import HttpRequest

from fourfold_web.programs.access import memberships_of
from fourfold_web.programs.models import MembershipRole
from fourfold_web.shared.addresses import address

# The menu by role, in the order in which people look for things.
MENU = (
    (MembershipRole.LEARNER, "Ask for guidance", "engagements:ask"),
    (MembershipRole.LEARNER, "Your goals", "goals:goals"),
    (MembershipRole.GUIDE, "Waiting for you", "engagements:queue"),
    (MembershipRole.GUIDE, "When you can meet", "availability:times"),
    (MembershipRole.GUIDE, "Your matching", "wishes:guiding"),
    (MembershipRole.DIRECTOR, "What waits", "reports:waiting"),
    (MembershipRole.DIRECTOR, "People", "roster:people"),
    (MembershipRole.DIRECTOR, "Matching rounds", "matching:rounds"),
    (MembershipRole.SUPERVISOR, "Supervision", "reports:supervision"),
)


def page(request: HttpRequest) -> dict:
    """At most one query for a signed-in person, none for a stranger."""
    nonce = {"csp_nonce": getattr(request, "csp_nonce", None), "demo": settings.DEMO}
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return nonce
    memberships = memberships_of(request.user)
    roles = {each.role for each in memberships}
    menu = [("Home", "home"), *((label, name) for role, label, name in MENU if role in roles)]
    samples = [each for each in memberships if each.program.is_sample]
    return {
        **nonce,
        "nav": [(label, address(name), request.path == address(name)) for label, name in menu],
        "sample_program": samples[0].program if samples else None,
        "may_remove_sample": any(each.role == MembershipRole.DIRECTOR for each in samples),
        "crisis_contact": next((each.program.crisis_contact for each in memberships), ""),
    }
