"""The recommended form, by value and by property."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.intake import Intake, questions
from fourfold.guidance.recommend import NearMiss, Reason, Recommendation, recommend
from fourfold.guidance.weighing import rules, weight_of

FULL = {
    "advising": ("event", "answer", "once", "guide", "in_topic"),
    "coaching": ("task_or_skill", "find_own_way", "weeks_to_months", "me", "not_needed"),
    "coaching_with_wisdom": (
        "task_or_skill",
        "experience",
        "weeks_to_months",
        "mostly_me",
        "in_this_skill",
    ),
    "mentoring": ("career", "experience", "long_term", "guide_with_exchange", "same_field"),
}
KEYS = ("focus", "wants", "horizon", "lead", "expertise_needed")


def _form(text: str = "", **answers: str) -> str:
    return recommend(Intake(answers, text)).to_json()["form"]


@pytest.mark.parametrize(("form", "values"), FULL.items())
def test_recommend_meets_every_attribute_of_a_form(form, values):
    found = recommend(Intake(dict(zip(KEYS, values, strict=True))))
    assert (found.form_of_guidance, found.still_to_ask, found.warnings) == (form, (), ())
    assert {each.answer for each in found.reasons} == {
        f"{key}={value}" for key, value in zip(KEYS, values, strict=True)
    }


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (
            "advising",
            "Can I use a letter from a lab head for the fellowship application? Due Friday.",
        ),
        ("advising", "which elective do i drop, they lock the schedule tonight"),
        (
            "coaching",
            "I ramble when I present. I want to figure out for myself why, over some weeks.",
        ),
        ("coaching", "Please no advice. Ask me questions until I see what matters to me."),
        (
            "coaching_with_wisdom",
            (
                "My suturing is slow. Let me try and reflect first, with a surgeon who has done "
                "thousands and shares a trick when I am stuck."
            ),
        ),
        (
            "mentoring",
            (
                "Someone ahead of me in cardiology who shows me how she built her career, "
                "introduces me to people and stays in touch for years."
            ),
        ),
    ],
)
def test_recommend_hears_the_form_in_words(form, text):
    assert _form(text) == form


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I want a mentor.",
        "Please coach me!",
        "I would like some guidance please.",
        "I don't know what I need.",
        "Tell me what to do. But let me decide myself. I need it today, and for years to come.",
    ],
)
def test_recommend_asks_to_clarify_when_words_name_no_need(text):
    assert _form(text) == "clarify"


@pytest.mark.parametrize(
    "answers",
    [
        {"wants": "answer"},
        {"goal_clarity": "vague", "topic": "career_development"},
        {"focus": "event", "wants": "experience", "horizon": "long_term", "lead": "me"},
        {"focus": "event", "wants": "find_own_way", "horizon": "long_term", "lead": "guide"},
        {"focus": "task_or_skill", "horizon": "weeks_to_months"},
    ],
)
def test_recommend_asks_to_clarify_thin_or_torn_answers(answers):
    found = recommend(Intake(answers))
    assert (found.form_of_guidance, found.prompts) == (None, rules().prompts)


def test_recommend_tells_why_what_else_and_what_to_ask():
    found = recommend(Intake({"focus": "career", "horizon": "long_term", "wants": "experience"}))
    assert found == Recommendation(
        form_of_guidance=FormOfGuidance.MENTORING,
        reasons=(
            Reason(
                "focus=career",
                "focus",
                "You look at your career and your place in the field. Mentoring: a career: "
                "growing as a person and finding a place in the field.",
            ),
            Reason(
                "horizon=long_term",
                "time",
                "You think of a long time. Mentoring: a long time, looking ahead.",
            ),
            Reason(
                "wants=experience",
                "strategy",
                "You want to learn from someone’s experience. Mentoring: after talking it over, "
                "passes on own experience and introduces the learner to others in the field.",
            ),
        ),
        near_miss=NearMiss(FormOfGuidance.COACHING_WITH_WISDOM, "focus=task_or_skill"),
    )


def test_recommend_near_miss_holds_when_its_change_is_made():
    answers = {"focus": "task_or_skill", "wants": "find_own_way", "horizon": "weeks_to_months"}
    near = recommend(Intake(answers)).near_miss
    assert near is not None
    changed = dict(change.split("=") for change in near.if_.split(" and "))
    assert recommend(Intake(answers | changed)).form_of_guidance == near.form_of_guidance


def test_recommend_quotes_the_words_it_heard():
    reasons = recommend(Intake({}, "Appeal deadline Friday, what do I write?")).reasons
    assert 'words: "what do I write"' in [each.answer for each in reasons]


def test_recommend_lets_a_lone_odd_tick_not_overturn_words():
    found = recommend(Intake({"horizon": "long_term"}, "Appeal due Friday, what do I write?"))
    assert found.form_of_guidance is FormOfGuidance.ADVISING
    assert "Your answer “A long time” does not go with the rest." in found.warnings[-1]


def test_recommend_warns_when_the_named_form_does_not_fit():
    found = recommend(Intake({}, "Can you mentor me for five minutes: which form do I submit?"))
    assert found.form_of_guidance is FormOfGuidance.ADVISING
    assert found.warnings == (
        (
            "You named mentoring. What you describe fits advising better. "
            "Talk about it before you start."
        ),
    )


def test_recommend_warns_when_a_quick_tip_meets_a_growing_need():
    text = "I want to get better at my presentations and find my own style over the next months."
    found = recommend(Intake({"horizon": "once"}, text))
    assert found.form_of_guidance is FormOfGuidance.COACHING
    assert rules().warnings["quick_tip"] in found.warnings


def test_recommend_combines_two_forms_for_two_needs():
    found = recommend(
        Intake(
            {},
            "I just became division chief. I want someone who has run a division to show me the "
            "ropes for the years ahead, and separately a neutral person who asks me questions "
            "until I find out what kind of life I want.",
        )
    )
    assert found.combination == (FormOfGuidance.COACHING, FormOfGuidance.MENTORING)
    assert found.form_of_guidance in found.combination


def test_recommend_asks_the_most_telling_question_first():
    assert recommend(Intake({"focus": "event"})).still_to_ask[0] in ("wants", "horizon")


def test_recommend_ignores_the_topic():
    answers = {"focus": "event", "wants": "answer"}
    assert recommend(Intake(answers | {"topic": "well_being"})) == recommend(Intake(answers))


def test_recommendation_from_json_refuses_an_unknown_form():
    data = recommend(Intake({})).to_json() | {"form": "tutoring"}
    with pytest.raises(ValueError, match="Unknown form of guidance 'tutoring'"):
        Recommendation.from_json(data)


answers_of_intakes = st.fixed_dictionaries(
    {},
    optional={
        each.key: st.sampled_from([choice.value for choice in each.choices]) for each in questions()
    },
)
HEARD = (
    "i want",
    "not",
    "an answer",
    "who has been there",
    "today",
    "for years",
    "my career",
    ".",
    "improve",
    "myself",
    "should i",
    "a mentor",
    "coach me",
    "tell me what",
    "but",
    "weeks",
    "?",
)
texts = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(HEARD), max_size=20).map(" ".join)
)
intakes = st.builds(Intake, answers_of_intakes, texts)


@settings(deadline=None)
@given(intakes)
def test_recommend_answers_every_intake_the_same_way_twice(intake):
    again = Intake(dict(reversed(intake.answers.items())), intake.text)
    assert recommend(again).to_json()["form"] == recommend(intake).to_json()["form"]


@settings(deadline=None)
@given(intakes)
def test_recommendation_round_trips_through_json(intake):
    found = recommend(intake)
    assert Recommendation.from_json(found.to_json()) == found


@settings(deadline=None)
@given(intakes)
def test_recommend_never_names_a_form_without_a_reason(intake):
    found = recommend(intake)
    assert found.reasons or found.form_of_guidance is None


@settings(deadline=None)
@given(intakes)
def test_recommend_prompts_exactly_when_it_clarifies(intake):
    found = recommend(intake)
    assert bool(found.prompts) == (found.form_of_guidance is None)


@settings(deadline=None)
@given(intakes)
def test_recommend_asks_only_what_was_not_answered(intake):
    assert set(recommend(intake).still_to_ask).isdisjoint(intake.answers)


@settings(deadline=None)
@given(texts, st.tuples(*(st.sampled_from(each.choices) for each in questions())))
def test_recommend_asks_nothing_when_all_is_answered(text, chosen):
    answers = {each.key: choice.value for each, choice in zip(questions(), chosen, strict=True)}
    assert recommend(Intake(answers, text)).still_to_ask == ()


@settings(deadline=None)
@given(intakes, st.data())
def test_recommend_keeps_its_form_when_a_fitting_answer_is_added(intake, data):
    form = recommend(intake).form_of_guidance
    fitting = [
        pair.split("=")
        for pair in rules().fits
        if form and weight_of(pair, form) == 1 and pair.split("=")[0] not in intake.answers
    ]
    if not fitting:
        return
    key, value = data.draw(st.sampled_from(fitting))
    after = recommend(Intake({**intake.answers, key: value}, intake.text))
    assert after.form_of_guidance is form
