"""Proposing terms: each proposal is a version that never changes, and a yes of its author."""

from dataclasses import replace

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import AgreementVersion
from fourfold_web.shared.conflict import Conflict
from tests.cast import terms
from tests.web.engagements.traces import audited, mailed

TERMS = terms(FormOfGuidance.COACHING)
NARROWER = replace(TERMS, covered="Presenting on morning rounds.")


def versions(agreement) -> list[tuple]:
    """Each version as (number, terms, who proposed it, who assented to it)."""
    return [
        (
            each.number,
            each.to_core(),
            each.proposed_by.first_name,
            [assent.person.first_name for assent in each.assents.all()],
        )
        for each in agreement.versions.all()
    ]


def test_propose_agreement_writes_the_first_version_and_asks_the_learner(cast):
    agreement = cast.accepted().agreement

    actions.propose_agreement(by=cast.gita, agreement=agreement, terms=TERMS, seen_version=0)

    path = f"/requests/{agreement.guidance_request_id}/agreement/"
    assert versions(agreement) == [(1, TERMS, "Gita", ["Gita"])]
    assert audited("propose_agreement") == [
        (cast.gita.pk, "agreement", agreement.pk, {"version": 1})
    ]
    assert mailed("agreement_waiting") == [("Lena", path, {})]


def test_propose_agreement_answers_with_a_version_and_keeps_the_old_one(cast):
    agreement = cast.proposed().agreement

    actions.propose_agreement(by=cast.lena, agreement=agreement, terms=NARROWER, seen_version=1)

    assert versions(agreement) == [
        (1, TERMS, "Gita", ["Gita"]),
        (2, NARROWER, "Lena", ["Lena"]),
    ]
    assert [who for who, _, _ in mailed("agreement_waiting")] == ["Lena", "Gita"]


def test_propose_agreement_lets_the_same_side_improve_its_words(cast):
    agreement = cast.proposed().agreement

    actions.propose_agreement(by=cast.gita, agreement=agreement, terms=NARROWER, seen_version=1)

    assert [number for number, *_ in versions(agreement)] == [1, 2]
    assert [who for who, _, _ in mailed("agreement_waiting")] == ["Lena", "Lena"]


@pytest.mark.parametrize("seen", [0, 2])
def test_propose_agreement_refuses_when_another_version_was_seen(cast, seen):
    agreement = cast.proposed().agreement

    with pytest.raises(Conflict, match="The agreement changed while you were reading"):
        actions.propose_agreement(
            by=cast.lena, agreement=agreement, terms=NARROWER, seen_version=seen
        )

    assert versions(agreement) == [(1, TERMS, "Gita", ["Gita"])]
    assert len(audited("propose_agreement")) == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"covered": " "}, "Write what you will help with."),
        ({"not_covered": ""}, "Write what you will not help with."),
        ({"form_of_guidance": None}, "Choose the form of guidance you will give."),
        ({"no_fault_exit": False}, "Confirm that either of you can end this without a reason."),
        ({"who_leads": "nobody"}, "Unknown leader 'nobody'. Choose one of: guide,"),
    ],
)
def test_propose_agreement_refuses_terms_that_cannot_stand(cast, changes, says):
    agreement = cast.accepted().agreement

    with pytest.raises(FourfoldError, match=says):
        actions.propose_agreement(
            by=cast.gita, agreement=agreement, terms=replace(TERMS, **changes), seen_version=0
        )

    assert not AgreementVersion.objects.exists()
    assert mailed("agreement_waiting") == []


def test_propose_agreement_refuses_when_the_request_was_withdrawn(cast):
    accepted = cast.accepted()
    actions.withdraw_request(learner=cast.lena, guidance_request=accepted)

    with pytest.raises(Conflict) as refused:
        actions.propose_agreement(
            by=cast.gita, agreement=accepted.agreement, terms=TERMS, seen_version=0
        )

    assert refused.value.text.startswith("The learner has withdrawn it.")
    assert not AgreementVersion.objects.exists()


def test_propose_agreement_refuses_when_the_pair_has_ended(cast):
    agreement = cast.ended_pair().agreement

    with pytest.raises(Conflict, match="This pair has ended"):
        actions.propose_agreement(by=cast.gita, agreement=agreement, terms=NARROWER, seen_version=1)
