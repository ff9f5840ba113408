"""The six checks of a goal, with the traps that the field knows."""

from datetime import date

import pytest

from fourfold.goals.smart import Check, check_goal
from fourfold.goals.smart_facts import Letter

GOAL = (
    "Present a patient in three minutes without notes by the end of this rotation. "
    "My senior has agreed to time me. I want to become a hospitalist. "
    "My patients deserve a clear plan."
)


def test_check_goal_shows_the_sentence_that_met_each_letter():
    found = check_goal(GOAL)

    first = "Present a patient in three minutes without notes by the end of this rotation."
    assert {each.letter: each.evidence for each in found.letters} == {
        Letter.SPECIFIC: first,
        Letter.MEASURABLE: first,
        Letter.ATTAINABLE: "My senior has agreed to time me.",
        Letter.RELEVANT: "I want to become a hospitalist.",
        Letter.TIMELY: first,
        Letter.IMPORTANT: "My patients deserve a clear plan.",
    }
    assert found.level == 5


def test_check_goal_asks_a_question_for_each_letter_that_is_not_met():
    found = check_goal("Be better at presenting.")

    assert [each.is_met for each in found.letters] == [False, False, None, False, False, False]
    assert all(each.hint and each.hint.endswith("?") for each in found.letters)
    assert found.timely == Check(
        Letter.TIMELY, met=False, hint="By when would you like to be there?"
    )


def test_check_goal_is_relevant_by_its_aim_and_important_by_its_value():
    found = check_goal("Be better at presenting.", aim="Lead a clinic.", value="Dinner at home.")

    assert found.relevant == Check(Letter.RELEVANT, met=True, evidence="Lead a clinic.")
    assert found.important == Check(Letter.IMPORTANT, met=True, evidence="Dinner at home.")
    assert check_goal("Be better.", aim=" ", value="") == check_goal("Be better.")


def test_check_goal_takes_empty_words():
    assert check_goal("").level == 0


@pytest.mark.parametrize(
    "text",
    [
        "Be more present on our 12-bed unit.",
        "Feel at home in room 402 as a PGY-2.",
        "Get better since 2019.",
        "Be there for my 2 kids, 24/7.",
        "Improve within six weeks.",
    ],
)
def test_check_goal_takes_no_number_for_a_measure_that_measures_nothing(text):
    assert not check_goal(text).measurable.met


@pytest.mark.parametrize(
    "text",
    [
        "I have wanted to publish ever since fellowship.",
        "Speak up during morning rounds.",
        "Write a paper someday, when I have time.",
        "Give a 2-hour talk.",
        "There is no deadline yet.",
    ],
)
def test_check_goal_takes_no_time_word_for_a_time_frame_that_sets_none(text):
    assert not check_goal(text).timely.met


@pytest.mark.parametrize(
    "text",
    [
        "Read every night before I sit for boards.",
        "Submit it by March.",
        "Run twice a week over the next two months.",
        "Finish my notes the same day for the rest of this block.",
    ],
)
def test_check_goal_finds_time_frames_with_and_without_digits(text):
    assert check_goal(text).timely.met


def test_check_goal_finds_a_measure_without_digits():
    found = check_goal("Present until my attending signs off without changes.")

    assert found.measurable.met


def test_check_goal_says_kindly_that_a_date_has_passed():
    found = check_goal("Submit the case report by March 2026.", today=date(2026, 11, 25))

    hint = "That date has passed. By when would you like to be there now?"
    assert found.timely == Check(Letter.TIMELY, met=False, hint=hint)


def test_check_goal_says_when_a_goal_promises_what_nobody_can():
    found = check_goal("Publish 10 manuscripts in two months.")

    assert (found.attainable.met, found.attainable.evidence) == (
        "no",
        "Publish 10 manuscripts in two months.",
    )


def test_check_goal_keeps_the_learners_words_as_typed():
    found = check_goal("  I'll   submit  the IRB\tprotocol by May 1  ")

    assert found.timely.evidence == "I'll   submit  the IRB\tprotocol by May 1"


def test_check_goal_as_json_has_the_documented_keys():
    found = check_goal("Finish my notes by noon.").to_json()

    assert list(found) == [*Letter, "level"]
    assert list(found["specific"]) == ["met", "evidence", "hint"]
    assert found["attainable"]["met"] in ("yes", "no", "unclear")


def test_check_goal_finds_an_action_behind_a_time_without_a_comma():
    assert check_goal("By the end of January I present a patient in five minutes.").specific.met
