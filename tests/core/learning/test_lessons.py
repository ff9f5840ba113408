"""The lessons as files: all of them can be used, and a broken one is named with its place."""

from collections import Counter
from copy import deepcopy

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold.learning.checks import heard, may_skip
from fourfold.learning.lessons import lesson, lesson_on, lessons, read_lesson
from fourfold.learning.refreshers import refresher
from fourfold.programs.templates import templates

CHOICE = {
    "kind": "choice",
    "asks": "Which is a question?",
    "answers": [
        {"says": "You should.", "because": "It tells."},
        {"says": "What could you do?", "is_right": True, "because": "It asks."},
    ],
}
FORM = {
    "kind": "form",
    "asks": "Which form is it?",
    "sentence": "What could you do?",
    "form": "coaching",
    "because": "It asks.",
    "hints": {"mentoring": "Nothing is shared."},
}
MATCH = {
    "kind": "match",
    "asks": "Match them.",
    "choices": ["Asks", "Tells"],
    "pairs": [
        {"says": "What else?", "to": "Asks", "because": "It is open."},
        {"says": "Stop.", "to": "Tells", "because": "It is an order."},
    ],
}
LESSON = {
    "order": 1,
    "title": "Asking",
    "says": "How to ask.",
    "for": ["guide"],
    "minutes": 5,
    "source": "G-22",
    "steps": [
        {
            "title": "Ask",
            "source": "G-22",
            "parts": [{"kind": "text", "says": "Ask."}],
            "checks": [CHOICE, FORM, MATCH],
        }
    ],
}


def test_lessons_cover_the_forms_and_both_sides():
    found = lessons()

    assert next(iter(found)) == "continuum"
    assert [lesson_on(form).id for form in FormOfGuidance] == list(FormOfGuidance)
    assert {"continuum", "being_a_mentee", "agreements"} == {
        each.id for each in found.values() if "learner" in each.sides
    }
    assert all(5 <= each.minutes <= 8 and len(each.steps) >= 3 for each in found.values())
    assert all(refresher(form).openers for form in FormOfGuidance)


def test_templates_of_programs_name_lessons_that_exist():
    named = {name for each in templates().values() for name in each.lessons}

    assert named <= set(lessons())


def test_right_answers_stand_at_no_telling_place():
    places = Counter(
        [answer.is_right for answer in item.answers].index(True)
        for each in lessons().values()
        for check in each.checks
        if check.kind == "choice"
        for item in check.items
    )

    assert set(places) == {0, 1, 2}
    assert max(places.values()) <= 0.6 * sum(places.values())


def test_heard_says_why_and_a_hint_where_there_is_one():
    choice, form, match = read_lesson("asking", LESSON).steps[0].checks

    said = [
        heard(choice.items[0], 1),
        heard(form.items[0], 3),
        heard(form.items[0], 0),
        heard(match.items[1], 1),
    ]

    assert [each.is_right for each in said] == [True, False, False, True]
    assert [each.says for each in said] == [
        "Yes. It asks.",
        "Not quite. Nothing is shared.",
        "Not quite. It asks.",
        "Yes. It is an order.",
    ]
    assert (may_skip(said[:2]), may_skip(said)) == (True, False)
    with pytest.raises(FourfoldError, match="There are 2 answers here, and no 3"):
        heard(choice.items[0], 2)


def broken(change) -> dict:
    data = deepcopy(LESSON)
    change(data)
    return data


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data.pop("title"), "lessons/x.toml: title must be a text"),
        (lambda data: data.update(fro=1), "lessons/x.toml: unknown key 'fro'"),
        (lambda data: data.update({"for": ["dean"]}), "Unknown reader 'dean'"),
        (lambda data: data.update(minutes=0), "minutes must be a whole number"),
        (
            lambda data: data["steps"][0]["parts"][0].update(kind="film"),
            "lessons/x.toml, step 1, part 1: Unknown kind of part 'film'",
        ),
        (
            lambda data: data["steps"][0]["checks"][0]["answers"][0].update(is_right=True),
            "step 1, check 1: exactly one answer",
        ),
        (
            lambda data: data["steps"][0]["checks"][1]["hints"].update(coaching="No."),
            "step 1, check 2: hints are for other forms",
        ),
        (
            lambda data: data["steps"][0]["checks"][2]["pairs"][1].update(to="Begs"),
            "step 1, check 3, pair 2: Unknown choice 'Begs'. Choose one of: Asks, Tells.",
        ),
    ],
)
def test_a_broken_lesson_is_named_with_its_place(change, says):
    with pytest.raises(FourfoldError) as refusal:
        read_lesson("x", broken(change))

    assert says in str(refusal.value)


def test_an_unknown_lesson_is_refused_with_the_choices():
    with pytest.raises(
        FourfoldError, match=r"Unknown lesson .choaching.\. Choose one of: continuum"
    ):
        lesson("choaching")
