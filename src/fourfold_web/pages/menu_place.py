"""Under which item of the menu a page stands."""

from collections.abc import Collection

from django.http import HttpRequest

from fourfold_web.shared.addresses import address

HEALTH, LEARNING = ("reports:health",), ("learning:lessons", "learning:program")
# Their addresses begin those of pages that stand elsewhere, so these stand for themselves alone.
ALONE = ("home", "reports:waiting", "wishes:needs")
# Pages, or the pages of a whole app, whose addresses do not say where they stand: the first of
# these items that is in the reader's menu.
UNDER = {
    "reports:hand_over": ("reports:waiting",),
    "reports:coverage": HEALTH,
    "reports:reports": HEALTH,
    "reports:research": HEALTH,
    "measures:summary": HEALTH,
    "papers:snapshots": HEALTH,
    "documents": HEALTH,
    "need_checklist": HEALTH,
    "learning:program": ("learning:program", "learning:lessons"),
    "techniques:overview": ("learning:program", "learning:lessons"),
    "techniques": LEARNING,
    "supervision:recommend": ("reports:supervision",),
    "coaching_cycle:put_in": ("reports:supervision",),
}


def menu_place(request: HttpRequest, menu: Collection[str]) -> str:
    """The URL name of the item under which this page stands, of those in the menu; or nothing."""
    path, match = request.path, request.resolver_match
    at_home = [name for name in menu if address(name) == path]
    if at_home or match is None:
        return next(iter(at_home), "")
    named = UNDER.get(match.view_name) or UNDER.get(match.namespace)
    if named:
        return next((name for name in named if name in menu), "")
    above = [name for name in menu if name not in ALONE and path.startswith(address(name))]
    return max(above, key=lambda name: len(address(name)), default="")
