"""Journey 1: a learner asks for guidance in their own words, on a phone and on a laptop."""

import re

import pytest
from playwright.sync_api import expect

from fourfold_web.engagements.models import GuidanceRequest
from tests.journeys.walks import WORDS, ask_for_guidance

EVERY_DEVICE = ["phone", "laptop", "phone_without_scripts"]
PHRASE = re.compile("From what you wrote: “(.+)”")
NAMES_OF_FORMS = ("advising", "coaching", "mentoring")


@pytest.mark.parametrize("device", EVERY_DEVICE)
def test_learner_asks_with_at_most_nine_taps(cast, visit, device):
    lena = visit(device, cast.lena)

    ask_for_guidance(lena)

    lena.reads("a guide of your program")
    sent = GuidanceRequest.objects.get(learner=cast.lena)
    assert (sent.state, sent.chosen_form, sent.text) == ("waiting", "coaching", WORDS)
    assert lena.taps <= 9


def test_learner_need_not_know_the_four_forms_to_answer(cast, visit):
    lena = visit("phone", cast.lena)
    pages = []

    ask_for_guidance(lena, at_each_page=lambda main: pages.append(main.inner_text().lower()))

    assert len(pages) == 4
    assert [name for name in NAMES_OF_FORMS if any(name in text for text in pages)] == []


def test_words_fill_an_answer_and_say_which_words(cast, visit):
    draft = cast.draft("I have a decision to make.")
    lena = visit("phone", cast.lena)
    lena.open(f"/ask/{draft.pk}/4/")
    about_time = lena.page.get_by_role("group", name="How long do you think you need this?")
    expect(about_time.get_by_role("radio", checked=True)).to_have_count(0)

    lena.open(f"/ask/{draft.pk}/1/")
    lena.write("What would you like guidance on?", WORDS)
    lena.tap("Continue")
    lena.open(f"/ask/{draft.pk}/4/")

    expect(about_time.get_by_role("radio", checked=True)).to_have_value("weeks_to_months")
    [phrase] = PHRASE.findall(about_time.inner_text())
    assert phrase in WORDS


def test_words_fill_the_first_question_while_they_are_written(cast, visit):
    draft = cast.draft("Hello.", wants="answer")
    lena = visit("phone", cast.lena)
    lena.open(f"/ask/{draft.pk}/1/")

    lena.write("What would you like guidance on?", WORDS)
    lena.page.keyboard.press("Tab")

    about = lena.page.get_by_role("group", name="What do you want to talk about?")
    expect(about.get_by_role("radio", checked=True)).to_have_value("task_or_skill")
    [phrase] = PHRASE.findall(about.inner_text())
    assert phrase in WORDS


def test_draft_survives_closing_the_browser(cast, visit):
    lena = visit("phone", cast.lena)
    lena.open("/ask/")
    lena.write("What would you like guidance on?", WORDS)
    lena.tap("Continue")
    lena.choose("An answer, or clear advice", question="What would help you most?")
    lena.tap("Continue")
    lena.leave()

    back = visit("laptop", cast.lena)
    back.open("/home/")
    back.tap("I lose the thread", role="link")

    expect(back.page.get_by_label("What would you like guidance on?")).to_have_value(WORDS)
    back.tap("Continue")
    expect(back.page.get_by_label("An answer, or clear advice")).to_be_checked()
