"""A learner offers to guide others, and the director answers (G-84)."""

import pytest
from django.urls import reverse

from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.programs.models import Membership
from fourfold_web.roster import actions
from fourfold_web.roster.models import GuideOffer

OFFER, PEOPLE = reverse("roster:offer_to_guide"), reverse("roster:people")
SENT = {"do": "offer", "about": "First papers.", "forms": ["mentoring", "coaching"]}


@pytest.fixture
def offer(cast, as_person) -> GuideOffer:
    as_person(cast.lena).post(OFFER, SENT)
    return GuideOffer.objects.get()


def answer(as_person, director, step: str, offer: GuideOffer):
    sent = {"do": step, f"{step}-offer": offer.pk}
    return as_person(director).post(PEOPLE, sent, follow=True)


def test_offer_tells_the_directors_once(cast, as_person, offer):
    as_person(cast.lena).post(OFFER, SENT | {"about": "First papers, sleep."})

    [changed] = GuideOffer.objects.all()
    assert (changed.pk, changed.about) == (offer.pk, "First papers, sleep.")
    assert [mail.to for mail in OutgoingMail.objects.filter(kind="guide_offered")] == [cast.dora]


def test_offer_accepted_makes_a_guide_who_stays_a_learner(cast, as_person, offer):
    page = answer(as_person, cast.dora, "accept_offer", offer)

    roles = {each.role: each.about for each in Membership.objects.filter(person=cast.lena)}
    assert roles == {"learner": "", "guide": "Coaching, mentoring. First papers."}
    assert "Lena Lind is now a guide here." in page.text
    assert OutgoingMail.objects.get(kind="guide_offer_answered").to == cast.lena
    assert "You are a guide here" in as_person(cast.lena).get(OFFER).text


def test_offer_declined_can_be_made_again(cast, as_person, offer):
    answer(as_person, cast.dora, "decline_offer", offer)
    page = as_person(cast.lena).get(OFFER)

    as_person(cast.lena).post(OFFER, SENT)

    assert "That says nothing about you" in page.text
    assert sorted(each.state for each in GuideOffer.objects.all()) == ["not_now", "waiting"]


def test_offer_taken_back_cannot_be_accepted(cast, as_person, offer):
    as_person(cast.lena).post(OFFER, {"do": "withdraw"})

    page = answer(as_person, cast.dora, "accept_offer", offer)

    assert page.status_code == 422
    assert not Membership.objects.filter(person=cast.lena, role="guide").exists()


def test_offer_of_somebody_who_guides_already_is_refused(cast, as_person):
    Membership.objects.create(program=cast.program, person=cast.gita, role="learner")

    page = as_person(cast.gita).post(OFFER, SENT)

    assert page.status_code == 422
    assert "You already are a guide in this program." in page.text


def test_offer_says_what_is_missing(cast, as_person):
    page = as_person(cast.lena).post(OFFER, {"do": "offer", "about": "First papers."})

    assert page.status_code == 422
    assert "Choose at least one form of guidance." in page.text
    assert "First papers." in page.text


def test_offer_accepted_a_second_time_is_refused(cast, offer):
    actions.accept_offer(by=cast.dora, offer=offer)

    with pytest.raises(ValueError, match="answered or withdrawn already"):
        actions.accept_offer(by=cast.dora, offer=offer)
