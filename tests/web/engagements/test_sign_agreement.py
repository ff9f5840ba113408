"""Assenting to the newest words; with both assents the pair begins, or takes the new terms."""

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import Engagement, GuidanceRequest
from fourfold_web.shared.conflict import Conflict
from tests.cast import terms
from tests.web.engagements.traces import audited, mailed

MENTORING = terms(FormOfGuidance.MENTORING)


@pytest.mark.parametrize("form", FormOfGuidance)
def test_sign_agreement_opens_the_engagement(cast, form):
    proposed = cast.proposed(form)

    engagement = actions.sign_agreement(by=cast.lena, agreement=proposed.agreement, seen_version=1)

    proposed.refresh_from_db()
    assert (engagement.program, engagement.learner, engagement.guide, engagement.form) == (
        cast.program,
        cast.lena,
        cast.gita,
        form,
    )
    assert (engagement.agreement, engagement.is_active) == (proposed.agreement, True)
    assert proposed.state == "agreed"


def test_sign_agreement_leaves_assent_audit_entry_and_mail(cast):
    agreement = cast.proposed().agreement

    engagement = actions.sign_agreement(by=cast.lena, agreement=agreement, seen_version=1)

    assert [each.person for each in agreement.newest.assents.all()] == [cast.gita, cast.lena]
    assert audited("sign_agreement") == [(cast.lena.pk, "agreement", agreement.pk, {"version": 1})]
    assert mailed("agreement_settled") == [("Gita", f"/pairs/{engagement.pk}/", {})]


def test_sign_agreement_refuses_the_own_proposal(cast):
    agreement = cast.proposed().agreement

    with pytest.raises(Conflict, match="You proposed these words"):
        actions.sign_agreement(by=cast.gita, agreement=agreement, seen_version=1)

    assert not Engagement.objects.exists()
    assert audited("sign_agreement") == []


@pytest.mark.parametrize("seen", [0, 2])
def test_sign_agreement_refuses_words_that_were_not_seen(cast, seen):
    agreement = cast.proposed().agreement

    with pytest.raises(Conflict, match="The agreement changed while you were reading"):
        actions.sign_agreement(by=cast.lena, agreement=agreement, seen_version=seen)

    assert not Engagement.objects.exists()


def test_sign_agreement_refuses_before_anything_was_proposed(cast):
    agreement = cast.accepted().agreement

    with pytest.raises(Conflict):
        actions.sign_agreement(by=cast.lena, agreement=agreement, seen_version=0)


def test_sign_agreement_refuses_when_the_request_was_withdrawn(cast):
    proposed = cast.proposed()
    actions.withdraw_request(learner=cast.lena, guidance_request=proposed)

    with pytest.raises(Conflict):
        actions.sign_agreement(by=cast.lena, agreement=proposed.agreement, seen_version=1)

    assert GuidanceRequest.objects.get().state == "withdrawn"
    assert not Engagement.objects.exists()


def test_sign_agreement_twice_opens_one_pair_and_sends_one_mail(cast):
    agreement = cast.proposed().agreement
    first = actions.sign_agreement(by=cast.lena, agreement=agreement, seen_version=1)

    second = actions.sign_agreement(by=cast.lena, agreement=agreement, seen_version=1)

    assert first == second
    assert agreement.newest.assents.count() == 2
    assert len(mailed("agreement_settled")) == 1


def test_proposed_change_of_form_does_not_hold_before_both_signed(cast):
    engagement = cast.pair(FormOfGuidance.COACHING)

    actions.propose_agreement(
        by=cast.gita, agreement=engagement.agreement, terms=MENTORING, seen_version=1
    )

    engagement.refresh_from_db()
    assert engagement.form is FormOfGuidance.COACHING


def test_sign_agreement_anew_changes_the_form_of_the_pair(cast):
    engagement = cast.pair(FormOfGuidance.COACHING)
    agreement = engagement.agreement
    actions.propose_agreement(by=cast.gita, agreement=agreement, terms=MENTORING, seen_version=1)

    signed = actions.sign_agreement(by=cast.lena, agreement=agreement, seen_version=2)

    engagement.refresh_from_db()
    assert (signed, engagement.form) == (engagement, FormOfGuidance.MENTORING)
    assert [facts for *_, facts in audited("sign_agreement")] == [{"version": 1}, {"version": 2}]
    assert len(mailed("agreement_settled")) == 2


def test_sign_agreement_refuses_when_the_pair_has_ended(cast):
    engagement = cast.pair(FormOfGuidance.COACHING)
    agreement = engagement.agreement
    actions.propose_agreement(by=cast.gita, agreement=agreement, terms=MENTORING, seen_version=1)
    actions.end_engagement(by=cast.gita, engagement=engagement)

    with pytest.raises(Conflict, match="This pair has ended"):
        actions.sign_agreement(by=cast.lena, agreement=agreement, seen_version=2)

    engagement.refresh_from_db()
    assert engagement.form is FormOfGuidance.COACHING
