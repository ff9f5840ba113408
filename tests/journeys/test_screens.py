"""Every screen looked at by axe, in light and dark, on a phone and on a laptop.

The list grows out of policy.toml, so a new page is looked at from its first day; states.py adds
the states that the policy's plain rows do not show.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from playwright.sync_api import Page

from fourfold.confidentiality.visibility import may_see
from fourfold.guidance.catalog import FormOfGuidance
from tests.cast import Cast
from tests.journeys.document_makers import asked, mean_so, new_version
from tests.journeys.library_makers import own_title, recommendation_passed_on, to_recommend
from tests.journeys.makers import (
    add_product,
    for_the_supervisor,
    mentoring_products,
    planned_session,
    prepared_session,
    to_close,
)
from tests.journeys.matching_makers import (
    full_round,
    full_run,
    new_run,
    proof,
    to_compare,
    to_publish,
    to_try_out,
    without_guide,
)
from tests.journeys.request_makers import chosen, hand_over
from tests.journeys.roster_makers import checked_list, list_to_name, moved_year
from tests.journeys.states import STATES
from tests.journeys.visitor import Visitor
from tests.web.policy_rows import BUILD
from tests.web.test_policy import HOLDERS, RULES, address_of

FORM = FormOfGuidance.COACHING
NARROW = {"width": 320, "height": 640}
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 900}
EVERY_RULE = {"resultTypes": ["violations"]}
# Dark changes colors and nothing else, so only these rules can answer otherwise there.
COLOR_RULES = EVERY_RULE | {"runOnly": ["color-contrast", "link-in-text-block"]}
# Routes that show no page of their own: for machines, sent on at once, a part of another page, or
# shown only after a step that states.py takes.
NO_SCREEN = {
    "healthz",
    "papers:agreement",
    "papers:review_pdf",
    "papers:snapshot_pdf",
    "readyz",
    "account_login",
    "account_confirm_login_code",
    "sample_sign_in",
    "guidance_sessions:role",
    "guidance_sessions:notes",
    "appointments:feed",
    "correspondence:stop",
    "transcripts:progress",
    "documents:copy",
    "documents:csv",
    "documents:json",
    # Leads back without the number of a finding: states.py.
    "documents:mean_across",
    "matching:progress",
    "roster:refused",
    "library:entry",
    "learning:first",
    "reports:setup",
    # Shown to guides who were asked to share: states.py.
    "techniques:new",
}
# Where the policy's plain row is sent on to another page, this row is not: its person and address.
OTHER_ROWS = {
    "documents:mean_so": {"dora": mean_so},
    "documents:replace": {"dora": new_version},
    "need_checklist:ask": {"dora": asked},
    "roster:columns": {"dora": list_to_name},
    "roster:list": {"dora": checked_list},
    "roster:rolled_over": {"dora": moved_year},
    "coaching_cycle:put_in": {"sam": for_the_supervisor},
    "supervision:recommend": {"sam": to_recommend},
    "supervision:passed_on": {"gita": recommendation_passed_on},
    "library:change": {"dora": own_title},
    "products:products": {"lena": mentoring_products, "gita": mentoring_products},
    "products:add": {"lena": add_product},
    "engagements:check": {"lena": chosen},
    "guidance_sessions:open": {"gita": planned_session},
    "guidance_sessions:prepare": {"lena": prepared_session, "gita": prepared_session},
    "reports:hand_over": {"dora": hand_over},
    "matching:round": {"dora": full_round},
    "matching:new_run": {"dora": new_run},
    "matching:run": {"dora": full_run},
    "matching:proposal": {"dora": without_guide},
    "matching:compare": {"dora": to_compare},
    "matching:try_out": {"dora": to_try_out},
    "matching:publish": {"dora": to_publish},
    "matching:certificate": {"dora": proof},
    "guidance_sessions:close": {"lena": to_close, "gita": to_close},
}
SCREENS = sorted({name for name, rule in RULES.items() if not rule.post} - NO_SCREEN)
# After its end nobody ends a pair again, or brings words in, so that these are closed to both.
ENDED_AND_CLOSED = [
    ("engagements:end", "ended_engagement"),
    ("engagements:pause", "ended_engagement"),
    ("guidance_sessions:times", "ended_engagement"),
    ("guidance_sessions:on_paper", "ended_engagement"),
    ("transcripts:check", "ended_transcript_draft"),
]
ROW_SCREENS = [
    pytest.param(name, build, id=f"{name}-{build.__name__}")
    for name in SCREENS
    if name not in OTHER_ROWS
    for build in BUILD.get(RULES[name].row, [])
    if (name, build.__name__) not in ENDED_AND_CLOSED
]
PLAIN_SCREENS = [
    (name, who)
    for name in SCREENS
    for who in {
        "public": ["lena" if name == "account_logout" else ""],
        "person": ["lena", "gita", "dora", "sam"] if name == "home" else ["lena"],
        "member": sorted(HOLDERS.get(RULES[name].role, set()) - {"gus", "otto"}),
        "row": [],
    }[RULES[name].rule]
]

SMALL_WORDS = """() => [...document.querySelectorAll("body *")]
  .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((each) => each.checkVisibility() && parseFloat(getComputedStyle(each).fontSize) < 15)
  .map((each) => "smaller than 15 px: " + each.outerHTML.slice(0, 160))"""
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter(() => document.documentElement.scrollWidth > innerWidth)
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 0.5)
  .map((each) => "sideways at 320 px: " + each.outerHTML.slice(0, 160))"""
# htmx notes the page's own address for the way back, which the browser's history holds as well.
KEPT = """() => Object.entries({...localStorage, ...sessionStorage})
  .filter(([key, value]) => key !== "htmx-current-path-for-history"
    || ![location.pathname, location.pathname + location.search].includes(value))
  .map((entry) => "kept in the browser: " + entry)"""


@pytest.mark.parametrize(("name", "who"), PLAIN_SCREENS)
def test_a_page_is_clean_for_everybody_who_may_open_it(cast, sit_down, name, who):
    look_at(cast, sit_down, who, reverse(name))


@pytest.mark.parametrize(("name", "build"), ROW_SCREENS)
def test_a_page_of_a_row_is_clean_for_both_sides(cast, sit_down, name, build):
    rule, row = RULES[name], build(cast, FORM)
    granted = [
        who
        for who in ("lena", "gita")
        if who in row.relations and rule.needs in may_see(*row.relations[who], rule.datum, row.form)
    ]
    assert granted

    for who in granted:
        look_at(cast, sit_down, who, address_of(name, row))


@pytest.mark.parametrize("name", OTHER_ROWS)
def test_a_page_of_a_row_in_its_own_state_is_clean(cast, sit_down, name):
    [(first, make), *others] = OTHER_ROWS[name].items()
    path = make(cast)

    for who in (first, *(who for who, _ in others)):
        look_at(cast, sit_down, who, path)


@pytest.mark.parametrize("state", [pytest.param(each, id=each.name) for each in STATES])
def test_a_page_is_clean_in_this_state(cast, sit_down, state):
    visitor = sit_down(getattr(cast, state.who, None))
    visitor.open(state.path(cast))
    if state.deed:
        state.deed(visitor)

    assert problems_of(visitor) == []


def look_at(cast: Cast, sit_down, who: str, path: str) -> None:
    visitor = sit_down(getattr(cast, who, None))

    assert visitor.open(path) == 200
    assert visitor.page.url.endswith(path), f"sent on to {visitor.page.url}: give it another row"
    assert problems_of(visitor) == []


def problems_of(visitor: Visitor) -> list[str]:
    """What axe and the ruler find, on both devices and in both themes."""
    page = visitor.page
    found = page.evaluate(SMALL_WORDS) + page.evaluate(KEPT)
    page.evaluate(AXE_SCRIPT)
    for size in (PHONE, LAPTOP):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light")
        found += violations(page, EVERY_RULE)
        page.emulate_media(color_scheme="dark")
        found += violations(page, COLOR_RULES)
    page.set_viewport_size(NARROW)
    return found + page.evaluate(TOO_WIDE)


def violations(page: Page, rules: dict) -> list[str]:
    """axe's findings, each with the element it is about."""
    return [
        f"{page.viewport_size} {rule['id']}: {node['html'][:160]} {node['failureSummary']}"
        for rule in page.evaluate("options => axe.run(options)", rules)["violations"]
        for node in rule["nodes"]
    ]
