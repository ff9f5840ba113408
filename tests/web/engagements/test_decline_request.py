"""A guide says no, with a line for the learner."""

import pytest

from fourfold_web.engagements import actions
from fourfold_web.engagements.access import requests_visible_to
from fourfold_web.shared.conflict import Conflict
from tests.web.engagements.traces import audited, mailed

LINE = "I am on service until May."


def test_decline_request_ends_a_request_to_one_guide(cast):
    sent = cast.sent(asked_guide=cast.gita)

    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase=LINE)

    sent.refresh_from_db()
    [answer] = sent.guide_answers.all()
    assert (sent.state, sent.guide) == ("declined", None)
    assert (answer.guide, answer.kind, answer.phrase) == (cast.gita, "decline", LINE)
    assert mailed("request_answered") == [("Lena", f"/requests/{sent.pk}/", {})]
    assert [who for who, _, _ in mailed("request_waiting")] == ["Gita"]


def test_decline_request_leaves_an_open_request_to_the_others(cast):
    sent = cast.sent()

    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase=LINE)

    sent.refresh_from_db()
    assert sent.state == "waiting"
    assert [list(requests_visible_to(who)) for who in (cast.gita, cast.gus)] == [[], [sent]]
    assert mailed("request_answered") == []


def test_decline_request_by_the_last_guide_tells_the_learner(cast):
    sent = cast.sent()
    actions.pass_request_on(guide=cast.gus, guidance_request=sent, phrase="")

    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase=LINE)

    sent.refresh_from_db()
    assert sent.state == "no_guide"
    assert mailed("request_answered") == [("Lena", f"/requests/{sent.pk}/", {})]


def test_decline_request_leaves_an_audit_entry_without_the_line(cast):
    sent = cast.sent()

    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase=LINE)

    assert audited("decline_request") == [(cast.gita.pk, "guidancerequest", sent.pk, {})]


def test_decline_request_refuses_what_was_withdrawn(cast):
    sent = cast.sent()
    actions.withdraw_request(learner=cast.lena, guidance_request=sent)

    with pytest.raises(Conflict):
        actions.decline_request(guide=cast.gita, guidance_request=sent, phrase=LINE)

    assert not sent.guide_answers.exists()


@pytest.mark.parametrize("by_name", [True, False])
def test_decline_request_twice_keeps_the_first_line(cast, by_name):
    sent = cast.sent(asked_guide=cast.gita if by_name else None)
    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase=LINE)

    with pytest.raises(Conflict, match="You have already answered this"):
        actions.decline_request(guide=cast.gita, guidance_request=sent, phrase="No.")

    assert [each.phrase for each in sent.guide_answers.all()] == [LINE]
