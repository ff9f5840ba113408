"""A guide takes on no more than they said, also when twenty ask at once."""

import pytest
from django.urls import reverse

from fourfold_web.engagements import actions
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.programs.actions import set_room
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.shared.conflict import Conflict
from tests.web.engagements.test_at_once import address, at_once, signed_in
from tests.web.engagements.traces import audited, mailed

QUEUE = reverse("engagements:queue")
ROOM = reverse("engagements:room")


def room_of(person, capacity: int | None, *, paused: bool = False) -> Membership:
    membership = Membership.objects.get(person=person, role=MembershipRole.GUIDE)
    set_room(by=person, membership=membership, capacity=capacity, paused=paused)
    return membership


def test_accept_refuses_one_more_than_the_guide_said(cast):
    room_of(cast.gita, 1)
    cast.pair()
    sent = cast.sent()

    with pytest.raises(Conflict, match="You have no room for one more"):
        actions.accept_request(guide=cast.gita, guidance_request=sent)

    sent.refresh_from_db()
    assert (sent.state, sent.guide) == ("waiting", None)


def test_ended_pair_makes_room(cast):
    room_of(cast.gita, 1)
    cast.ended_pair()

    accepted = actions.accept_request(guide=cast.gita, guidance_request=cast.sent())

    assert accepted.guide == cast.gita


def test_request_to_anyone_mails_only_who_has_room(cast):
    room_of(cast.gus, None, paused=True)

    cast.sent()

    assert [who for who, _, _ in mailed("request_waiting")] == ["Gita"]


def test_request_waits_for_the_program_when_everybody_is_full(cast):
    for each in (cast.gita, cast.gus):
        room_of(each, None, paused=True)

    assert cast.sent().state == "no_guide"


def test_room_is_kept_from_the_queue_page(cast, as_person):
    membership = Membership.objects.get(person=cast.gita)
    sent = {"membership": str(membership.pk), "capacity": "3", "paused": "on"}

    page = as_person(cast.gita).post(ROOM, sent, follow=True)

    membership.refresh_from_db()
    assert (membership.capacity, membership.paused) == (3, True)
    assert "You work with 0 people of 3. You take nobody new for now." in page.text
    assert audited("set_room") == [
        (cast.gita.pk, "membership", membership.pk, {"capacity": 3, "paused": True})
    ]


@pytest.mark.parametrize(("who", "capacity"), [("gus", "3"), ("gita", "0"), ("gita", "many")])
def test_room_refuses_another_ones_and_what_is_no_number(cast, as_person, who, capacity):
    membership = Membership.objects.get(person=getattr(cast, who))

    page = as_person(cast.gita).post(ROOM, {"membership": str(membership.pk), "capacity": capacity})

    membership.refresh_from_db()
    assert (page.status_code, membership.capacity) == (422, None)


@pytest.mark.django_db(transaction=True)
def test_twenty_acceptances_at_once_give_one_to_a_guide_with_room_for_one(cast):
    room_of(cast.gita, 1)
    asked = [cast.sent() for _ in range(20)]
    gita = [signed_in(cast.gita) for _ in asked]

    answers = at_once(
        *(
            (client, address(each, "answer"), {"kind": "accept"})
            for client, each in zip(gita, asked, strict=True)
        )
    )

    assert sorted(each.status_code for each in answers) == [302] + [409] * 19
    assert GuidanceRequest.objects.filter(state="accepted", guide=cast.gita).count() == 1
