"""The keyboard alone: everything is reached in order, and where one is can be seen."""

import pytest
from playwright.sync_api import Page, expect

from fourfold_web.engagements.models import GuidanceRequest
from tests.journeys.walks import WORDS

# The width of the ring around what has the focus; a card shows the ring of the radio inside it.
RING = """() => {
  const focused = document.activeElement;
  const shown = focused.closest(".radio-card") ?? focused;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  return outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
}"""
# Of a tall field the place where one writes must stand clear of the bar: its first lines.
UNDER_THE_BAR = """() => {
  const room = document.querySelector(".bottom-bar").getBoundingClientRect().top;
  const { top, height } = document.activeElement.getBoundingClientRect();
  return top + Math.min(height, 80) > room;
}"""


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is on `wanted`; every stop on the way is visibly focused."""
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate(RING) >= 2, page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"Thirty presses of Tab never reached {wanted}.")


def test_first_page_can_be_answered_by_keyboard_alone(cast, visit):
    lena = visit("laptop", cast.lena)
    lena.open("/ask/")

    tab_to(lena.page, "textarea")
    lena.page.keyboard.type(WORDS)
    tab_to(lena.page, "input[type=radio]")
    lena.page.keyboard.press("Space")
    lena.page.keyboard.press("ArrowDown")
    tab_to(lena.page, "main button")
    lena.page.keyboard.press("Enter")

    lena.page.wait_for_url("**/2/")
    draft = GuidanceRequest.objects.get(learner=cast.lena)
    assert (draft.text, draft.answers) == (WORDS, {"focus": "task_or_skill"})
    assert lena.taps == 0


def test_the_first_tab_leads_past_the_menu(cast, visit):
    lena = visit("phone", cast.lena)
    lena.open("/ask/")

    lena.page.keyboard.press("Tab")
    expect(lena.page.get_by_role("link", name="Skip to the main part")).to_be_in_viewport()
    lena.page.keyboard.press("Enter")
    lena.page.keyboard.press("Tab")

    assert lena.page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("height", [500, 560, 640, 700])
def test_what_has_the_focus_never_hides_behind_the_bar_of_a_phone(cast, visit, height):
    gita = visit("phone", cast.gita, viewport={"width": 390, "height": height})
    gita.open(f"/requests/{cast.proposed().pk}/agreement/propose/")
    tab_to(gita.page, "main textarea")
    hidden = []

    while not gita.page.evaluate("document.activeElement.matches('.bottom-bar button')"):
        if gita.page.evaluate(UNDER_THE_BAR):
            hidden.append(gita.page.evaluate("document.activeElement.id"))
        gita.page.keyboard.press("Tab")

    assert hidden == []


def test_focus_goes_to_the_summary_and_its_link_to_the_field(cast, visit):
    lena = visit("phone", cast.lena)
    lena.open("/ask/")

    tab_to(lena.page, "main button")
    lena.page.keyboard.press("Enter")
    expect(lena.page.locator(".error-summary")).to_be_focused()
    tab_to(lena.page, ".error-summary a")
    lena.page.keyboard.press("Enter")

    expect(
        lena.page.get_by_role("textbox", name="What would you like guidance on?")
    ).to_be_focused()
