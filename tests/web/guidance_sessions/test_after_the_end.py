"""Every write asks again under its lock whether the pair still runs: the other side may have ended
it since the page was shown."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fourfold.guidance import session as core
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.actions.notes import Typed
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.guidance_sessions.paper import OnPaper
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


def plan_series(cast, pair):
    return lambda: actions.plan_series(by=cast.gita, engagement=pair, moments=[NEXT_JULY])


def take_proposed_time(cast, pair):
    proposal = cast.proposal(pair)
    at = proposal.times.first().starts_at
    return lambda: actions.take_proposed_time(
        by=cast.lena, engagement=pair, proposal=proposal, at=at
    )


def move_session(cast, pair):
    planned = cast.planned(pair)
    return lambda: actions.move_session(
        by=cast.gita, guidance_session=planned, planned_for=NEXT_JULY, minutes=None
    )


def miss_session(cast, pair):
    planned = cast.planned(pair)
    return lambda: actions.miss_session(by=cast.gita, guidance_session=planned, missed_by=cast.lena)


def prepare_session(cast, pair):
    planned = cast.planned(pair)
    return lambda: actions.prepare_session(by=cast.lena, guidance_session=planned, goal="One line.")


def hold_on_paper(cast, pair):
    held = OnPaper(
        opening=opening(pair.form), opened_at=timezone.now() - timedelta(hours=2), minutes=30
    )
    return lambda: actions.hold_on_paper(by=cast.gita, engagement=pair, held=held)


def save_note(cast, pair):
    running, typed = cast.open_session(pair), Typed(words="One line.", version=0)
    return lambda: actions.save_note(
        by=cast.gita, guidance_session=running, kind="private", typed=typed
    )


def join_notes(cast, pair):
    running = cast.open_session(pair)
    for by in (cast.gita, cast.lena):
        typed = Typed(words=by.name, version=0)
        note = actions.save_note(by=by, guidance_session=running, kind="shared", typed=typed)
    return lambda: actions.join_notes(by=cast.gita, note=note)


def share_note(cast, pair):
    kept = save_note(cast, pair)()
    return lambda: actions.share_note(by=cast.gita, guidance_session=kept.guidance_session)


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
    plan_series,
    take_proposed_time,
    move_session,
    miss_session,
    meet_now,
    call_off_session,
    prepare_session,
    hold_on_paper,
    save_note,
    join_notes,
    share_note,
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
