"""A guide commits to a request."""

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import Agreement, GuidanceRequest
from fourfold_web.shared.conflict import Conflict
from tests.web.engagements.traces import audited, mailed


def test_accept_request_gives_it_to_the_guide_and_opens_an_agreement(cast):
    accepted = actions.accept_request(guide=cast.gita, guidance_request=cast.sent())

    assert (accepted.state, accepted.guide, accepted.form_of_guidance) == (
        "accepted",
        cast.gita,
        FormOfGuidance.COACHING,
    )
    assert accepted.answered_at is not None
    assert accepted.agreement.newest is None


def test_accept_request_leaves_answer_audit_entry_and_mail(cast):
    accepted = actions.accept_request(guide=cast.gita, guidance_request=cast.sent())

    [answer] = accepted.guide_answers.all()
    assert (answer.guide, answer.kind, answer.form_of_guidance, answer.phrase) == (
        cast.gita,
        "accept",
        "",
        "",
    )
    assert audited("accept_request") == [(cast.gita.pk, "guidancerequest", accepted.pk, {})]
    assert mailed("request_answered") == [("Lena", f"/requests/{accepted.pk}/", {})]


def test_accept_request_tells_the_second_guide_kindly(cast):
    sent = cast.sent()
    stale = GuidanceRequest.objects.get(pk=sent.pk)
    actions.accept_request(guide=cast.gita, guidance_request=sent)

    with pytest.raises(Conflict) as refused:
        actions.accept_request(guide=cast.gus, guidance_request=stale)

    assert (refused.value.title, refused.value.text) == (
        "Somebody was a moment quicker",
        "Another guide has accepted it, so the learner is cared for. Nothing was counted twice.",
    )
    assert [each.guide for each in sent.guide_answers.all()] == [cast.gita]
    assert Agreement.objects.count() == 1


def test_accept_request_refuses_what_was_withdrawn(cast):
    sent = cast.sent()
    actions.withdraw_request(learner=cast.lena, guidance_request=sent)

    with pytest.raises(Conflict) as refused:
        actions.accept_request(guide=cast.gita, guidance_request=sent)

    assert refused.value.text.startswith("The learner has withdrawn it.")


def test_accept_request_refuses_the_guide_who_has_let_it_go(cast):
    sent = cast.sent()
    stale = GuidanceRequest.objects.get(pk=sent.pk)
    actions.pass_request_on(guide=cast.gita, guidance_request=sent, phrase="")

    with pytest.raises(Conflict, match="You have already answered this"):
        actions.accept_request(guide=cast.gita, guidance_request=stale)

    sent.refresh_from_db()
    assert (sent.state, sent.guide) == ("waiting", None)
