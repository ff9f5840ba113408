"""A list of people from its file to its dry run: nothing is written about anybody yet."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold.programs.roster import Columns, Repeats, RowReader, Table, check_columns
from fourfold_web.jobs.actions import queue_job
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.roster.known import counts_of, look_at
from fourfold_web.roster.models import ImportState, RosterImport, RosterPart, SavedColumns
from fourfold_web.roster.queries import people_behind
from fourfold_web.shared.audit import record

# Rows that are looked up, written and gone on from together.
ROWS_A_PART = 1_000
CHECK = "fourfold_web.roster.tasks.check_list"
# An address anywhere in a cell, also between the signs of “Ida Moss <ida@example.org>;”.
ADDRESS = re.compile(r"[^\s<>(),;:\"']+@[^\s<>(),;:\"']+")


@transaction.atomic
def keep_list(
    *, by: Person | None, program: Program, table: Table, file_name: str, system: str
) -> RosterImport:
    """Keep the rows of a file as they stand, until somebody has said what its columns hold.

    Raises FourfoldError for a file that breaks off, is too long, or has no rows.
    """
    kept = RosterImport.objects.create(
        program=program,
        by=by,
        file_name=file_name[-120:],
        system=system,
        headings=list(table.headings),
        letters_are_guessed=table.letters_are_guessed,
    )
    for number, rows in enumerate(_in_parts(table.rows()), start=1):
        RosterPart.objects.create(roster_import=kept, number=number, rows=rows)
        kept.rows += len(rows)
    if not kept.rows:
        raise FourfoldError(
            "There are headings and no rows below them. Choose a file with a row for each person."
        )
    kept.save(update_fields=["rows"])
    record(actor=by, verb="keep_list", of=kept, rows=kept.rows)
    return kept


@transaction.atomic
def choose_columns(
    *, by: Person | None, roster_import: RosterImport, columns: Columns, save_as: str = ""
) -> None:
    """Say what the columns hold, and have every row checked by a job. Nothing is written.

    Raises FourfoldError for columns that cannot be, and for a list that is at work or was brought
    in.
    """
    if issues := check_columns(columns, roster_import.headings):
        raise FourfoldError(" ".join(issue.message for issue in issues))
    stored = {
        "headings": dict(columns.headings),
        "role_words": dict(columns.role_words),
        "usual_role": columns.usual_role,
    }
    idle = [ImportState.READ, ImportState.CHECKED]
    changed = RosterImport.objects.filter(pk=roster_import.pk, state__in=idle).update(
        state=ImportState.CHECKING,
        columns=stored,
        parts_done=0,
        counts={},
        missing=[],
        roles=[],
        asked_at=timezone.now(),
    )
    if not changed:
        raise FourfoldError("This list is at work or was brought in already. Look at it again.")
    if save_as.strip():
        SavedColumns.objects.update_or_create(
            program=roster_import.program,
            name=save_as.strip(),
            defaults={"columns": stored},
        )
    record(actor=by, verb="choose_columns", of=roster_import, columns=len(columns.headings))
    queue_job(CHECK, import_id=str(roster_import.pk))


def check_list(*, import_id: UUID) -> None:
    """The dry run: what every row would do, who is not in the file, what cannot be taken.

    It begins anew when a worker died at it. A list that was stopped meanwhile is left alone.
    """
    found = RosterImport.objects.select_related("program").get(pk=import_id)
    reader, repeats = RowReader(found.to_core(), found.headings), Repeats()
    totals, met, roles = Counter[str](), set[int](), set[str]()
    for done, pk in enumerate(list(found.parts.values_list("pk", flat=True)), start=1):
        part = RosterPart.objects.get(pk=pk)
        looked = look_at(found.program, reader, part.rows, repeats)
        totals.update(counts_of(looked))
        roles.update(role for row, _, _ in looked.taken for role in row.roles)
        # As numbers, which take a third of the room.
        met.update(
            known.key.int for row, known, _ in looked.taken if known and row.is_active and row.roles
        )
        met.update(_refused_here(found, part, looked.refused))
        if not _note_part(found, part, looked.refused, done):
            return
    _end_check(found, totals, roles, _missing(found, met, roles))


@transaction.atomic
def stop_list(*, by: Person, roster_import: RosterImport) -> None:
    """Let a list go that has not been brought in whole; what was written stays."""
    open_states = [ImportState.READ, ImportState.CHECKING, ImportState.CHECKED, ImportState.WRITING]
    stopped = RosterImport.objects.filter(pk=roster_import.pk, state__in=open_states).update(
        state=ImportState.STOPPED, finished_at=timezone.now()
    )
    if stopped:
        roster_import.parts.all().delete()
        record(actor=by, verb="stop_list", of=roster_import)


@transaction.atomic
def forget_lists(*, before: datetime) -> None:
    """Delete the rows of lists that were begun before a moment; their numbers stay."""
    RosterPart.objects.filter(roster_import__created_at__lt=before).delete()
    RosterImport.objects.filter(
        created_at__lt=before, state__in=[ImportState.READ, ImportState.CHECKED]
    ).update(state=ImportState.STOPPED)


def _in_parts(rows: Iterable) -> Iterator[list]:
    rows = iter(rows)
    while part := list(islice(rows, ROWS_A_PART)):
        yield part


def _refused_here(found: RosterImport, part: RosterPart, refused: list) -> Iterator[int]:
    """Those of the program whom a refused row was about all the same: they are not missing."""
    numbers = {number for number, _ in refused}
    emails, ids = set[str](), set[str]()
    for number, cells in part.rows:
        if number in numbers:
            emails.update(each.lower() for cell in cells for each in ADDRESS.findall(cell))
            ids.update(_number_cells(found, cells))
    for person in people_behind(found.program, emails, ids - {""}):
        yield person.int


def _number_cells(found: RosterImport, cells: list[str]) -> Iterator[str]:
    """Where their number stands in a row; any cell of one whose columns have slipped."""
    heading = found.to_core().headings.get("external_id")
    if heading is None:
        return
    if len(cells) != len(found.headings):
        yield from (cell.strip() for cell in cells)
    else:
        yield cells[found.headings.index(heading)].strip()


@transaction.atomic
def _note_part(found: RosterImport, part: RosterPart, refused: list, done: int) -> bool:
    checking = RosterImport.objects.filter(pk=found.pk, state=ImportState.CHECKING)
    if not checking.update(parts_done=done):
        return False
    part.refused, part.noted = refused, []
    part.save(update_fields=["refused", "noted"])
    return True


def _missing(found: RosterImport, met: set[int], roles: set[str]) -> list[str]:
    """Ids of people in a role of the file whom no row is about, by name; never who brings it in."""
    of_roles = found.program.memberships.filter(role__in=roles)
    ids = of_roles.exclude(person=found.by_id).values_list("person_id", flat=True)
    return list(dict.fromkeys(str(pk) for pk in ids.iterator() if pk.int not in met))


@transaction.atomic
def _end_check(
    found: RosterImport, totals: Counter[str], roles: set[str], missing: list[str]
) -> None:
    RosterImport.objects.filter(pk=found.pk, state=ImportState.CHECKING).update(
        state=ImportState.CHECKED, counts=dict(totals), roles=sorted(roles), missing=missing
    )
