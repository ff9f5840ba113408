"""Every write asks again under its lock whether the pair still runs: the other side may have ended
it since the page was shown."""

import pytest

from fourfold.guidance import session as core
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.shared.conflict import Conflict
from tests.cast import opening
from tests.web.guidance_sessions.conftest import NEXT_JULY


def plan_session(cast, pair):
    return lambda: actions.plan_session(by=cast.gita, engagement=pair, planned_for=NEXT_JULY)


def meet_now(cast, pair):
    return lambda: actions.meet_now(by=cast.gita, engagement=pair)


def call_off_session(cast, pair):
    planned = cast.planned(pair)
    return lambda: actions.call_off_session(by=cast.gita, guidance_session=planned)


def open_session(cast, pair):
    planned, said = cast.planned(pair), opening(pair.form)
    return lambda: actions.open_session(by=cast.gita, guidance_session=planned, opening=said)


def switch_role(cast, pair):
    running = cast.open_session(pair)
    return lambda: actions.switch_role(
        by=cast.gita, guidance_session=running, to_form=FormOfGuidance.MENTORING
    )


def undo_switch(cast, pair):
    switch = switch_role(cast, pair)()
    return lambda: actions.undo_switch(by=cast.gita, switch=switch)


def mark_switch(cast, pair):
    switch = switch_role(cast, pair)()
    return lambda: actions.mark_switch(by=cast.gita, switch=switch, spoken_words="No.")


def end_session(cast, pair):
    running = cast.open_session(pair)
    return lambda: actions.end_session(by=cast.gita, guidance_session=running)


def give_closing_feedback(cast, pair):
    held = cast.ended_session(pair)
    return lambda: actions.give_closing_feedback(
        learner=cast.lena,
        guidance_session=held,
        feedback=core.ClosingFeedback(usefulness=4, stayed_in_role=5),
        words="",
        open_reply=False,
    )


def give_reflection(cast, pair):
    held = cast.ended_session(pair)
    return lambda: actions.give_reflection(
        guide=cast.gita,
        guidance_session=held,
        reflection=core.GuideReflection(stayed_in_role=4),
    )


def set_next_meeting(cast, pair):
    held = cast.ended_session(pair)
    return lambda: actions.set_next_meeting(
        by=cast.gita, guidance_session=held, next_meeting=core.NextMeeting(at=NEXT_JULY)
    )


WRITES = [
    plan_session,
    meet_now,
    call_off_session,
    open_session,
    switch_role,
    undo_switch,
    mark_switch,
    end_session,
    give_closing_feedback,
    give_reflection,
    set_next_meeting,
]


def test_writes_after_the_end_are_all_tried_here():
    assert sorted(write.__name__ for write in WRITES) == sorted(actions.__all__)


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
def test_writes_after_the_end_of_the_pair_change_nothing(cast, write):
    pair = cast.pair()
    late = write(cast, pair)
    engagement_actions.end_engagement(by=cast.lena, engagement=pair)
    before = (list(GuidanceSession.objects.values()), OutgoingMail.objects.count())

    with pytest.raises(Conflict, match="This pair has ended"):
        late()

    assert (list(GuidanceSession.objects.values()), OutgoingMail.objects.count()) == before
