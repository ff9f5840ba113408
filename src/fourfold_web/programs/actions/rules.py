"""A director changes what is offered here, for how long, and what every pair agrees to."""

from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction

from fourfold.guidance.program_clauses import ProgramClause
from fourfold.issues import FourfoldError, Issue
from fourfold.programs.rules import ProgramRules, check_clauses, check_rules, usual_lengths
from fourfold.programs.templates import rules_with, template
from fourfold_web.people.models import Person
from fourfold_web.programs.conflicts import check_seen
from fourfold_web.programs.models import Program
from fourfold_web.programs.queries import clauses_of, rules_of
from fourfold_web.shared.audit import record

# What the audit trail says of a program whose forms were decided on.
CHANGE_FORMS = "change_forms"
APPLY_TEMPLATE = "apply_template"


@transaction.atomic
def change_forms(*, by: Person | None, program: Program, rules: ProgramRules, seen: str) -> None:
    """Change the forms that are offered, their names and lengths here, and a guide's first room.

    What runs goes on as it was agreed. The clauses of `rules` are left aside. `seen` is the sign of
    what `by` saw. Raises FourfoldError for rules that cannot be, Conflict when others hold now.
    """
    _refuse(check_rules(rules))
    check_seen(Program.objects.select_for_update().get(pk=program.pk), "forms", seen)
    _keep(program, rules)
    record(actor=by, verb=CHANGE_FORMS, of=program, forms=len(rules.forms_on))


@transaction.atomic
def change_clauses(
    *, by: Person | None, program: Program, clauses: Iterable[ProgramClause], seen_version: int
) -> None:
    """Write a new version of what every pair agrees to; signed agreements keep theirs.

    `seen_version` is the number of the version that `by` had before them, 0 for none.
    Raises FourfoldError for clauses that cannot be, and when a newer version exists.
    """
    wanted = tuple(clauses)
    _refuse(check_clauses(wanted))
    locked = Program.objects.select_for_update().get(pk=program.pk)
    newest = locked.clause_versions.first()
    number = newest.number if newest else 0
    if number != seen_version:
        raise FourfoldError(
            "Somebody changed the clauses while you wrote. Your words are still here; open the"
            " page in another window to see theirs, then save again."
        )
    if newest and newest.to_core() == wanted:
        return
    _add_version(locked, wanted, number + 1)
    record(actor=by, verb="change_clauses", of=program, clauses=len(wanted), version=number + 1)


@transaction.atomic
def apply_template(
    *, by: Person | None, program: Program, name: str, seen: str | None = None
) -> None:
    """Take over forms, lengths, room and clauses of a template; the rest stays as it is.

    `seen` is the sign of the rules that `by` saw beside it; None where nobody looked at a page.
    Raises FourfoldError when no template has that name, Conflict when other rules hold now.
    """
    chosen = template(name)
    locked = Program.objects.select_for_update().get(pk=program.pk)
    if seen is not None:
        check_seen(locked, "forms", seen)
    before = rules_of(locked)
    after = rules_with(before, chosen)
    _refuse(check_rules(after))
    _keep(program, after)
    program.template = name
    program.save(update_fields=["template"])
    if clauses_of(locked) != after.clauses:
        newest = locked.clause_versions.first()
        _add_version(locked, after.clauses, (newest.number if newest else 0) + 1)
    record(actor=by, verb=APPLY_TEMPLATE, of=program, template=name)


def _keep(program: Program, rules: ProgramRules) -> None:
    usual = usual_lengths()
    program.forms_on = [form.value for form in rules.forms_on]
    program.local_names = {form.value: name for form, name in rules.local_names.items() if name}
    program.lengths = {
        form.value: asdict(length)
        for form, length in rules.lengths.items()
        if length != usual[form]
    }
    program.usual_room = rules.usual_room
    program.save(update_fields=["forms_on", "local_names", "lengths", "usual_room"])


def _add_version(program: Program, clauses: tuple[ProgramClause, ...], number: int) -> None:
    program.clause_versions.create(number=number, clauses=[each.to_json() for each in clauses])


def _refuse(issues: tuple[Issue, ...]) -> None:
    if issues:
        raise FourfoldError(issues[0].message)
