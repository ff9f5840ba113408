"""Which need the signs show, and what it asks of a program."""

import pytest

from fourfold.issues import FourfoldError
from fourfold.programs.need_checklist import (
    Verdict,
    criteria,
    need_of,
    pages,
    questions,
    verdict_words,
)

SIGNS = {each.id: each.need for each in questions() if each.need}
ALL_NO = dict.fromkeys(SIGNS, "no")


def test_five_signs_speak_for_each_need():
    assert [list(SIGNS.values()).count(need) for need in ("coaching", "mentoring")] == [5, 5]


def test_pages_hold_every_question_once_and_every_verdict_has_its_words():
    assert [each for page in pages() for each in page.questions] == list(questions())
    assert [verdict_words(each).in_short for each in Verdict] == [
        "Needs coaching",
        "Needs mentoring",
        "Needs both",
        "Needs neither",
        "Not clear yet",
    ]


@pytest.mark.parametrize("sign", SIGNS)
def test_one_sign_is_enough_for_its_need(sign):
    found = need_of({**ALL_NO, sign: "yes"})

    assert found.verdict == SIGNS[sign]
    assert [plan.form_of_guidance for plan in found.plans] == [SIGNS[sign]]
    assert len(found.reasons) == 1


def test_a_sign_of_each_is_both_and_gives_two_plans():
    found = need_of({"skills_soon": "yes", "balance": "yes"})

    assert found.verdict is Verdict.BOTH
    assert [plan.name for plan in found.plans] == ["Coaching", "Mentoring"]
    assert [reason.source for reason in found.reasons] == ["G-99", "G-100"]


def test_only_clear_noes_are_neither():
    assert need_of(ALL_NO).verdict is Verdict.NEITHER
    assert need_of({**ALL_NO, "obstacles": "unsure"}).verdict is Verdict.OPEN
    assert need_of({}).verdict is Verdict.OPEN


def test_what_is_not_sure_is_to_find_out_for_the_need_that_has_no_sign_yet():
    found = need_of(
        {**ALL_NO, "skills_soon": "yes", "new_structure": "unsure", "balance": "unsure"}
    )

    assert [each.source for each in found.find_out] == ["G-100"]
    assert found.verdict is Verdict.COACHING


def test_a_group_is_analyzed_first_and_single_people_start_at_once():
    group = need_of({"skills_soon": "yes", "together": "group"}).plans[0]
    single = need_of({"skills_soon": "yes", "together": "single"}).plans[0]

    assert [stage.says.split()[0] for stage in (group.stages[1], single.stages[1])] == [
        "Before",
        "Start",
    ]


def test_circumstances_that_get_in_the_way_are_warned_of():
    hard = {"together": "single", "time": "weeks", "supervisors": "no", "coaches_from": "inside"}

    coaching, mentoring = need_of({"skills_soon": "yes", "balance": "yes", **hard}).plans

    assert [each.source for each in coaching.warnings] == ["G-94", "G-96"]
    assert [each.source for each in mentoring.warnings] == ["G-88"]


def test_criteria_stand_side_by_side():
    assert [row.about for row in criteria()] == [
        "Looks at",
        "Stages",
        "How the two relate",
        "Works through",
        "Leads to",
        "Draws on",
    ]


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ([], "Give an object of answers"),
        ({"skils_soon": "yes"}, "Unknown question 'skils_soon'"),
        ({"time": "forever"}, "Choose one of: weeks, months, year."),
        ({"time": ["weeks"]}, "Unknown answer"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused_in_one_sentence(answers, message):
    with pytest.raises(FourfoldError, match=message.replace(".", r"\.")):
        need_of(answers)
