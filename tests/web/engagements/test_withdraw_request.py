"""The learner takes a request back, from wherever it stands."""

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.access import requests_visible_to
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.shared.conflict import Conflict
from tests.web.engagements.traces import audited, mailed


def offered(cast):
    return actions.offer_form(
        guide=cast.gita,
        guidance_request=cast.sent(),
        form_of_guidance=FormOfGuidance.MENTORING,
        phrase="",
    )


def declined(cast):
    sent = cast.sent(asked_guide=cast.gita)
    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase="Not before May.")
    return sent


STATES = {
    "draft": (lambda cast: cast.draft(), []),
    "waiting": (lambda cast: cast.sent(), []),
    "offered": (offered, ["Gita"]),
    "accepted": (lambda cast: cast.accepted(), ["Gita"]),
    "proposed": (lambda cast: cast.proposed(), ["Gita"]),
    "declined": (declined, []),
}


@pytest.mark.parametrize("state", STATES)
def test_withdraw_request_takes_it_back_from_every_open_state(cast, state):
    build, told = STATES[state]
    mine = build(cast)

    actions.withdraw_request(learner=cast.lena, guidance_request=mine)

    mine.refresh_from_db()
    assert (mine.state, mine.guide) == ("withdrawn", None)
    assert audited("withdraw_request") == [(cast.lena.pk, "guidancerequest", mine.pk, {})]
    assert mailed("request_withdrawn") == [(who, "/queue/", {}) for who in told]


@pytest.mark.parametrize("state", STATES)
def test_withdraw_request_leaves_it_to_the_learner_alone(cast, state):
    mine = STATES[state][0](cast)

    actions.withdraw_request(learner=cast.lena, guidance_request=mine)

    people = (cast.lena, cast.gita, cast.gus, cast.dora)
    assert [list(requests_visible_to(who)) for who in people] == [[mine], [], [], []]


def test_withdraw_request_tells_a_guide_who_accepted_a_moment_before(cast):
    sent = cast.sent()
    stale = GuidanceRequest.objects.get(pk=sent.pk)
    actions.accept_request(guide=cast.gita, guidance_request=sent)

    actions.withdraw_request(learner=cast.lena, guidance_request=stale)

    assert mailed("request_withdrawn") == [("Gita", "/queue/", {})]


def test_withdraw_request_refuses_once_both_agreed(cast):
    settled = cast.pair().agreement.guidance_request

    with pytest.raises(Conflict) as refused:
        actions.withdraw_request(learner=cast.lena, guidance_request=settled)

    settled.refresh_from_db()
    assert refused.value.text.startswith("The learner and a guide have already agreed.")
    assert settled.state == "agreed"


def test_withdraw_request_counts_once(cast):
    sent = cast.sent()
    actions.withdraw_request(learner=cast.lena, guidance_request=sent)

    with pytest.raises(Conflict):
        actions.withdraw_request(learner=cast.lena, guidance_request=sent)

    assert len(audited("withdraw_request")) == 1
