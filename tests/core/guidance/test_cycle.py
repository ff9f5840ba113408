"""The five steps of a coaching round."""

import pytest

from fourfold.guidance.cycle import CycleStep, check_turn, open_step, steps
from fourfold.issues import FourfoldError

REFLECTION, OBSERVATION, SECOND, FEEDBACK, NEXT_STEPS = CycleStep


def test_steps_are_five_with_their_source():
    found = [(each.step, each.who, each.source) for each in steps().values()]

    assert found == [
        (REFLECTION, "learner", "G-57"),
        (OBSERVATION, "guide", "G-58, G-93"),
        (SECOND, "learner", "G-59"),
        (FEEDBACK, "guide", "G-60"),
        (NEXT_STEPS, "both", "G-61"),
    ]


def test_open_step_is_the_first_without_content():
    assert [open_step(list(CycleStep)[:done]) for done in range(6)] == [*CycleStep, None]


def test_check_turn_lets_no_feedback_come_before_the_learners_reflection():
    with pytest.raises(FourfoldError) as refused:
        check_turn(FEEDBACK, {REFLECTION, OBSERVATION}, "guide")

    assert str(refused.value) == (
        "“Feedback” opens after “Reflection on how it went”. Write that one first."
    )


def test_check_turn_refuses_the_other_side():
    with pytest.raises(FourfoldError, match="“Reflection” is written by the learner"):
        check_turn(REFLECTION, (), "guide")


def test_check_turn_lets_a_step_be_put_right_until_the_next_is_written():
    check_turn(REFLECTION, {REFLECTION}, "learner")
    with pytest.raises(FourfoldError, match="stands as it was"):
        check_turn(REFLECTION, {REFLECTION, OBSERVATION}, "learner")


def test_check_turn_lets_both_settle_next_steps():
    done = set(CycleStep) - {NEXT_STEPS}

    check_turn(NEXT_STEPS, done, "learner")
    check_turn(NEXT_STEPS, done, "guide")
