"""Why a change is hard, plans for that moment, and the questions that come before goals."""

import pytest

from fourfold.goals.change import (
    Cause,
    IfThenPlan,
    causes,
    check_plan,
    learning_questions,
    parse_cause,
)
from fourfold.goals.prompts import aim_prompt, value_prompts
from fourfold.issues import FourfoldError


def test_causes_are_the_four_of_the_model_each_with_a_question():
    assert {each.cause: each.source for each in causes().values()} == {
        Cause.UNKNOWN: "G-69",
        Cause.FAMILIAR: "G-70",
        Cause.LOSS: "G-71",
        Cause.TRUST: "G-72",
    }
    assert all(each.question.endswith("?") for each in causes().values())
    assert all(len(each.more_questions) >= 3 for each in causes().values())


def test_learning_questions_are_questions_and_differ():
    up, other = learning_questions(went_up=True), learning_questions(went_up=False)

    assert all(each.endswith("?") for each in (*up, *other))
    assert set(up).isdisjoint(other)


@pytest.mark.parametrize(
    ("if_", "then", "words"),
    [
        ("it is four", "I write one line", "If it is four, then I write one line."),
        ("If it is four,", "then I write one line.", "If it is four, then I write one line."),
        ("it is four", " ", ""),
        ("", "", ""),
    ],
)
def test_plan_reads_as_one_sentence_once_both_halves_are_there(if_, then, words):
    assert IfThenPlan("The pager goes.", None, if_, then).in_words == words


@pytest.mark.parametrize(
    ("plan", "missing"),
    [
        (IfThenPlan("The pager goes."), []),
        (IfThenPlan("The pager goes.", Cause.LOSS, "it is four"), ["then"]),
        (IfThenPlan("The pager goes.", None, "", "I write one line"), ["if"]),
        (IfThenPlan(" ", Cause.LOSS), ["obstacle"]),
    ],
)
def test_check_plan_asks_for_what_is_missing(plan, missing):
    assert [issue.where for issue in check_plan(plan)] == missing


def test_parse_cause_refuses_an_unknown_one_and_names_the_choices():
    with pytest.raises(FourfoldError, match="Choose one of: unknown, familiar, loss, trust"):
        parse_cause("laziness")


def test_values_are_asked_for_with_three_questions_and_aims_with_one():
    assert list(value_prompts()) == ["apart", "matters", "ideal"]
    assert {each.source for each in value_prompts().values()} == {"G-104"}
    assert aim_prompt().asks.endswith("?")
