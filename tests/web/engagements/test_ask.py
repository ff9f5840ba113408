"""The four one-question pages of asking for guidance."""

import re

import pytest
from django.urls import reverse

from fourfold.guidance.intake import question
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.programs.models import Membership, MembershipRole, Program
from tests.cast import ANSWERS, WORDS
from tests.web.engagements.traces import audited

ASK = reverse("engagements:ask")
# Four are asked of everyone; the others stand behind a link of the next page.
KEYS = ("focus", "wants", "lead", "horizon", "expertise_needed", "topic", "goal_clarity")
LEARN = "I want to hear how somebody who has done it got there."


def page_of(draft: GuidanceRequest, page: int) -> str:
    return reverse("engagements:question", kwargs={"request_id": draft.pk, "page": page})


def ticked(text: str) -> list[str]:
    """The values of the radio buttons that are on."""
    radios = re.findall(r'<input type="radio"[^>]*>', text)
    return [re.search(r'value="([^"]*)"', each)[1] for each in radios if " checked" in each]


@pytest.fixture
def empty(cast) -> GuidanceRequest:
    return actions.start_request(learner=cast.lena, program=cast.program)


def test_ask_makes_no_draft_by_looking(cast, as_person):
    page = as_person(cast.lena).get(ASK)

    assert page.status_code == 200
    assert "Ask for guidance · 1 of 4" in page.text
    assert not GuidanceRequest.objects.exists()


def test_ask_looks_for_suggestions_only_once_there_is_a_draft(cast, as_person):
    client = as_person(cast.lena)
    before = client.get(ASK).text
    draft = cast.draft()

    after = client.get(ASK).text

    suggest = reverse("engagements:suggest", args=[draft.pk])
    assert "hx-post" not in before
    assert f'hx-post="{suggest}"' in after


def only_draft() -> GuidanceRequest:
    return GuidanceRequest.objects.get(state="draft")


def test_ask_keeps_what_was_written_and_goes_on(cast, as_person):
    response = as_person(cast.lena).post(ASK, {"text": WORDS, "focus": "task_or_skill"})

    draft = only_draft()
    assert response.url == page_of(draft, 2)
    assert (draft.learner, draft.program, draft.text, draft.answers) == (
        cast.lena,
        cast.program,
        WORDS,
        {"focus": "task_or_skill"},
    )


def test_ask_comes_back_to_the_draft_that_was_left(cast, as_person):
    cast.draft()

    page = as_person(cast.lena).get(ASK)

    assert WORDS in page.text
    assert ticked(page.text) == ["task_or_skill"]


def test_ask_writes_on_in_the_same_draft(cast, as_person):
    draft = cast.draft()

    as_person(cast.lena).post(ASK, {"text": "Something else now."})

    assert only_draft() == draft
    assert only_draft().text == "Something else now."


def test_ask_refuses_empty_words_with_a_link_to_the_field(cast, as_person):
    page = as_person(cast.lena).post(ASK, {"text": "  ", "focus": "career"})

    says = "Write a sentence or two about what is on your mind."
    assert page.status_code == 422
    assert f'<a href="#id_text">{says}</a>' in page.text
    assert ticked(page.text) == ["career"]
    assert not GuidanceRequest.objects.exists()


def test_ask_keeps_words_that_are_too_long(cast, as_person):
    long = "Why? " * 1_001

    page = as_person(cast.lena).post(ASK, {"text": long})

    assert page.status_code == 422
    assert "This is 5004 characters long. Keep it under 5000." in page.text
    assert long.strip() in page.text


def test_ask_takes_words_of_the_longest_length(cast, as_person):
    response = as_person(cast.lena).post(ASK, {"text": "w" * 5_000})

    assert response.status_code == 302
    assert len(only_draft().text) == 5_000


def test_ask_refuses_an_unknown_answer_by_name_and_offers_the_choices(cast, as_person):
    page = as_person(cast.lena).post(ASK, {"text": WORDS, "focus": "weather"})

    assert page.status_code == 422
    assert "weather is not one of the available choices." in page.text
    assert [each in page.text for each in ("event", "task_or_skill", "career")] == [True] * 3
    assert WORDS in page.text
    assert not GuidanceRequest.objects.exists()


def test_ask_offers_the_programs_of_the_learner(cast, as_person):
    second = second_program(cast)
    client = as_person(cast.lena)

    offered = client.get(ASK).text
    client.post(ASK, {"text": WORDS, "program": str(second.pk)})

    assert re.findall(r"<option[^>]*>([^<]*)", offered) == ["Medicine", "Surgery"]
    assert only_draft().program == second


def test_ask_refuses_a_program_that_is_not_the_learner_s(cast, as_person):
    second_program(cast)
    elsewhere = Program.objects.get(name="Elsewhere")

    page = as_person(cast.lena).post(ASK, {"text": WORDS, "program": str(elsewhere.pk)})

    assert page.status_code == 422
    assert "That is not a program of yours. Choose one of: Medicine, Surgery." in page.text
    assert WORDS in page.text
    assert not GuidanceRequest.objects.exists()


def test_question_keeps_an_answer_and_goes_on(cast, as_person, empty):
    response = as_person(cast.lena).post(page_of(empty, 2), {"wants": "experience"})

    empty.refresh_from_db()
    assert response.url == page_of(empty, 3)
    assert empty.answers == {"wants": "experience"}


def test_question_keeps_the_answers_of_the_other_pages(cast, as_person):
    draft = cast.draft()

    as_person(cast.lena).post(page_of(draft, 4), {"horizon": "once"})

    draft.refresh_from_db()
    assert draft.answers == {
        "focus": "task_or_skill",
        "wants": "find_own_way",
        "topic": "performance_milestones",
        "horizon": "once",
    }
    assert draft.text == WORDS


def test_question_may_be_left_open(cast, as_person, empty):
    client = as_person(cast.lena)

    urls = [
        client.post(page_of(empty, page), {key: ""}).url
        for page, key in ((2, "wants"), (3, "lead"), (4, "horizon"))
    ]

    empty.refresh_from_db()
    assert urls == [
        page_of(empty, 3),
        page_of(empty, 4),
        reverse("engagements:choose", args=[empty.pk]),
    ]
    assert empty.answers == {}


@pytest.mark.parametrize("number", [4, 5, 6, 7])
def test_question_from_the_fourth_on_leads_to_the_recommendation(cast, as_person, number):
    draft, key = cast.draft(), KEYS[number - 1]
    value = question(key).choices[0].value

    response = as_person(cast.lena).post(page_of(draft, number), {key: value})

    draft.refresh_from_db()
    assert response.url == reverse("engagements:choose", args=[draft.pk])
    assert draft.answers == {**ANSWERS, key: value}


def test_question_fills_in_what_the_words_suggest_with_their_phrase(cast, as_person):
    draft = cast.draft(LEARN, focus="career")

    page = as_person(cast.lena).get(page_of(draft, 2))

    assert ticked(page.text) == ["experience"]
    assert "From what you wrote: “who has done”" in page.text


def test_question_prefers_the_learner_s_answer_to_a_suggestion(cast, as_person):
    draft = cast.draft(LEARN, wants="answer")

    page = as_person(cast.lena).get(page_of(draft, 2))

    assert ticked(page.text) == ["answer"]
    assert "From what you wrote" not in page.text


def test_question_counts_a_suggestion_only_when_the_learner_goes_on(cast, as_person):
    draft = cast.draft(LEARN, focus="career")

    as_person(cast.lena).get(page_of(draft, 2))

    draft.refresh_from_db()
    assert draft.answers == {"focus": "career"}


@pytest.mark.parametrize(("number", "key"), list(enumerate(KEYS, 1)))
def test_question_refuses_an_unknown_answer_by_name(cast, as_person, number, key):
    draft = cast.draft()

    answer = as_person(cast.lena).post(page_of(draft, number), {"text": WORDS, key: "<weather>"})

    assert answer.status_code == 422
    assert "&lt;weather&gt; is not one of the available choices." in answer.text
    assert "What you wrote is still here." in answer.text
    draft.refresh_from_db()
    assert draft.answers.get(key) != "<weather>"


@pytest.mark.parametrize("number", [0, 8])
def test_question_has_a_page_for_each_of_the_seven(cast, as_person, number):
    assert as_person(cast.lena).get(page_of(cast.draft(), number)).status_code == 404


@pytest.mark.parametrize("who", ["gita", "dora", "sam", "otto"])
def test_question_is_not_there_for_others(cast, as_person, who):
    draft = cast.draft()

    assert as_person(getattr(cast, who)).get(page_of(draft, 1)).status_code == 404


def test_question_is_gone_once_the_request_is_sent(cast, as_person):
    assert as_person(cast.lena).get(page_of(cast.sent(), 1)).status_code == 404


def test_question_sent_late_is_told_kindly_and_keeps_the_words(cast, as_person):
    sent = cast.sent()

    page = as_person(cast.lena).post(page_of(sent, 1), {"text": "One more thing."})

    sent.refresh_from_db()
    assert page.status_code == 409
    assert "This is no longer a draft" in page.text
    assert "One more thing." in page.text
    assert sent.text == WORDS


def test_suggest_ticks_what_the_words_say_and_saves_nothing(cast, as_person, empty):
    address = reverse("engagements:suggest", args=[empty.pk])

    part = as_person(cast.lena).post(address, {"text": WORDS, "focus": ""})

    empty.refresh_from_db()
    assert ticked(part.text) == ["task_or_skill"]
    assert "From what you wrote: “I keep”" in part.text
    assert "<html" not in part.text
    assert (empty.text, empty.answers, audited("save_answers")) == ("", {}, [])


def test_suggest_leaves_what_the_learner_has_ticked(cast, as_person, empty):
    address = reverse("engagements:suggest", args=[empty.pk])

    part = as_person(cast.lena).post(address, {"text": WORDS, "focus": "career"})

    assert ticked(part.text) == ["career"]


def second_program(cast) -> Program:
    second = Program.objects.create(name="Surgery", crisis_contact="Call 988.")
    Membership.objects.create(program=second, person=cast.lena, role=MembershipRole.LEARNER)
    return second
