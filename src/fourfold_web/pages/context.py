"""What every page's frame needs: the menu, the sample mark and where to find help."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from fourfold_web.pages.menu_place import menu_place
from fourfold_web.programs.access import memberships_of
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.shared.addresses import address

# The menu by role, in the order in which people look for things.
MENU = (
    (MembershipRole.LEARNER, "Ask for guidance", "engagements:ask"),
    (MembershipRole.LEARNER, "Your goals", "goals:goals"),
    (MembershipRole.GUIDE, "Waiting for you", "engagements:queue"),
    (MembershipRole.GUIDE, "When you can meet", "availability:times"),
    (MembershipRole.GUIDE, "Your matching", "wishes:guiding"),
    (MembershipRole.LEARNER, "Learning", "learning:lessons"),
    (MembershipRole.GUIDE, "Learning", "learning:lessons"),
    (MembershipRole.DIRECTOR, "Your program", "reports:health"),
    (MembershipRole.DIRECTOR, "What waits", "reports:waiting"),
    (MembershipRole.DIRECTOR, "People", "roster:people"),
    (MembershipRole.DIRECTOR, "Matching rounds", "matching:rounds"),
    (MembershipRole.DIRECTOR, "Rules", "programs:rules"),
    (MembershipRole.DIRECTOR, "Learning", "learning:program"),
    (MembershipRole.SUPERVISOR, "Supervision", "reports:supervision"),
)
DIRECTED = {name for role, _, name in MENU if role == MembershipRole.DIRECTOR}


def page(request: HttpRequest) -> dict:
    """At most one query for a signed-in person, none for a stranger."""
    nonce = {"csp_nonce": getattr(request, "csp_nonce", None), "demo": settings.DEMO}
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return nonce
    memberships = memberships_of(request.user)
    roles = {each.role for each in memberships}
    # By label in its order: somebody with two roles finds one word once. A director's lessons lead
    # on to those of the program.
    menu = {"Home": "home"}
    for role, label, name in MENU:
        if role in roles:
            menu.setdefault(label, name)
    place = menu_place(request, menu.values())
    here = _directed_here(request, memberships)
    samples = [each for each in memberships if each.program.is_sample]
    return {
        **nonce,
        "nav": [
            (label, _address(name, here), _mark(request, name, place))
            for label, name in menu.items()
        ],
        "sample_program": samples[0].program if samples else None,
        "may_remove_sample": any(each.role == MembershipRole.DIRECTOR for each in samples),
        **next((each.program.contacts for each in memberships), {}),
    }


def _directed_here(request: HttpRequest, memberships: Iterable[Membership]) -> UUID | None:
    """Of several programs that one directs the one of this page, so that the menu stays in it."""
    directed = [each.program_id for each in memberships if each.role == MembershipRole.DIRECTOR]
    wanted = request.GET.get("program", "")
    return next((each for each in directed if len(directed) > 1 and str(each) == wanted), None)


def _address(name: str, here: UUID | None) -> str:
    return address(name, program=here if name in DIRECTED else None)


def _mark(request: HttpRequest, name: str, place: str) -> str:
    """The value of `aria-current` of an item: this page, a page under it, or neither."""
    if name != place:
        return ""
    return "page" if request.path == address(name) else "true"
