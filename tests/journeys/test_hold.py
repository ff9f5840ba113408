"""Journey 3: a session in two browsers at once, the guide's and the learner's."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from fourfold_web.guidance_sessions.models import GuidanceSession
from tests.journeys.visitor import Visitor

# Long enough for a busy machine: here it must show by itself; how fast is measured apart.
BY_ITSELF = 10_000
LINE_IS_CUT = "Failed to load resource: net::ERR_INTERNET_DISCONNECTED"
# The largest letters of the page, and what they say.
LARGEST_WORDS = """() => {
  const sizes = [...document.querySelectorAll("body *")]
    .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((each) => [parseFloat(getComputedStyle(each).fontSize), each.textContent.trim()]);
  const largest = Math.max(...sizes.map(([size]) => size));
  return [largest, sizes.filter(([size]) => size === largest).map(([, words]) => words)];
}"""


@dataclass(frozen=True)
class Room:
    """The two in front of their own browsers, and the session that runs."""

    guide: Visitor
    learner: Visitor
    guidance_session: GuidanceSession


@pytest.fixture
def room(cast, visit):
    """Both on the live page of a session of coaching."""

    def enter(guide_device: str = "laptop", learner_device: str = "phone") -> Room:
        held = cast.open_session(cast.pair())
        guide, learner = visit(guide_device, cast.gita), visit(learner_device, cast.lena)
        for person in (guide, learner):
            person.open(f"/sessions/{held.pk}/")
        return Room(guide, learner, held)

    return enter


def role(person: Visitor) -> Locator:
    return person.page.locator(".role-banner__role")


@pytest.mark.parametrize("device", ["phone", "laptop", "phone_without_scripts"])
def test_guide_starts_a_planned_session_with_at_most_two_taps(cast, visit, device):
    pair = cast.pair()
    cast.planned(pair)
    gita = visit(device, cast.gita)

    gita.open(f"/pairs/{pair.pk}/")
    gita.tap("Open this session", role="link")
    gita.tap("Say it and start")

    expect(role(gita)).to_have_text("You are coaching")
    assert pair.guidance_sessions.get().is_open
    assert gita.taps <= 2


def test_a_switch_shows_in_both_browsers_without_a_reload(room):
    here = room()

    here.guide.tap("Switch to mentoring")

    expect(role(here.learner)).to_have_text("Gita is mentoring", timeout=BY_ITSELF)
    expect(role(here.guide)).to_have_text("You are mentoring")
    expect(here.learner.page.locator("#announcer")).to_have_text("Gita is mentoring")
    here.learner.reads("“I am mentoring you now.”")
    assert here.guide.taps == 1


def test_undo_takes_the_switch_back_in_both_browsers(room):
    here = room()
    here.guide.tap("Switch to mentoring")
    expect(role(here.learner)).to_have_text("Gita is mentoring")

    here.guide.tap("Undo the last switch")

    expect(role(here.learner)).to_have_text("Gita is coaching", timeout=BY_ITSELF)
    expect(role(here.guide)).to_have_text("You are coaching")
    expect(here.guide.page.get_by_role("heading", name="Role switches")).to_have_count(0)


def test_a_double_tap_switches_once(room):
    here = room()

    here.guide.page.get_by_role("button", name="Switch to mentoring").dblclick()

    expect(role(here.guide)).to_have_text("You are mentoring")
    expect(role(here.learner)).to_have_text("Gita is mentoring")
    assert here.guidance_session.switches.count() == 1


@pytest.mark.parametrize("device", ["phone", "laptop"])
def test_the_role_is_the_largest_thing_of_the_page(room, device):
    here = room(guide_device=device, learner_device=device)

    for person, words in ((here.guide, "You are coaching"), (here.learner, "Gita is coaching")):
        size, largest = person.page.evaluate(LARGEST_WORDS)
        assert largest == [words]
        assert size >= 32
        expect(role(person)).to_be_in_viewport(ratio=1)


def test_words_being_typed_survive_the_news_of_every_second(room):
    here = room()
    here.guide.tap("Switch to mentoring")
    here.guide.page.get_by_text("Change the words").click()
    here.guide.write("What you said", "Now I tell you how it was for me.")
    other_screen = here.guide.context.new_page()
    other_screen.goto(here.guide.page.url)

    other_screen.get_by_role("button", name="Undo the last switch").click()

    expect(role(here.guide)).to_have_text("You are coaching", timeout=BY_ITSELF)
    typed = here.guide.page.get_by_role("textbox", name="What you said")
    expect(typed).to_have_value("Now I tell you how it was for me.")
    expect(typed).to_be_focused()


def test_a_role_that_may_be_old_says_so_until_the_line_is_back(room):
    here = room()
    warning = here.learner.page.get_by_text("The role shown here may be old.")

    here.learner.context.set_offline(True)
    expect(warning).to_be_visible()
    here.learner.context.set_offline(False)

    expect(warning).to_be_hidden()
    complaints = {trouble.split(": ", 1)[1].split(",")[0] for trouble in here.learner.troubles}
    assert complaints == {LINE_IS_CUT, "htmx:sendError"}
    here.learner.troubles.clear()


@pytest.mark.parametrize("device", ["phone", "laptop"])
def test_both_close_and_the_pair_page_of_both_says_so(room, device):
    here = room(guide_device=device, learner_device=device)

    here.guide.page.get_by_text("End the session").click()
    here.guide.tap("End it now")
    expect(here.learner.page).to_have_url(here.guide.page.url, timeout=BY_ITSELF)
    close_as_guide(here.guide)
    here.guide.reads("Your part is done.")
    close_as_learner(here.learner)

    here.learner.reads("This session is closed on both sides.")
    for person in (here.guide, here.learner):
        person.open(f"/pairs/{here.guidance_session.engagement_id}/")
        expect(person.page.locator("main .timeline")).to_contain_text("Closed")
    here.guidance_session.refresh_from_db()
    assert here.guidance_session.completed_at is not None


def test_a_session_runs_from_start_to_end_without_scripts(room):
    here = room("phone_without_scripts", "phone_without_scripts")

    here.guide.tap("Switch to mentoring")
    expect(role(here.guide)).to_have_text("You are mentoring")
    here.learner.tap("Refresh", role="link")
    expect(role(here.learner)).to_have_text("Gita is mentoring")
    here.guide.page.get_by_text("End the session").click()
    here.guide.tap("End it now")
    close_as_guide(here.guide)
    here.learner.open("/home/")
    here.learner.tap("With Gita Rao", role="link")
    close_as_learner(here.learner)

    here.learner.reads("This session is closed on both sides.")


def close_as_guide(guide: Visitor) -> None:
    guide.choose("4", question="How well did you stay in the role of coach?")
    guide.page.get_by_label("No further meeting planned").check()
    guide.tap("Save and finish")


def close_as_learner(learner: Visitor) -> None:
    learner.choose("5", question="How useful was this way of working for you?")
    learner.choose("4", question="How well did Gita stay in the role of coach?")
    learner.tap("Save and finish")
