"""Whom the rows of a list are about: looked up some hundred at a time, never one by one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from fourfold.issues import Issue
from fourfold.programs.roster import (
    Change,
    Kind,
    Known,
    Place,
    RefusedRow,
    Repeats,
    RosterRow,
    RowReader,
    compare,
)
from fourfold_web.people.models import Person, check_name
from fourfold_web.programs.models import Program
from fourfold_web.roster.attached import free_of_words

Cells = tuple[int, Sequence[str]]


@dataclass
class People:
    """Those whom some rows find, by number and by address, and the ids of their roles here."""

    by_id: dict[str, Known] = field(default_factory=dict)
    by_email: dict[str, Known] = field(default_factory=dict)
    memberships: dict[tuple[UUID, str], UUID] = field(default_factory=dict)


@dataclass
class Looked:
    """What some rows mean: those that can be taken, and why the others cannot."""

    taken: list[tuple[RosterRow, Known | None, Change]] = field(default_factory=list)
    refused: list[tuple[int, list[str]]] = field(default_factory=list)
    people: People = field(default_factory=People)


def look_at(
    program: Program,
    reader: RowReader,
    cells: Sequence[Cells],
    repeats: Repeats,
    *,
    locks: bool = False,
) -> Looked:
    """Read some rows of a file and compare them with whom the program knows. Writes nothing.

    `repeats` knows the rows before these. With `locks`, whoever may be corrected is held until the
    end of the transaction.
    """
    looked, rows = Looked(), []
    for number, values in cells:
        row = reader.read(number, values)
        refusal = row if isinstance(row, RefusedRow) else repeats.check(row)
        if refusal:
            looked.refused.append((number, [issue.message for issue in refusal.issues]))
        else:
            rows.append(row)
    looked.people = known_people(program, rows, locks=locks)
    for row in rows:
        _compare(row, looked, repeats)
    return looked


def known_people(program: Program, rows: Sequence[RosterRow], *, locks: bool = False) -> People:
    """Everybody whom the numbers and addresses of these rows find."""
    numbers = {row.external_id for row in rows} - {""}
    emails = {row.email for row in rows}
    # The second condition is what lets the database use its index of numbers.
    here = program.memberships.filter(external_id__in=numbers).exclude(external_id="").order_by()
    numbered = set(here.values_list("person_id", flat=True)) if numbers else set()
    found = {each["pk"]: each for each in _persons(Person.objects.filter(email__in=emails))}
    others = numbered - found.keys()
    if others:
        found |= {each["pk"]: each for each in _persons(Person.objects.filter(pk__in=others))}
    return _put_together(program, found, _free_to_correct(program, found, rows, locks))


def _persons(persons: QuerySet[Person]):
    return persons.order_by().values("pk", "email", "name", "last_login")


def _put_together(program: Program, found: dict[UUID, dict], free: set[UUID]) -> People:
    people, places = People(), {}
    memberships = program.memberships.filter(person__in=found).order_by()
    for pk, person, role, *place in memberships.values_list(
        "pk", "person_id", "role", "cohort", "site", "capacity", "external_id", "about"
    ):
        places.setdefault(person, {})[role] = Place(*place)
        people.memberships[person, role] = pk
    for pk, person in found.items():
        known = Known(pk, person["email"], person["name"], pk in free, places.get(pk, {}))
        people.by_email[known.email] = known
        if known.external_id:
            people.by_id[known.external_id] = known
    return people


def _free_to_correct(
    program: Program, found: dict[UUID, dict], rows: Sequence[RosterRow], locks: bool
) -> set[UUID]:
    """Those who never signed in and to whom nobody has written, so that no word hangs on them."""
    said = {(row.email, row.name) for row in rows}
    unseen = {
        pk
        for pk, person in found.items()
        if person["last_login"] is None and (person["email"], person["name"]) not in said
    }
    if locks and unseen:
        # Whoever signs in or writes to one of them came first, or waits until the list is written.
        held = Person.objects.select_for_update().filter(pk__in=unseen, last_login=None)
        unseen = set(held.order_by("pk").values_list("pk", flat=True))
    return free_of_words(program, unseen)


def _compare(row: RosterRow, looked: Looked, repeats: Repeats) -> None:
    by_id = looked.people.by_id.get(row.external_id) if row.external_id else None
    by_email = looked.people.by_email.get(row.email)
    known = by_id or by_email
    change = compare(row, by_id=by_id, by_email=by_email)
    if not isinstance(change, Issue) and change.kind != Kind.LEFT_OUT:
        sets_name = known is None or change.name
        change = (sets_name and _name_refused(row)) or repeats.check_person(row, known) or change
    if isinstance(change, Issue):
        looked.refused.append((row.number, [change.message]))
    else:
        looked.taken.append((row, known, change))


def _name_refused(row: RosterRow) -> Issue | None:
    try:
        check_name(row.name)
    except ValidationError as refusal:
        return Issue("name", " ".join(refusal.messages), "name")
    return None


def counts_of(looked: Looked) -> dict[str, int]:
    """How many rows mean what, and how many roles are new."""
    counts = {kind.value: 0 for kind in Kind} | {"refused": len(looked.refused), "asks_for": 0}
    for _, _, change in looked.taken:
        counts[change.kind] += 1
        counts["asks_for"] += bool(change.asks_for)
        for role in change.new_roles:
            counts[role] = counts.get(role, 0) + 1
    return counts
