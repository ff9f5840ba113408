"""What a program may set, and what each refusal says."""

import pytest

from fourfold.guidance.agreement import Length
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.program_clauses import ProgramClause
from fourfold.programs.rules import ProgramRules, check_kept_days, check_rules, usual_lengths

COACHING, MENTORING = FormOfGuidance.COACHING, FormOfGuidance.MENTORING


def test_rules_of_a_program_that_set_nothing_hold():
    assert check_rules(ProgramRules()) == ()
    assert ProgramRules().forms_on == tuple(FormOfGuidance)


@pytest.mark.parametrize(
    ("rules", "where", "says"),
    [
        (ProgramRules(forms_on=()), "forms_on", "Keep at least one form of guidance on"),
        (
            ProgramRules(local_names={COACHING: "Mentor"}),
            "local_names.coaching",
            "“Mentor” is what mentoring is called everywhere",
        ),
        (
            ProgramRules(local_names={COACHING: "Skills partner", MENTORING: "skills  partner"}),
            "local_names.mentoring",
            "stands for two forms",
        ),
        (
            ProgramRules(lengths={**usual_lengths(), COACHING: Length("six sessions", "", 90)}),
            "lengths.coaching",
            "Write how long coaching usually lasts here",
        ),
        (
            ProgramRules(lengths={**usual_lengths(), COACHING: Length("long", "often", 4000)}),
            "lengths.coaching",
            "Coaching cannot be planned for 4000 days. Write a number from 1 to 1825.",
        ),
        (ProgramRules(usual_room=100), "usual_room", "A guide cannot start with 100 people"),
        (
            ProgramRules(clauses=(ProgramClause("No notes", ""),)),
            "clauses.1",
            "“No notes” has no words",
        ),
        (
            ProgramRules(clauses=(ProgramClause("A", "x"), ProgramClause("a", "y"))),
            "clauses.2",
            "Two clauses are called “a”",
        ),
    ],
)
def test_check_rules_names_place_and_remedy(rules, where, says):
    (issue,) = check_rules(rules)

    assert issue.where == where
    assert says in issue.message


@pytest.mark.parametrize(
    ("days", "is_fine"), [(29, False), (30, True), (3650, True), (3651, False)]
)
def test_check_kept_days_holds_the_floor_and_the_ceiling(days, is_fine):
    assert (check_kept_days(days) == ()) is is_fine
