"""The templates of programs: what a file must hold, and what applying one changes."""

from dataclasses import replace
from importlib.resources import files

import pytest

from fourfold.guidance.agreement import Length
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.program_clauses import ProgramClause
from fourfold.issues import FourfoldError
from fourfold.programs.rule_changes import RuleChange, side_by_side
from fourfold.programs.rules import ProgramRules
from fourfold.programs.templates import read_template, rules_with, template, templates

DATA = files("fourfold") / "data"
DESK = (DATA / "program_templates/advising_desk.toml").read_text("utf-8")


def test_templates_are_the_six_ways_to_run_a_program():
    assert list(templates()) == [
        "advising_desk",
        "coaching_pathway",
        "flash_mentoring",
        "group_mentoring",
        "mentoring_year",
        "peer_coaching",
    ]


def test_templates_name_lessons_that_exist():
    there = {each.name.removesuffix(".toml") for each in (DATA / "lessons").iterdir()}

    assert {lesson for each in templates().values() for lesson in each.lessons} - there == set()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("purpose =", "purposes ="), "advising_desk.toml: Unknown key 'purposes'"),
        (('"advising"]', '"advice"]'), "advising_desk.toml, forms_on: Unknown form of guidance"),
        (
            ("planned_days = 7", "planned_days = 0"),
            "advising_desk.toml, lengths.advising: Advising",
        ),
        (('cadence = "once"', 'cadence = ""'), "advising_desk.toml, lengths 1: cadence must be"),
        (("usual_room = 12", "usual_room = 0"), "advising_desk.toml, usual_room: A guide cannot"),
        (("title =", "title"), "advising_desk.toml cannot be read"),
    ],
)
def test_read_template_says_what_is_wrong_and_where(change, says):
    with pytest.raises(FourfoldError) as refused:
        read_template("advising_desk", DESK.replace(*change, 1))

    assert says in str(refused.value)


def test_template_offers_the_names_for_an_unknown_one():
    with pytest.raises(FourfoldError, match=r"Unknown template 'year'\. Choose one of: advising"):
        template("year")


def test_rules_with_keeps_what_is_the_programs_own():
    own = ProgramClause("Bring your pager", "Pagers stay on.")
    weekly = Length("ten weeks", "every week", 70)
    before = rules_with(ProgramRules(clauses=(own,)), template("coaching_pathway"))
    before = replace(
        before,
        local_names={FormOfGuidance.COACHING: "Skills partner"},
        lengths={**before.lengths, FormOfGuidance.COACHING: weekly},
    )

    after = rules_with(before, template("advising_desk"))

    assert after.forms_on == (FormOfGuidance.ADVISING,)
    assert after.local_names == before.local_names
    assert after.lengths[FormOfGuidance.COACHING] == weekly
    assert [clause.title for clause in after.clauses] == [
        "Bring your pager",
        "An answer may be left aside",
        "When one session is not enough",
    ]


def test_side_by_side_tells_what_a_template_would_change():
    now = ProgramRules()

    rows = side_by_side(now, rules_with(now, template("advising_desk")))

    assert [row for row in rows if row.differs] == [
        RuleChange(
            "Forms of guidance", "Advising, Coaching, Coaching with wisdom, Mentoring", "Advising"
        ),
        RuleChange("Room", "No limit", "12"),
        RuleChange(
            "What every pair agrees to",
            "Nothing beyond the usual clauses",
            "An answer may be left aside; When one session is not enough",
        ),
    ]
