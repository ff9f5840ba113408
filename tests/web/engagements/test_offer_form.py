"""A guide offers another form; the learner takes it or looks further."""

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import Agreement, GuidanceRequest
from fourfold_web.shared.conflict import Conflict
from tests.web.engagements.traces import audited, mailed


@pytest.fixture
def offered(cast):
    """Gita offers mentoring where Lena asked for coaching."""
    return actions.offer_form(
        guide=cast.gita,
        guidance_request=cast.sent(),
        form_of_guidance=FormOfGuidance.MENTORING,
        phrase="Let us take longer.",
    )


def answer_offer(cast, offered, *, accept: bool):
    """Lena answers the offer that she sees: Gita's."""
    return actions.answer_offer(
        learner=cast.lena, guidance_request=offered, seen_guide=cast.gita.pk, accept=accept
    )


def test_offer_form_waits_for_the_learner(cast, offered):
    assert (offered.state, offered.guide, offered.offered_form, offered.chosen_form) == (
        "offered",
        cast.gita,
        "mentoring",
        "coaching",
    )
    assert not Agreement.objects.exists()


def test_offer_form_leaves_answer_audit_entry_and_mail(cast, offered):
    [answer] = offered.guide_answers.all()
    assert (answer.guide, answer.kind, answer.form_of_guidance, answer.phrase) == (
        cast.gita,
        "offer",
        "mentoring",
        "Let us take longer.",
    )
    assert audited("offer_request") == [(cast.gita.pk, "guidancerequest", offered.pk, {})]
    assert mailed("request_answered") == [("Lena", f"/requests/{offered.pk}/", {})]


def test_offer_form_refuses_a_second_guide(cast, offered):
    with pytest.raises(Conflict) as refused:
        actions.offer_form(
            guide=cast.gus,
            guidance_request=offered,
            form_of_guidance=FormOfGuidance.ADVISING,
            phrase="",
        )

    assert refused.value.text.startswith("Another guide has answered it.")


def test_answer_offer_yes_takes_the_offered_form(cast, offered):
    answer_offer(cast, offered, accept=True)

    offered.refresh_from_db()
    assert (offered.state, offered.guide, offered.chosen_form, offered.offered_form) == (
        "accepted",
        cast.gita,
        "mentoring",
        "",
    )
    assert offered.agreement.newest is None
    assert audited("answer_offer") == [
        (cast.lena.pk, "guidancerequest", offered.pk, {"accepted": True})
    ]
    assert mailed("agreement_waiting") == [("Gita", f"/requests/{offered.pk}/agreement/", {})]


def test_answer_offer_no_keeps_the_own_form_and_looks_further(cast, offered):
    answer_offer(cast, offered, accept=False)

    offered.refresh_from_db()
    assert (offered.state, offered.guide, offered.chosen_form, offered.offered_form) == (
        "waiting",
        None,
        "coaching",
        "",
    )
    assert offered.answered_at is None
    assert [each.kind for each in offered.guide_answers.all()] == ["offer", "pass_on"]
    assert audited("answer_offer") == [
        (cast.lena.pk, "guidancerequest", offered.pk, {"accepted": False})
    ]


def test_answer_offer_no_tells_the_other_guides_that_it_is_open_again(cast, offered):
    answer_offer(cast, offered, accept=False)

    told = [who for who, _, _ in mailed("request_waiting")]
    assert (told.count("Gita"), told.count("Gus")) == (1, 2)


def test_answer_offer_no_is_for_the_program_when_no_guide_is_left(cast, offered):
    cast.gus.memberships.all().delete()

    answer_offer(cast, offered, accept=False)

    offered.refresh_from_db()
    assert (offered.state, offered.guide) == ("no_guide", None)


@pytest.mark.parametrize("accept", [True, False])
def test_answer_offer_counts_once(cast, offered, accept):
    answer_offer(cast, offered, accept=True)

    with pytest.raises(Conflict):
        answer_offer(cast, offered, accept=accept)

    offered.refresh_from_db()
    assert offered.state == "accepted"


@pytest.mark.parametrize("accept", [True, False])
def test_answer_offer_answers_only_the_guide_who_was_seen(cast, offered, accept):
    stale = GuidanceRequest.objects.get(pk=offered.pk)
    answer_offer(cast, offered, accept=False)
    actions.offer_form(
        guide=cast.gus,
        guidance_request=offered,
        form_of_guidance=FormOfGuidance.ADVISING,
        phrase="",
    )

    with pytest.raises(Conflict) as refused:
        answer_offer(cast, stale, accept=accept)

    offered.refresh_from_db()
    assert refused.value.text.startswith("Another guide has answered it.")
    assert (offered.state, offered.guide) == ("offered", cast.gus)
