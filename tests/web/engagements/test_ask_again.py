"""After a no the learner asks somebody else."""

import pytest

from fourfold_web.engagements import actions
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.shared.conflict import Conflict
from tests.web.engagements.traces import audited, mailed


@pytest.fixture
def declined(cast):
    """Gita alone was asked and said no."""
    sent = cast.sent(asked_guide=cast.gita)
    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase="Not before May.")
    return sent


@pytest.mark.parametrize("asked", ["gus", None])
def test_ask_again_sends_it_to_another_guide(cast, declined, asked):
    guide = cast.gus if asked else None

    sent = actions.ask_again(learner=cast.lena, guidance_request=declined, asked_guide=guide)

    assert (sent.state, sent.asked_guide, sent.chosen_form) == ("waiting", guide, "coaching")
    assert sent.sent_at > declined.sent_at
    assert [who for who, _, _ in mailed("request_waiting")] == ["Gita", "Gus"]
    assert audited("ask_again") == [(cast.lena.pk, "guidancerequest", sent.pk, {})]


def test_ask_again_keeps_the_recommendation_as_it_was_shown(cast, declined):
    sent = actions.ask_again(learner=cast.lena, guidance_request=declined, asked_guide=None)

    assert sent.shown_recommendation == declined.shown_recommendation


def test_ask_again_refuses_while_a_guide_still_has_it(cast):
    sent = cast.sent()

    with pytest.raises(Conflict):
        actions.ask_again(learner=cast.lena, guidance_request=sent, asked_guide=None)

    assert audited("ask_again") == []


def test_ask_again_waits_for_the_program_when_no_guide_is_left(cast, declined):
    cast.gus.memberships.all().delete()

    sent = actions.ask_again(learner=cast.lena, guidance_request=declined, asked_guide=None)

    sent.refresh_from_db()
    assert sent.state == "no_guide"
    assert [who for who, _, _ in mailed("request_waiting")] == ["Gita"]


def test_ask_again_reaches_a_guide_whom_the_program_added_since(cast):
    gus = cast.gus.memberships.get()
    Membership.objects.filter(program=cast.program, role=MembershipRole.GUIDE).delete()
    unguided = cast.sent()
    gus.save(force_insert=True)

    sent = actions.ask_again(learner=cast.lena, guidance_request=unguided, asked_guide=None)

    assert sent.state == "waiting"
    assert [who for who, _, _ in mailed("request_waiting")] == ["Gus"]
