"""The list from the residency office that the sample's learners stand in."""

from collections.abc import Iterator
from io import BytesIO

from fourfold.programs.roster import guess_columns, open_table
from fourfold_web.jobs.models import Job
from fourfold_web.people.models import Person
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.roster import actions


def add_list(entry: dict, *, director: Person, program: Program) -> None:
    """Bring the list in by the director's own steps, with the rows that need mending."""
    content = "\n".join([entry["headings"], *_rows(program), *entry["to_mend"]])
    table = open_table(BytesIO(content.encode()))
    guess = guess_columns(table.headings, [cells for _, cells in table.samples()])
    kept = actions.keep_list(
        by=director,
        program=program,
        table=table,
        file_name=entry["file_name"],
        system=guess.system,
    )
    actions.choose_columns(
        by=director, roster_import=kept, columns=guess.columns, save_as=entry["saved_as"]
    )
    actions.check_list(import_id=kept.pk)
    actions.bring_in(by=director, roster_import=kept, sends_mail=False)
    actions.write_list(import_id=kept.pk)
    Job.objects.filter(arguments__kwargs__import_id=str(kept.pk)).delete()


def _rows(program: Program) -> Iterator[str]:
    learners = program.memberships.filter(role=MembershipRole.LEARNER).select_related("person")
    for number, each in enumerate(learners, start=101):
        first, _, last = each.person.name.partition(" ")
        yield f"{number:04},{last},{first},{each.person.email},Resident,{each.cohort},{each.site}"
