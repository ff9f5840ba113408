"""Goal attainment scaling: the T value of the method's own example, scales, and what is refused."""

from math import inf, nan

import pytest

from fourfold.goals.attainment import (
    LEVELS,
    Scale,
    attainment_t,
    check_level,
    check_scale,
    level_prompts,
    taken_together,
    usual_scale,
)
from fourfold.issues import FourfoldError


@pytest.mark.parametrize(
    ("levels", "weights", "t"),
    [
        ([1, 0], [1, 1], 56.2),
        ([0, 0, 0], None, 50.0),
        ([1], None, 60.0),
        ([-2, -2], None, 25.2),
        ([1, 0], [2, 1], 58.0),
    ],
)
def test_t_weighs_levels_as_the_method_does(levels, weights, t):
    assert round(attainment_t(levels, weights), 1) == t


def test_goals_are_taken_together_from_two_on():
    assert [taken_together(each) for each in ([], [1], [1, 0])] == [None, None, 56.2]


@pytest.mark.parametrize(
    ("levels", "weights", "says"),
    [
        ([], None, "at least one goal"),
        ([3], None, "3 is no level"),
        ([True], None, "True is no level"),
        ([0.5], None, "0.5 is no level"),
        ([1, 0], [1], "2 levels need 2 weights; got 1"),
        ([1], [0], "0 is no weight"),
        ([1], [-1], "-1 is no weight"),
        ([1], [nan], "nan is no weight"),
        ([1], [inf], "inf is no weight"),
    ],
)
def test_t_refuses_levels_and_weights_that_cannot_be(levels, weights, says):
    with pytest.raises(FourfoldError, match=says):
        attainment_t(levels, weights)


def test_scale_says_the_learners_words_and_else_the_usual_name():
    scale = Scale(("", "Seven minutes", " Five minutes ", "", ""))

    assert [scale.says(level) for level in LEVELS] == [
        "Much less than hoped",
        "Seven minutes",
        "Five minutes",
        "A little more than hoped",
        "Much more than hoped",
    ]
    assert [usual_scale().says(each.level) for each in level_prompts()] == [
        each.name for each in level_prompts()
    ]


def test_check_scale_asks_for_the_expected_level_and_for_words_that_differ():
    found = check_scale(Scale(("Late", "Late", " ", "", "")))

    assert [(issue.code, issue.where) for issue in found] == [
        ("no_expected_level", "0"),
        ("same_words", "-2"),
        ("same_words", "-1"),
    ]
    assert check_scale(Scale(("", "", "Five minutes", "", ""))) == ()


def test_level_and_scale_outside_of_five_are_refused():
    with pytest.raises(FourfoldError, match="whole number from -2 to \\+2"):
        check_level(-3)
    with pytest.raises(FourfoldError, match="five levels from -2 to \\+2; got 2"):
        Scale(("Late", "Soon"))
