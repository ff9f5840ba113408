"""A guide leaves a request to the others."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from fourfold_web.engagements import actions
from fourfold_web.engagements.access import guides_for, requests_visible_to
from fourfold_web.engagements.models import Afterwards
from fourfold_web.shared.conflict import Conflict
from tests.web.engagements.traces import all_mails, audited, mailed


def test_pass_request_on_opens_it_to_the_others_if_the_learner_wanted_that(cast):
    sent = cast.sent(asked_guide=cast.gita, afterwards=Afterwards.ANYONE)

    actions.pass_request_on(guide=cast.gita, guidance_request=sent, phrase="Gus knows more.")

    sent.refresh_from_db()
    assert (sent.state, sent.asked_guide, sent.guide) == ("waiting", None, None)
    assert [each.person for each in guides_for(sent)] == [cast.gus]
    assert all_mails() == [
        ("request_waiting", "Gita"),
        ("request_waiting", "Gus"),
        ("request_moved_on", "Lena"),
    ]


def test_pass_request_on_leaves_answer_and_audit_entry(cast):
    sent = cast.sent()

    actions.pass_request_on(guide=cast.gita, guidance_request=sent, phrase="Gus knows more.")

    [answer] = sent.guide_answers.all()
    assert (answer.guide, answer.kind, answer.phrase) == (cast.gita, "pass_on", "Gus knows more.")
    assert audited("pass_on_request") == [(cast.gita.pk, "guidancerequest", sent.pk, {})]


def test_pass_request_on_hides_it_from_the_guide_who_passed(cast):
    sent = cast.sent()

    actions.pass_request_on(guide=cast.gita, guidance_request=sent, phrase="")

    assert [list(requests_visible_to(who)) for who in (cast.gita, cast.gus, cast.lena)] == [
        [],
        [sent],
        [sent],
    ]


def test_pass_request_on_mails_nobody_a_second_time(cast):
    sent = cast.sent()

    actions.pass_request_on(guide=cast.gita, guidance_request=sent, phrase="")

    assert sorted(who for who, _, _ in mailed("request_waiting")) == ["Gita", "Gus"]
    assert mailed("request_answered") == []


def test_pass_request_on_by_the_last_guide_tells_the_learner(cast):
    sent = cast.sent()
    actions.pass_request_on(guide=cast.gita, guidance_request=sent, phrase="")

    actions.pass_request_on(guide=cast.gus, guidance_request=sent, phrase="")

    sent.refresh_from_db()
    assert sent.state == "no_guide"
    assert mailed("request_answered") == [("Lena", f"/requests/{sent.pk}/", {})]


def test_pass_request_on_refuses_what_another_guide_accepted(cast):
    sent = cast.sent()
    actions.accept_request(guide=cast.gus, guidance_request=sent)

    with pytest.raises(Conflict):
        actions.pass_request_on(guide=cast.gita, guidance_request=sent, phrase="")

    sent.refresh_from_db()
    assert (sent.state, sent.guide) == ("accepted", cast.gus)


def test_pass_request_on_twice_keeps_the_first_answer(cast):
    sent = cast.sent()
    actions.pass_request_on(guide=cast.gita, guidance_request=sent, phrase="Gus knows more.")

    with pytest.raises(Conflict, match="You have already answered this"):
        actions.pass_request_on(guide=cast.gita, guidance_request=sent, phrase="Again.")

    assert [each.phrase for each in sent.guide_answers.all()] == ["Gus knows more."]
    assert len(audited("pass_on_request")) == 1


def test_pass_request_on_by_a_second_tap_is_told_kindly(cast, as_person):
    sent, client = cast.sent(), as_person(cast.gita)
    address = reverse("engagements:answer", args=[sent.pk])

    first, second = [client.post(address, {"kind": "pass_on"}) for _ in range(2)]

    assert (first.status_code, second.status_code) == (302, 409)
    assert "You have already answered this" in second.text


def test_second_letting_go_is_refused_by_the_database(cast):
    sent = cast.sent()
    sent.guide_answers.create(guide=cast.gita, kind="decline")
    sent.guide_answers.create(guide=cast.gus, kind="pass_on")

    with pytest.raises(IntegrityError), transaction.atomic():
        sent.guide_answers.create(guide=cast.gita, kind="pass_on")
