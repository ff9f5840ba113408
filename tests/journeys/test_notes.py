"""Notes in two browsers: kept without a connection, and both texts where two wrote at once."""

import pytest
from playwright.sync_api import Locator, expect

from fourfold_web.guidance_sessions.models import SharedNote
from tests.journeys.test_hold import LINE_IS_CUT, Room
from tests.journeys.visitor import Visitor

BY_ITSELF = 15_000


@pytest.fixture
def room(cast, visit) -> Room:
    """Both on the live page of a session of coaching."""
    held = cast.open_session(cast.pair())
    guide, learner = visit("laptop", cast.gita), visit("phone", cast.lena)
    for person in (guide, learner):
        person.open(f"/sessions/{held.pk}/")
    return Room(guide, learner, held)


def field(person: Visitor, label: str = "For you both") -> Locator:
    return person.page.get_by_role("textbox", name=label, exact=True)


def state_line(person: Visitor) -> Locator:
    return person.page.locator("[data-slot=shared] [data-state]")


def words_kept() -> list[str]:
    return [note.words for note in SharedNote.objects.filter(joined_at=None)]


def test_notes_typed_without_a_connection_are_kept_and_sent_when_it_is_back(room):
    room.learner.context.set_offline(True)

    field(room.learner).press_sequentially("One line before we start.")
    expect(state_line(room.learner)).to_contain_text("no connection", timeout=BY_ITSELF)
    assert words_kept() == []
    room.learner.context.set_offline(False)

    expect(state_line(room.learner)).to_contain_text("Saved", timeout=BY_ITSELF)
    expect(field(room.guide)).to_have_value("One line before we start.", timeout=BY_ITSELF)
    assert words_kept() == ["One line before we start."]
    room.learner.page.reload()
    expect(field(room.learner)).to_have_value("One line before we start.")
    room.learner.troubles[:] = [each for each in room.learner.troubles if not is_cut(each)]


def test_two_who_edit_one_note_at_once_lose_no_word(room):
    field(room.guide).fill("Plan first.")
    expect(field(room.learner)).to_have_value("Plan first.", timeout=BY_ITSELF)

    room.learner.context.set_offline(True)
    field(room.learner).fill("Plan first. Then breathe.")
    field(room.guide).fill("Plan first. Then the story.")
    expect(state_line(room.guide)).to_contain_text("Saved", timeout=BY_ITSELF)
    room.learner.context.set_offline(False)

    second = "Written at the same time by Lena"
    expect(field(room.guide, second)).to_have_value("Plan first. Then breathe.", timeout=BY_ITSELF)
    expect(field(room.learner)).to_have_value("Plan first. Then the story.", timeout=BY_ITSELF)
    room.guide.tap("Put it under the other text")
    joined = "Plan first. Then the story.\n\nPlan first. Then breathe."
    expect(field(room.guide)).to_have_value(joined)
    expect(field(room.learner)).to_have_value(joined, timeout=BY_ITSELF)
    room.learner.troubles[:] = [each for each in room.learner.troubles if not is_cut(each)]


def is_cut(trouble: str) -> bool:
    """What a browser says of a line that a test has cut."""
    return LINE_IS_CUT in trouble or "htmx:sendError" in trouble
