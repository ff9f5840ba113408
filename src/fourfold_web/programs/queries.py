"""What pages read about a program's people and rules."""

from django.db.models import QuerySet

from fourfold.guidance.catalog import FormOfGuidance, profiles
from fourfold.guidance.program_clauses import ProgramClause
from fourfold.programs.rule_changes import length_words
from fourfold.programs.rules import ProgramRules
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program, Supervision


def members(program: Program) -> QuerySet[Membership]:
    """Every role in the program with its person, by name."""
    return program.memberships.select_related("person")


def persons_with(role: MembershipRole, program: Program) -> QuerySet[Person]:
    """The persons who hold `role` in the program, by name."""
    return Person.objects.filter(memberships__program=program, memberships__role=role)


def supervisions_in(program: Program) -> QuerySet[Supervision]:
    """Who supervises whom, by the learner's name."""
    return program.supervisions.select_related("supervisor", "learner").order_by(
        "learner__name", "supervisor__name"
    )


def clauses_of(program: Program) -> tuple[ProgramClause, ...]:
    """What the program asks of every pair now."""
    newest = program.clause_versions.first()
    return newest.to_core() if newest else ()


def has_begun(program: Program) -> bool:
    """Whether a pair has begun in it, also one that has ended."""
    return program.engagements.exists()


def rules_of(program: Program) -> ProgramRules:
    """The rules of the program as the core judges and compares them; one query."""
    return ProgramRules(
        forms_on=program.forms,
        local_names={FormOfGuidance(form): name for form, name in program.local_names.items()},
        lengths={form: program.length(form) for form in FormOfGuidance},
        usual_room=program.usual_room,
        clauses=clauses_of(program),
    )


def own_first_lessons(program: Program) -> list[str] | None:
    """The lessons that the program itself asks for first; None while it goes by its template.

    The row belongs to an app above, which is why it is reached by the program.
    """
    plan = getattr(program, "first_lessons", None)
    return plan.lessons if plan else None


def form_helps(program: Program) -> dict[str, str]:
    """What stands below each form where one is chosen: what it is for, its name here, how long."""
    return {form.value: _help(program, form) for form in FormOfGuidance}


def called_here(program: Program, form: FormOfGuidance | str) -> str:
    """What a form is also called in this program; empty when it has no other name."""
    return program.local_names.get(str(form), "")


def _help(program: Program, form: FormOfGuidance) -> str:
    name = called_here(program, form)
    here = f" Here it is also called “{name}”." if name else ""
    return f"{profiles()[form].purpose}{here} Usually {length_words(program.length(form))}."
