"""The questions of the intake and what a learner may answer."""

import pytest

from fourfold.guidance.intake import Choice, Intake, question, questions, read_intake
from fourfold.issues import FourfoldError

# Keys and values are a promise to every program that reads or writes an intake.
KEYS_AND_VALUES = {
    "focus": ["event", "task_or_skill", "career"],
    "wants": ["answer", "find_own_way", "experience"],
    "horizon": ["once", "weeks_to_months", "long_term"],
    "lead": ["guide", "mostly_me", "me", "guide_with_exchange"],
    "expertise_needed": ["in_topic", "not_needed", "same_field", "in_this_skill"],
    "topic": [
        "performance_milestones",
        "scholarship",
        "career_development",
        "well_being",
        "academic_path",
    ],
    "goal_clarity": ["clear", "vague"],
}


def test_questions_have_the_fixed_keys_and_values():
    found = {each.key: [choice.value for choice in each.choices] for each in questions()}
    assert found == KEYS_AND_VALUES


def test_questions_do_not_name_the_forms():
    words = " ".join(
        f"{each.ask} {each.help} {choice.label} {choice.help}"
        for each in questions()
        for choice in each.choices
    ).lower()
    assert [name for name in ("advis", "coach", "mentor") if name in words] == []


def test_question_choice_by_value():
    assert question("horizon").choice("once") == Choice(
        value="once", label="One meeting should do", help="It is settled after one talk."
    )


def test_intake_keeps_a_copy_of_the_answers():
    answers = {"focus": "event"}
    intake = Intake(answers)
    answers["focus"] = "nonsense"
    assert intake == Intake({"focus": "event"}, text="")


def test_read_intake_takes_text_and_answers():
    data = {"text": "Which form?", "answers": {"wants": "answer"}}
    assert read_intake(data) == Intake({"wants": "answer"}, "Which form?")


def test_read_intake_needs_nothing():
    assert read_intake({}) == Intake({})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ([], 'An intake must be an object like {"text": "...", "answers": {}}.'),
        ({"words": ""}, "Unknown intake key 'words'. Choose one of: text, answers."),
        ({"text": 7}, "'text' must be a text."),
        ({"answers": []}, "'answers' must be an object of question keys and values."),
        (
            {"answers": {"mood": "good"}},
            (
                "Unknown question 'mood'. Choose one of: focus, wants, horizon, lead, "
                "expertise_needed, topic, goal_clarity."
            ),
        ),
        (
            {"answers": {"wants": "magic"}},
            "Unknown wants value 'magic'. Choose one of: answer, find_own_way, experience.",
        ),
        (
            {"answers": {"goal_clarity": ["clear"]}},
            "Unknown goal_clarity value ['clear']. Choose one of: clear, vague.",
        ),
        (
            {"answers": {"focus": None}},
            "Unknown focus value None. Choose one of: event, task_or_skill, career.",
        ),
    ],
)
def test_read_intake_refuses_by_name(data, says):
    with pytest.raises(FourfoldError) as refused:
        read_intake(data)
    assert str(refused.value) == says
