"""A learner names up to three guides; the request goes from one to the next by itself."""

import pytest
from django.urls import reverse

from fourfold_web.engagements import actions
from fourfold_web.engagements.access import requests_visible_to
from fourfold_web.programs.models import Membership, MembershipRole
from tests.web.engagements.test_check import address, chosen
from tests.web.engagements.traces import all_mails


def test_decline_goes_on_to_the_next_guide_the_learner_named(cast):
    sent = cast.sent(asked_guide=cast.gita, also=[cast.gus])

    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase="", reason="no_time")

    sent.refresh_from_db()
    assert (sent.state, sent.asked_guide, sent.seen_at) == ("waiting", cast.gus, None)
    assert [list(requests_visible_to(who)) for who in (cast.gita, cast.gus)] == [[], [sent]]
    assert all_mails() == [
        ("request_waiting", "Gita"),
        ("request_waiting", "Gus"),
        ("request_moved_on", "Lena"),
    ]


@pytest.mark.parametrize(
    ("afterwards", "state", "told"),
    [
        ("learner", "declined", ("request_answered", "Lena")),
        ("program", "no_guide", ("request_unguided", "Dora")),
    ],
)
def test_last_no_does_what_the_learner_wanted(cast, afterwards, state, told):
    sent = cast.sent(asked_guide=cast.gita, afterwards=afterwards)

    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase="Not before May.")

    sent.refresh_from_db()
    assert (sent.state, sent.guide) == (state, None)
    assert told in all_mails()


def test_choices_leave_out_who_has_no_room_by_then(cast):
    sent = cast.sent(asked_guide=cast.gita, also=[cast.gus])
    Membership.objects.filter(person=cast.gus).update(paused=True)

    actions.pass_request_on(guide=cast.gita, guidance_request=sent, phrase="")

    sent.refresh_from_db()
    assert sent.state == "declined"


def test_request_to_the_program_is_read_by_nobody(cast):
    sent = cast.sent(afterwards="program")

    assert sent.state == "no_guide"
    assert all_mails() == [("request_unguided", "Dora")]
    assert [list(requests_visible_to(who)) for who in (cast.gita, cast.dora)] == [[], []]


def test_check_sends_the_choices_in_their_order(cast, as_person):
    draft = chosen(cast)
    sent = {
        "asked_guide": str(cast.gus.pk),
        "second": str(cast.gita.pk),
        "third": "",
        "afterwards": "anyone",
    }

    as_person(cast.lena).post(address(draft), sent)

    draft.refresh_from_db()
    assert (draft.asked_guide, draft.afterwards) == (cast.gus, "anyone")
    assert [each.guide for each in draft.choices.all()] == [cast.gus, cast.gita]


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("gita", "gita", "You named one person twice."),
        ("", "gita", "Choose a first guide too"),
    ],
)
def test_check_refuses_choices_that_cannot_be(cast, as_person, first, second, says):
    draft = chosen(cast)
    named = {"gita": str(cast.gita.pk), "": ""}

    page = as_person(cast.lena).post(
        address(draft), {"asked_guide": named[first], "second": named[second]}
    )

    draft.refresh_from_db()
    assert (page.status_code, draft.state) == (422, "draft")
    assert says in page.text


def test_check_names_who_has_no_room_and_does_not_offer_them(cast, as_person):
    Membership.objects.filter(person=cast.gus, role=MembershipRole.GUIDE).update(paused=True)

    page = as_person(cast.lena).get(address(chosen(cast)))

    assert list(page.context["form"].people.values()) == [cast.gita]
    assert "No room at present: Gus Berg." in page.text


def test_status_says_until_when_and_what_then(cast, as_person):
    sent = cast.sent(asked_guide=cast.gita, also=[cast.gus])
    as_person(cast.gita).get(reverse("engagements:guidance_request", args=[sent.pk]))

    page = as_person(cast.lena).get(reverse("engagements:guidance_request", args=[sent.pk]))

    due = page.context["wait"].due
    assert f"You hear from us by {due:%A, %b} " in page.text
    assert "it goes to the next guide you named" in page.text
    assert "Asked next: Gus Berg." in page.text
    assert "read today" in page.text
