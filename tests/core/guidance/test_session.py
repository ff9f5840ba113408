"""Examples of the session protocol, and what holds for every order of steps."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.guidance.catalog import FormOfGuidance, profiles
from fourfold.guidance.session import (
    ClosingFeedback,
    GuidanceSession,
    GuideReflection,
    NextMeeting,
    Opening,
    RoleSwitch,
    Stretch,
    check_announcement,
    check_planned,
    closing_prompts,
    closing_turns,
    end_session,
    form_at,
    mark_switch,
    missing_to_complete,
    missing_to_open,
    open_session,
    opening_prompts,
    reminders,
    state,
    stretches,
    switch_role,
    undo_switch,
)
from fourfold.issues import FourfoldError, Issue

COACHING = FormOfGuidance.COACHING
MENTORING = FormOfGuidance.MENTORING
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FAR = datetime(2027, 1, 1, tzinfo=UTC)


def minutes(count):
    return NOON + timedelta(minutes=count)


OPENING = Opening(
    guidance_sought="Find my own way to run rounds",
    goal="A plan for Monday",
    form_of_guidance=FormOfGuidance.COACHING_WITH_WISDOM,
    guide_provides="I will ask, and tell you when I share my own experience.",
    covered="Rounds",
    not_covered="My evaluation",
)
PLANNED = GuidanceSession(opening=OPENING)
OPEN = open_session(PLANNED, at=NOON)
SWITCHED = switch_role(OPEN, at=minutes(5), to_form=MENTORING, spoken_words="I am mentoring you.")
ENDED = end_session(SWITCHED, at=minutes(30))
COMPLETE = replace(
    ENDED,
    closing_feedback=ClosingFeedback(usefulness=5, stayed_in_role=4, next_step="Try it Monday"),
    guide_reflection=GuideReflection(stayed_in_role=3, moment="The plan was all hers."),
    next_meeting=NextMeeting(at=minutes(20_000)),
)

TO_ITSELF = RoleSwitch(
    at=minutes(5), from_form=OPENING.form_of_guidance, to_form=OPENING.form_of_guidance
)
FROM_ELSEWHERE = RoleSwitch(at=minutes(5), from_form=COACHING, to_form=MENTORING)


def test_opening_prompts_ask_for_every_field_of_an_opening():
    asked = [prompt.field for prompt in opening_prompts()]

    assert asked == [field.name for field in fields(Opening)]


def test_closing_prompts_ask_both_sides_and_for_the_next_meeting():
    assert [(prompt.field, prompt.who) for prompt in closing_prompts()] == [
        ("closing_feedback.usefulness", "learner"),
        ("closing_feedback.stayed_in_role", "learner"),
        ("guide_reflection.stayed_in_role", "guide"),
        ("next_meeting", "either"),
    ]


def test_closing_turns_name_a_side_for_every_part_of_a_closing():
    silent = switch_role(OPEN, at=minutes(5), to_form=MENTORING)
    missing = missing_to_complete(end_session(silent, at=minutes(30)))

    assert closing_turns() == {
        "switches": "guide",
        "closing_feedback": "learner",
        "guide_reflection": "guide",
        "next_meeting": "either",
    }
    assert {issue.where.partition(".")[0] for issue in missing} == set(closing_turns())


def test_missing_to_open_names_each_empty_field():
    opening = replace(OPENING, goal=" ", form_of_guidance=None, not_covered="")

    assert missing_to_open(opening) == (
        Issue("missing", "Write the goal of this session.", "goal"),
        Issue("missing", "Choose the form of guidance that fits the goal.", "form_of_guidance"),
        Issue("missing", "Write what you will leave out.", "not_covered"),
    )


def test_check_announcement_refuses_the_usual_words_of_another_form():
    opening = replace(
        OPENING,
        form_of_guidance=MENTORING,
        guide_provides=f" {profiles()[COACHING].announcement} ",
    )

    assert check_announcement(opening) == (
        Issue(
            "announces_another_form",
            "These words announce coaching. Say, for example:"
            f" “{profiles()[MENTORING].announcement}”",
            "guide_provides",
        ),
    )
    with pytest.raises(FourfoldError, match="These words announce coaching"):
        open_session(GuidanceSession(opening=opening), at=NOON)


@pytest.mark.parametrize(
    "opening",
    [
        OPENING,
        replace(OPENING, guide_provides=profiles()[OPENING.form_of_guidance].announcement),
        replace(OPENING, form_of_guidance=None, guide_provides=profiles()[COACHING].announcement),
    ],
    ids=["own words", "words of the form", "no form yet"],
)
def test_check_announcement_lets_own_and_fitting_words_pass(opening):
    assert check_announcement(opening) == ()


@pytest.mark.parametrize(
    ("at", "found"),
    [
        (NOON, (Issue("past", "This time has passed. Choose a later one.", "at"),)),
        (minutes(1), ()),
        (NOON + timedelta(days=730), ()),
        (
            NOON + timedelta(days=731),
            (Issue("too_far", "Choose a time within the next two years.", "at"),),
        ),
        (
            datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))),
            (Issue("too_far", "Choose a time within the next two years.", "at"),),
        ),
    ],
    ids=["now", "soon", "in two years", "later", "the last moment of all"],
)
def test_check_planned_takes_moments_of_the_next_two_years(at, found):
    assert check_planned(at, now=NOON) == found


def test_check_planned_refuses_a_moment_without_time_zone():
    with pytest.raises(FourfoldError, match="has no time zone"):
        check_planned(NOON.replace(tzinfo=None), now=NOON)


def test_state_follows_the_protocol():
    assert [state(each) for each in (PLANNED, OPEN, SWITCHED, ENDED, COMPLETE)] == [
        "planned",
        "open",
        "open",
        "closing",
        "complete",
    ]


def test_missing_to_complete_of_a_new_session_names_everything():
    missing = missing_to_complete(GuidanceSession(opening=Opening()))

    assert [issue.where for issue in missing] == [
        "guidance_sought",
        "goal",
        "form_of_guidance",
        "guide_provides",
        "covered",
        "not_covered",
        "opened_at",
        "ended_at",
        "closing_feedback.usefulness",
        "closing_feedback.stayed_in_role",
        "guide_reflection.stayed_in_role",
        "next_meeting",
    ]


def test_missing_to_complete_waits_for_the_answers_that_were_skipped():
    session = replace(
        COMPLETE, closing_feedback=ClosingFeedback(usefulness=2), next_meeting=NextMeeting()
    )

    assert missing_to_complete(session) == (
        Issue(
            "missing",
            "The learner says how well the guide stayed in role, from 1 to 5.",
            "closing_feedback.stayed_in_role",
        ),
        Issue(
            "missing",
            "Set the time of the next meeting, or say that none is planned.",
            "next_meeting",
        ),
    )


def test_no_next_meeting_is_an_answer():
    session = replace(COMPLETE, next_meeting=NextMeeting(none_planned=True))

    assert missing_to_complete(session) == ()


def test_open_session_names_what_is_missing():
    with pytest.raises(FourfoldError, match=r"^Write the goal of this session\.$"):
        open_session(GuidanceSession(opening=replace(OPENING, goal="")), at=NOON)


def test_open_session_works_once():
    with pytest.raises(FourfoldError, match="opened before"):
        open_session(OPEN, at=minutes(1))


def test_switch_role_records_time_forms_and_words():
    assert SWITCHED.switches == (
        RoleSwitch(
            at=minutes(5),
            from_form=FormOfGuidance.COACHING_WITH_WISDOM,
            to_form=MENTORING,
            spoken_words="I am mentoring you.",
        ),
    )


@pytest.mark.parametrize(
    ("session", "at", "to_form", "says"),
    [
        (PLANNED, minutes(1), MENTORING, "This session is not open."),
        (ENDED, minutes(31), COACHING, "This session is not open."),
        (SWITCHED, minutes(6), MENTORING, "The session already runs in this form: Mentoring."),
        (SWITCHED, minutes(4), COACHING, "This moment lies before the last one of the session."),
        (SWITCHED, datetime(2026, 3, 2, 13), COACHING, "has no time zone"),  # noqa: DTZ001
        (SWITCHED, minutes(6), "tutoring", "Unknown form of guidance 'tutoring'."),
    ],
)
def test_switch_role_refuses_what_does_not_fit(session, at, to_form, says):
    with pytest.raises(FourfoldError, match=says):
        switch_role(session, at=at, to_form=to_form)


def test_a_silent_switch_keeps_the_session_from_being_complete_until_it_is_marked():
    silent = switch_role(OPEN, at=minutes(5), to_form=MENTORING)
    session = replace(COMPLETE, switches=silent.switches)

    assert missing_to_complete(session) == (
        Issue(
            "missing",
            "Write what you said when you switched to mentoring, or mark the switch as later.",
            "switches.0",
        ),
    )
    assert state(mark_switch(session, 0, marked_later=True)) == "complete"
    assert mark_switch(session, 0, spoken_words="I am mentoring you.") == COMPLETE


def test_mark_switch_refuses_a_switch_that_is_not_there():
    with pytest.raises(FourfoldError, match="no switch number 1"):
        mark_switch(SWITCHED, 1, marked_later=True)


def test_undo_switch_takes_the_last_switch_back():
    back = switch_role(SWITCHED, at=minutes(6), to_form=COACHING, spoken_words="I am coaching.")

    assert undo_switch(back, at=minutes(6)) == SWITCHED
    assert undo_switch(SWITCHED, at=minutes(6)) == OPEN


@pytest.mark.parametrize(
    ("session", "at", "says"),
    [
        (OPEN, minutes(1), "There is no switch to undo."),
        (SWITCHED, minutes(7), "too old to undo"),
        (ENDED, minutes(31), "This session is not open."),
    ],
)
def test_undo_switch_refuses_what_cannot_be_undone(session, at, says):
    with pytest.raises(FourfoldError, match=says):
        undo_switch(session, at=at)


def test_end_session_refuses_a_moment_before_the_last_switch():
    with pytest.raises(FourfoldError, match="before the last one"):
        end_session(SWITCHED, at=minutes(1))


def test_stretches_cover_the_session_with_the_words_of_each():
    assert stretches(ENDED) == (
        Stretch(
            FormOfGuidance.COACHING_WITH_WISDOM,
            NOON,
            minutes(5),
            "I will ask, and tell you when I share my own experience.",
            False,
        ),
        Stretch(MENTORING, minutes(5), minutes(30), "I am mentoring you.", False),
    )
    assert stretches(PLANNED) == ()
    assert stretches(OPEN)[0].end is None


@pytest.mark.parametrize(
    ("moment", "form"),
    [(0, "coaching_with_wisdom"), (4, "coaching_with_wisdom"), (5, "mentoring"), (30, "mentoring")],
)
def test_form_at_gives_the_one_form_of_a_moment(moment, form):
    assert form_at(ENDED, minutes(moment)) == form


@pytest.mark.parametrize(("session", "moment"), [(PLANNED, 1), (ENDED, -1), (ENDED, 31)])
def test_form_at_refuses_a_moment_outside_of_the_session(session, moment):
    with pytest.raises(FourfoldError, match="did not run at that moment"):
        form_at(session, minutes(moment))


def test_reminders_ask_for_the_way_back_to_coaching():
    assert reminders(SWITCHED, now=minutes(12)) == (
        Issue(
            "switch_back",
            "You have been mentoring for 7 min. Say when you are back to coaching.",
            "form_of_guidance",
            "warning",
        ),
    )


def test_reminders_warn_the_expert_while_coaching():
    assert [issue.code for issue in reminders(OPEN, now=minutes(1))] == ["ask_before_you_tell"]


def test_reminders_are_silent_in_mentoring_that_was_agreed_and_outside_of_a_session():
    mentoring = open_session(
        GuidanceSession(opening=replace(OPENING, form_of_guidance=MENTORING)), at=NOON
    )

    assert [reminders(each, now=minutes(40)) for each in (mentoring, PLANNED, ENDED)] == [()] * 3


@pytest.mark.parametrize("rating", [0, 6, 2.5])
def test_ratings_go_from_1_to_5(rating):
    with pytest.raises(FourfoldError, match="usefulness must be a whole number from 1 to 5"):
        ClosingFeedback(usefulness=rating)
    with pytest.raises(FourfoldError, match="stayed_in_role must be a whole number from 1 to 5"):
        GuideReflection(stayed_in_role=rating)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"ended_at": NOON}, "not open has no switches and no end"),
        ({"switches": SWITCHED.switches}, "not open has no switches and no end"),
        ({"opening": Opening(), "opened_at": NOON}, "without a form of guidance"),
        ({"opened_at": minutes(6), "switches": SWITCHED.switches}, "must not run backward"),
        ({"opened_at": NOON, "switches": (TO_ITSELF,)}, "cannot start from coaching_with_wisdom"),
        ({"opened_at": NOON, "switches": (FROM_ELSEWHERE,)}, "cannot start from coaching_with_wis"),
        ({"opened_at": NOON, "next_meeting": NextMeeting(at=NOON)}, "must lie after this one"),
    ],
)
def test_a_session_refuses_parts_that_do_not_fit_together(parts, says):
    with pytest.raises(FourfoldError, match=says):
        GuidanceSession(**{"opening": OPENING} | parts)


def test_next_meeting_cannot_be_set_and_not_planned():
    with pytest.raises(FourfoldError, match="or say that none is planned"):
        NextMeeting(at=NOON, none_planned=True)


def _answer(session, at):
    return replace(
        session,
        closing_feedback=COMPLETE.closing_feedback,
        guide_reflection=COMPLETE.guide_reflection,
        next_meeting=COMPLETE.next_meeting,
    )


STEPS = st.one_of(
    st.just(open_session),
    st.just(end_session),
    st.just(undo_switch),
    st.just(_answer),
    st.builds(
        lambda form, words, later: (
            lambda session, at: switch_role(
                session, at=at, to_form=form, spoken_words=words, marked_later=later
            )
        ),
        st.sampled_from(FormOfGuidance),
        st.sampled_from(["", "I am switching."]),
        st.booleans(),
    ),
)
# Opening comes first often enough, so that most runs get past it.
RUNS = st.tuples(
    st.sampled_from([PLANNED, OPEN]),
    st.lists(st.tuples(STEPS, st.integers(min_value=-1, max_value=3)), max_size=15),
)


@given(RUNS)
def test_any_order_of_steps_keeps_one_form_at_each_moment(run):
    session, steps = run
    last = NOON
    for step, pause in steps:
        try:
            session = step(session, at=last + timedelta(minutes=pause))
        except FourfoldError:
            continue
        last += timedelta(minutes=max(pause, 0))

    parts = stretches(session)
    assert [part.start for part in parts[1:]] == [part.end for part in parts[:-1]]
    if session.opened_at:
        assert (parts[0].start, parts[-1].end) == (session.opened_at, session.ended_at)
        for moment in (part.start for part in parts):
            on = [each for each in parts if each.start <= moment and moment < (each.end or FAR)]
            # Nothing runs at the very end, where the last form still answers.
            assert [form_at(session, moment)] == [
                each.form_of_guidance for each in on or parts[-1:]
            ]
    assert all(before.form_of_guidance != now.form_of_guidance for before, now in pairwise(parts))
    assert (missing_to_complete(session) == ()) is (state(session) == "complete")
