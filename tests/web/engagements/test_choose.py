"""The recommended form with its reasons, and the learner's own choice."""

import pytest
from django.urls import reverse

from fourfold.guidance.intake import question
from fourfold.guidance.recommend import recommend
from fourfold_web.engagements.models import GuidanceRequest
from tests.cast import ANSWERS, WORDS
from tests.web.engagements.test_ask import page_of, ticked

TWO_NEEDS = (
    "I want to work out my own way to teach better, asking myself good questions. At the same time"
    " I need a mentor with experience in my field who tells me how they built their career."
)


def address(draft: GuidanceRequest) -> str:
    return reverse("engagements:choose", args=[draft.pk])


@pytest.fixture
def torn(cast) -> GuidanceRequest:
    """A draft that could go more than one way."""
    return cast.draft("Something is off.", focus="event")


def test_choose_suggests_a_form_with_its_reasons(cast, as_person):
    page = as_person(cast.lena).get(address(cast.draft()))

    assert "For what you describe we suggest" in page.text
    assert "You describe a task or a skill." in page.text
    assert "You said: Good questions, so that I find my own way" in page.text
    assert ticked(page.text) == ["coaching"]
    assert page.text.count("Suggested for you") == 1


def test_choose_tells_the_near_miss_in_words(cast, as_person):
    page = as_person(cast.lena).get(address(cast.draft()))

    assert (
        "<strong>coaching with wisdom</strong> if you had said"
        " “The experience of someone who has done it”." in page.text
    )
    assert "wants=" not in page.text


def test_choose_tells_what_it_took_from_the_words(cast, as_person):
    page = as_person(cast.lena).get(address(cast.draft(wants="find_own_way")))

    assert "What we took from your words" in page.text
    assert "from “I keep”" in page.text


def test_choose_asks_only_the_most_telling_question_that_is_left(cast, as_person):
    draft = cast.draft()
    first, *others = recommend(draft.to_core()).still_to_ask

    page = as_person(cast.lena).get(address(draft))

    assert question(first).ask in page.text
    assert [key for key in others if question(key).ask in page.text] == []


def test_choose_leads_to_the_page_of_what_it_took_from_the_words(cast, as_person):
    draft = cast.draft(wants="find_own_way")

    page = as_person(cast.lena).get(address(draft))

    assert f'href="{page_of(draft, 1)}">Change' in page.text
    assert f'href="{page_of(draft, 6)}">Change' in page.text


def test_choose_looks_again_with_one_more_answer(cast, as_person):
    draft = cast.draft()

    response = as_person(cast.lena).post(
        address(draft), {"ask_more": "1", "expertise_needed": "in_this_skill"}
    )

    draft.refresh_from_db()
    assert response.url == address(draft)
    assert draft.answers == {**ANSWERS, "expertise_needed": "in_this_skill"}
    assert draft.text == WORDS


def test_choose_refuses_an_unknown_further_answer_by_name(cast, as_person):
    draft = cast.draft()

    page = as_person(cast.lena).post(
        address(draft), {"ask_more": "1", "expertise_needed": "weather"}
    )

    assert page.status_code == 422
    assert "What you wrote is still here." in page.text
    assert page.text.count("weather is not one of the available choices.") == 2
    assert "Exactly this task or skill" in page.text


def test_choose_would_rather_ask_than_guess(cast, as_person, torn):
    page = as_person(cast.lena).get(address(torn))

    assert "Let us find out a little more first" in page.text
    assert "What would you like to be different in a week or two?" in page.text
    assert "What would help you most?" in page.text
    assert ticked(page.text) == []
    assert "Suggested for you" not in page.text


def test_choose_needs_one_of_the_four_forms(cast, as_person, torn):
    page = as_person(cast.lena).post(address(torn), {"chosen": ""})

    assert page.status_code == 422
    assert "Choose one of the forms." in page.text


def test_choose_refuses_an_unknown_form_by_name(cast, as_person):
    draft = cast.draft()

    page = as_person(cast.lena).post(address(draft), {"chosen": "therapy"})

    assert page.status_code == 422
    assert "Your program does not offer this form." in page.text
    assert [name in page.text for name in ("Advising", "Coaching with wisdom")] == [True, True]
    draft.refresh_from_db()
    assert draft.chosen_form == ""


@pytest.mark.parametrize("form", ["advising", "coaching", "coaching_with_wisdom", "mentoring"])
def test_choose_takes_any_form_recommended_or_not(cast, as_person, form):
    draft = cast.draft()

    response = as_person(cast.lena).post(address(draft), {"chosen": form})

    draft.refresh_from_db()
    assert response.url == reverse("engagements:check", args=[draft.pk])
    assert (draft.chosen_form, draft.state) == (form, "draft")


def test_choose_comes_back_to_the_own_choice(cast, as_person):
    draft = cast.draft()
    client = as_person(cast.lena)
    client.post(address(draft), {"chosen": "mentoring"})

    assert ticked(client.get(address(draft)).text) == ["mentoring"]


def test_choose_offers_two_forms_when_the_need_calls_for_both(cast, as_person):
    draft = cast.draft(TWO_NEEDS, focus="career")
    client = as_person(cast.lena)

    page = client.get(address(draft))

    assert "You may need two." in page.text
    assert "Coaching and Mentoring can run side by side" in page.text
    assert "You may need two." not in client.get(address(cast.draft())).text
