"""A director helps a request that found no guide, and reads none of it."""

import pytest
from django.urls import reverse

from fourfold_web.engagements import actions
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.programs.models import Membership, MembershipRole
from tests.cast import WORDS
from tests.web.engagements.traces import audited, mailed

WAITING = reverse("reports:waiting")


def page_of(stuck: GuidanceRequest) -> str:
    return reverse("reports:hand_over", args=[stuck.pk])


def test_hand_over_page_shows_guides_with_room_and_neither_words_nor_learner(cast, as_person):
    Membership.objects.create(program=cast.program, person=cast.dora, role=MembershipRole.GUIDE)
    Membership.objects.filter(person=cast.gus).update(paused=True)

    page = as_person(cast.dora).get(page_of(cast.sent(afterwards="program")))

    assert list(page.context["form"].people.values()) == [cast.gita]
    assert [words in page.text for words in (WORDS, "Lena", "Coaching")] == [False, False, False]


def test_hand_over_asks_the_guide_and_tells_the_learner(cast, as_person):
    stuck = cast.sent(asked_guide=cast.gita)

    response = as_person(cast.dora).post(page_of(stuck), {"guide": str(cast.gus.pk)})

    stuck.refresh_from_db()
    assert (response.url, stuck.state, stuck.asked_guide) == (WAITING, "waiting", cast.gus)
    assert [(each.guide, each.kind) for each in stuck.guide_answers.all()] == [
        (cast.gita, "timed_out")
    ]
    assert [who for who, _, _ in mailed("request_waiting")] == ["Gita", "Gus"]
    assert mailed("request_moved_on") == [("Lena", f"/requests/{stuck.pk}/", {})]
    assert audited("hand_over_request") == [(cast.dora.pk, "guidancerequest", stuck.pk, {})]


def test_close_is_kind_and_leaves_the_learner_their_words(cast, as_person):
    stuck = cast.sent(afterwards="program")

    as_person(cast.dora).post(page_of(stuck), {"close": "1"})

    stuck.refresh_from_db()
    page = as_person(cast.lena).get(reverse("engagements:guidance_request", args=[stuck.pk]))
    assert stuck.state == "closed"
    assert "That says nothing about you or your question." in page.text
    assert WORDS in page.text


@pytest.mark.parametrize("who", ["gita", "sam", "dora"])
def test_hand_over_takes_nobody_else(cast, as_person, who):
    """Gita is asked already, Sam supervises Lena, and a director never reads a request."""
    stuck = cast.sent(asked_guide=cast.gita)
    for each in (cast.sam, cast.dora):
        Membership.objects.create(program=cast.program, person=each, role=MembershipRole.GUIDE)

    page = as_person(cast.dora).post(page_of(stuck), {"guide": str(getattr(cast, who).pk)})

    stuck.refresh_from_db()
    assert (page.status_code, stuck.asked_guide) == (422, cast.gita)


def test_hand_over_of_what_went_on_meanwhile_leads_back(cast, as_person):
    stuck = cast.sent()
    actions.accept_request(guide=cast.gita, guidance_request=stuck)

    page = as_person(cast.dora).post(page_of(stuck), {"guide": str(cast.gus.pk)}, follow=True)

    stuck.refresh_from_db()
    assert (stuck.state, stuck.guide) == ("accepted", cast.gita)
    assert "This request has gone on in the meantime." in page.text


def test_hand_over_of_another_program_changes_nothing(cast, as_person):
    stuck = cast.sent(afterwards="program")

    page = as_person(cast.otto).post(page_of(stuck), {"close": "1"})

    stuck.refresh_from_db()
    assert (page.status_code, stuck.state) == (404, "no_guide")
