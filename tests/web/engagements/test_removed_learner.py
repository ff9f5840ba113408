"""Whoever the program took off its list of learners keeps the draft and cannot send it."""

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.intake import Intake
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.programs.models import MembershipRole
from fourfold_web.shared.conflict import Conflict
from tests.cast import WORDS
from tests.web.engagements.traces import mailed

COACHING = FormOfGuidance.COACHING


@pytest.fixture
def draft(cast) -> GuidanceRequest:
    """Lena's draft, ready to be sent; then the program took her off its list."""
    draft = cast.draft()
    actions.choose_form(learner=cast.lena, guidance_request=draft, chosen=COACHING)
    leave(cast)
    return draft


def leave(cast) -> None:
    cast.lena.memberships.filter(role=MembershipRole.LEARNER).delete()


def test_open_request_refuses_who_is_no_longer_a_learner(cast, draft):
    with pytest.raises(Conflict, match="You are no longer a learner of Medicine"):
        actions.open_request(
            learner=cast.lena, guidance_request=draft, chosen=COACHING, asked_guide=None
        )

    draft.refresh_from_db()
    assert (draft.state, mailed("request_waiting")) == ("draft", [])


def test_save_answers_refuses_who_is_no_longer_a_learner(cast, draft):
    with pytest.raises(Conflict, match="You are no longer a learner of Medicine"):
        actions.save_answers(
            learner=cast.lena,
            guidance_request=draft,
            intake=Intake(answers={}, text="Other words."),
        )

    draft.refresh_from_db()
    assert draft.text == WORDS


def test_ask_again_refuses_who_is_no_longer_a_learner(cast):
    sent = cast.sent(asked_guide=cast.gita)
    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase="Not before May.")
    leave(cast)

    with pytest.raises(Conflict, match="You are no longer a learner of Medicine"):
        actions.ask_again(learner=cast.lena, guidance_request=sent, asked_guide=cast.gus)

    sent.refresh_from_db()
    assert sent.state == "declined"


@pytest.mark.parametrize("name", ["check", "choose"])
def test_pages_of_the_draft_say_why_they_are_closed(cast, as_person, draft, name):
    page = as_person(cast.lena).get(reverse(f"engagements:{name}", args=[draft.pk]))

    assert page.status_code == 409
    assert "You are no longer a learner of Medicine" in page.text


def test_words_typed_meanwhile_are_kept_on_the_page(cast, as_person, draft):
    typed = {"text": "I want to speak up more.", "focus": "task_or_skill"}

    page = as_person(cast.lena).post(reverse("engagements:question", args=[draft.pk, 1]), typed)

    draft.refresh_from_db()
    assert (page.status_code, draft.text) == (409, WORDS)
    assert "I want to speak up more." in page.text
