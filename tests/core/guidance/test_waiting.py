"""Examples of waiting: who, since when, until when, and what happens then."""

from datetime import UTC, datetime, timedelta

import pytest

from fourfold.guidance.waiting import (
    Outcome,
    Pace,
    Party,
    Standing,
    Wait,
    afterwards,
    pace,
    reason_in_words,
    reasons,
    then_in_words,
    usual_pace,
    wait_of,
)
from fourfold.issues import FourfoldError

SENT = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)


def waits(days: float = 0, **standing) -> Wait | None:
    """The wait of a request `days` after it was sent, in a program of the usual pace."""
    now = SENT + timedelta(days=days)
    return wait_of(Standing(since=SENT, **standing), usual_pace(), now=now)


def test_wait_of_a_request_to_one_guide_says_all_of_it():
    assert waits(3.5, state="waiting", names_guide=True, afterwards=Outcome.ANYONE) == Wait(
        name="named_guide",
        party=Party.GUIDE,
        to="to answer",
        since=SENT,
        due=datetime(2026, 12, 4, 9, 30, tzinfo=UTC),
        then=Outcome.ANYONE,
        nudges_passed=1,
        is_overdue=False,
    )


@pytest.mark.parametrize(
    ("standing", "party", "then"),
    [
        ({"state": "waiting"}, "any_guide", "program"),
        ({"state": "waiting", "names_guide": True}, "guide", "learner"),
        (
            {"state": "waiting", "names_guide": True, "has_next_choice": True},
            "guide",
            "next_choice",
        ),
        ({"state": "offered", "has_next_choice": True}, "learner", "learner"),
        ({"state": "accepted", "has_next_choice": True}, "guide", "next_choice"),
        ({"state": "accepted", "terms_by": Party.GUIDE}, "learner", "stays"),
        ({"state": "accepted", "terms_by": Party.LEARNER}, "guide", "stays"),
        ({"state": "declined"}, "learner", "program"),
        ({"state": "no_guide"}, "program", "stays"),
    ],
)
def test_wait_of_knows_whose_turn_it_is_and_what_follows(standing, party, then):
    found = waits(**standing)

    assert (found.party, found.then) == (party, then)
    assert then_in_words(found.then)


@pytest.mark.parametrize("state", ["draft", "agreed", "withdrawn", "closed"])
def test_wait_of_what_waits_for_nobody_is_none(state):
    assert waits(state=state) is None


def test_wait_of_is_overdue_from_the_last_moment_on():
    last_second = waits(7 - 1 / 86_400, state="waiting")

    assert (last_second.is_overdue, waits(7, state="waiting").is_overdue) == (False, True)
    assert last_second.nudges_passed == 2


def test_wait_of_refuses_a_moment_without_a_zone():
    naive = Standing(state="waiting", since=SENT.replace(tzinfo=None))

    with pytest.raises(FourfoldError, match="time zone"):
        wait_of(naive, usual_pace(), now=SENT)


def test_pace_leaves_aside_a_reminder_that_would_come_too_late():
    assert pace(reply_within_days=4, nudge_days=[3, 5]) == Pace(4, (3,))


@pytest.mark.parametrize(
    ("days", "nudges"), [(0, []), (61, []), (7, [5, 3]), (7, [3, 3]), (7, [0]), (9, [1, 2, 3, 4])]
)
def test_pace_refuses_days_that_cannot_be(days, nudges):
    with pytest.raises(FourfoldError):
        pace(reply_within_days=days, nudge_days=nudges)


def test_reasons_are_a_closed_list_that_the_learner_reads_kindly():
    assert [each.value for each in reasons()] == [
        "no_time",
        "other_field",
        "other_form",
        "other_role",
        "conflict",
    ]
    assert reason_in_words("no_time") == "I have no time now that would do this justice."
    with pytest.raises(FourfoldError, match="Choose one of: no_time"):
        reason_in_words("lazy")


def test_afterwards_are_outcomes():
    assert [Outcome(each.value) for each in afterwards()] == ["learner", "anyone", "program"]
