"""Who may supervise whom: nobody whom they guide or could be asked to guide (B-5)."""

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.programs.models import Supervision
from fourfold_web.roster import actions
from fourfold_web.shared.models import AuditEntry


@pytest.mark.parametrize("form", FormOfGuidance)
def test_set_supervision_refuses_the_guide_of_a_running_pair(cast, form):
    cast.pair(form)

    with pytest.raises(FourfoldError, match="Gita Rao cannot be set as the supervisor"):
        actions.set_supervision(
            by=cast.dora, program=cast.program, supervisor=cast.gita, learner=cast.lena
        )


def test_set_supervision_allows_the_guide_of_a_pair_that_has_ended(cast):
    cast.ended_pair()

    supervision = actions.set_supervision(
        by=cast.dora, program=cast.program, supervisor=cast.gita, learner=cast.lena
    )

    assert (supervision.supervisor, supervision.learner) == (cast.gita, cast.lena)


def test_set_supervision_refuses_oneself(cast):
    with pytest.raises(FourfoldError, match="cannot supervise their own work"):
        actions.set_supervision(
            by=cast.dora, program=cast.program, supervisor=cast.lena, learner=cast.lena
        )


def test_set_supervision_twice_keeps_one(cast):
    pair = {"program": cast.program, "supervisor": cast.sam, "learner": cast.lena}

    actions.set_supervision(by=cast.dora, **pair)

    assert Supervision.objects.filter(**pair).count() == 1


def test_unset_supervision_ends_it(cast):
    supervision = Supervision.objects.get(supervisor=cast.sam)

    actions.unset_supervision(by=cast.dora, supervision=supervision)

    assert not Supervision.objects.filter(supervisor=cast.sam).exists()
    assert AuditEntry.objects.filter(verb="unset_supervision").count() == 1


def asked_by_name(cast) -> GuidanceRequest:
    return cast.sent(asked_guide=cast.gita)


def left_to_her(cast) -> GuidanceRequest:
    sent = cast.sent()
    engagement_actions.pass_request_on(guide=cast.gus, guidance_request=sent, phrase="")
    return sent


def offered(cast) -> GuidanceRequest:
    return engagement_actions.offer_form(
        guide=cast.gita,
        guidance_request=cast.sent(),
        form_of_guidance=FormOfGuidance.MENTORING,
        phrase="Let us take longer.",
    )


@pytest.mark.parametrize(
    "build", [asked_by_name, left_to_her, offered, lambda cast: cast.accepted()]
)
def test_set_supervision_refuses_the_guide_whom_a_request_needs(cast, build):
    build(cast)

    with pytest.raises(FourfoldError, match="Gita Rao cannot be set as the supervisor"):
        actions.set_supervision(
            by=cast.dora, program=cast.program, supervisor=cast.gita, learner=cast.lena
        )

    assert not Supervision.objects.filter(supervisor=cast.gita).exists()


@pytest.mark.parametrize("answer", ["pass_request_on", "decline_request"])
def test_set_supervision_allows_a_guide_who_let_the_request_go(cast, answer):
    sent = asked_by_name(cast)
    act = getattr(engagement_actions, answer)
    act(guide=cast.gita, guidance_request=sent, phrase="I will supervise you.")

    actions.set_supervision(
        by=cast.dora, program=cast.program, supervisor=cast.gita, learner=cast.lena
    )

    assert Supervision.objects.filter(supervisor=cast.gita, learner=cast.lena).exists()


def test_set_supervision_allows_a_guide_while_another_can_still_answer(cast):
    cast.sent()

    actions.set_supervision(
        by=cast.dora, program=cast.program, supervisor=cast.gita, learner=cast.lena
    )

    assert Supervision.objects.filter(supervisor=cast.gita, learner=cast.lena).exists()
