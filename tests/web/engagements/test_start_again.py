"""Asking anew with the same words: after an end without blame, or when nobody was found."""

import pytest
from django.urls import reverse

from fourfold_web.engagements import actions
from fourfold_web.engagements.access import guides_for
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.shared.conflict import Conflict
from tests.cast import WORDS
from tests.web.engagements.traces import audited


def drafts(cast) -> GuidanceRequest:
    return cast.lena.guidance_requests.filter(state="draft")


def test_end_and_find_someone_else_takes_one_tap_on_the_page(cast, as_person):
    pair = cast.pair()

    response = as_person(cast.lena).post(reverse("engagements:end", args=[pair.pk]), {"again": "1"})

    pair.refresh_from_db()
    draft = drafts(cast).get()
    assert response.url == reverse("engagements:check", args=[draft.pk])
    assert (pair.is_active, draft.text, draft.chosen_form) == (False, WORDS, "coaching")
    assert [each.person for each in guides_for(draft)] == [cast.gus]


def test_former_guide_is_not_asked_by_a_request_to_anyone_either(cast, as_person):
    pair = cast.ended_pair()
    draft = actions.start_again(learner=cast.lena, guidance_request=pair.agreement.guidance_request)

    actions.open_request(
        learner=cast.lena, guidance_request=draft, chosen=pair.form, asked_guide=None
    )

    page = reverse("engagements:guidance_request", args=[draft.pk])
    assert [as_person(who).get(page).status_code for who in (cast.gita, cast.gus)] == [404, 200]


def test_start_again_keeps_a_draft_that_holds_words(cast, as_person):
    pair = cast.ended_pair()
    mine = cast.draft("Something else altogether.")

    response = as_person(cast.lena).post(
        reverse("engagements:start_again", args=[pair.agreement.guidance_request_id]), follow=True
    )

    mine.refresh_from_db()
    assert mine.text == "Something else altogether."
    assert "You have a draft already, and it is kept." in response.text
    assert audited("start_again") == []


def test_start_again_takes_back_what_found_no_guide(cast):
    earlier = cast.sent(afterwards="program")

    draft = actions.start_again(learner=cast.lena, guidance_request=earlier)

    earlier.refresh_from_db()
    assert (earlier.state, draft.state, draft.text) == ("withdrawn", "draft", WORDS)


@pytest.mark.parametrize("made", ["sent", "pair"])
def test_start_again_refuses_what_is_still_on_its_way(cast, made):
    found = getattr(cast, made)()
    earlier = found if made == "sent" else found.agreement.guidance_request

    with pytest.raises(Conflict, match="still on its way"):
        actions.start_again(learner=cast.lena, guidance_request=earlier)

    assert not drafts(cast).exists()
