"""Everything once more, whom to ask, and sending."""

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.programs.models import Membership
from tests.cast import WORDS
from tests.web.engagements.test_ask import page_of, ticked
from tests.web.engagements.traces import mailed


def address(draft: GuidanceRequest) -> str:
    return reverse("engagements:check", args=[draft.pk])


def chosen(cast, form=FormOfGuidance.COACHING) -> GuidanceRequest:
    draft = cast.draft()
    actions.choose_form(learner=cast.lena, guidance_request=draft, chosen=form)
    return draft


def test_check_shows_words_answers_and_who_will_see_them(cast, as_person):
    page = as_person(cast.lena).get(address(chosen(cast)))

    assert WORDS in page.text
    assert "Something I do and want to do better" in page.text
    assert "<strong>Who will see this.</strong>" in page.text
    assert "only that a request waits, its topic and for how long" in page.text
    assert "a director who also guides reads it only if you ask them by name" in page.text
    assert "which we suggested" not in page.text


def test_check_tells_that_the_guide_sees_the_override(cast, as_person):
    page = as_person(cast.lena).get(address(chosen(cast, FormOfGuidance.MENTORING)))

    assert "You chose this over coaching, which we suggested. Your guide sees both." in page.text


def test_check_offers_the_guides_of_the_program_or_anyone(cast, as_person):
    Membership.objects.filter(person=cast.gita, role="guide").update(about="Talks on rounds.")

    page = as_person(cast.lena).get(address(chosen(cast)))

    assert [name in page.text for name in ("Gita Rao", "Gus Berg", "Otto Orr")] == [
        True,
        True,
        False,
    ]
    assert "Talks on rounds." in page.text
    assert ticked(page.text) == ["", "learner"]


def test_check_says_when_the_program_has_no_guide_and_sends_all_the_same(cast, as_person):
    Membership.objects.filter(program=cast.program, role="guide").delete()
    draft, client = chosen(cast), as_person(cast.lena)

    page = client.get(address(draft))
    sent = client.post(address(draft), {"asked_guide": ""}, follow=True)

    draft.refresh_from_db()
    assert "No guide is free in your program yet" in page.text
    assert (draft.state, mailed("request_waiting")) == ("no_guide", [])
    assert "Sent to your program. No guide is there to answer it yet." in sent.text
    assert "No guide of Medicine is there to take it yet." in sent.text
    assert "by mail" not in sent.text


@pytest.mark.parametrize("asked", ["gita", None])
def test_check_sends_to_whom_the_learner_picked(cast, as_person, asked):
    draft, guide = chosen(cast, FormOfGuidance.MENTORING), getattr(cast, asked or "", None)

    response = as_person(cast.lena).post(
        address(draft), {"asked_guide": str(guide.pk) if guide else ""}
    )

    draft.refresh_from_db()
    assert response.url == reverse("engagements:guidance_request", args=[draft.pk])
    assert (draft.state, draft.asked_guide, draft.chosen_form) == ("waiting", guide, "mentoring")


def test_check_refuses_somebody_who_is_no_guide_of_the_program(cast, as_person):
    draft = chosen(cast)

    page = as_person(cast.lena).post(address(draft), {"asked_guide": str(cast.otto.pk)})

    assert page.status_code == 422
    assert f"{cast.otto.pk} is not one of the available choices." in page.text
    assert WORDS in page.text
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_check_asks_for_words_first(cast, as_person):
    draft = actions.start_request(learner=cast.lena, program=cast.program)

    assert as_person(cast.lena).get(address(draft)).url == page_of(draft, 1)


def test_check_asks_for_a_form_first(cast, as_person):
    draft = cast.draft()

    response = as_person(cast.lena).post(address(draft), {"asked_guide": ""})

    assert response.url == reverse("engagements:choose", args=[draft.pk])
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_check_sends_once_when_pressed_twice(cast, as_person):
    draft, client = chosen(cast), as_person(cast.lena)
    client.post(address(draft), {"asked_guide": ""})

    again = client.post(address(draft), {"asked_guide": ""})

    assert again.status_code == 409
    assert "This is no longer a draft" in again.text
    assert len(mailed("request_waiting")) == 2
