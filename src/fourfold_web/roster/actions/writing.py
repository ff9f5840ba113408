"""Bringing a checked list in: part by part, each in one transaction that can be gone on from."""

from collections import Counter
from collections.abc import Sequence
from secrets import token_urlsafe
from uuid import UUID

from django.contrib.auth.hashers import (
    UNUSABLE_PASSWORD_PREFIX,
    UNUSABLE_PASSWORD_SUFFIX_LENGTH,
)
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold.programs.roster import Change, Known, Place, Repeats, RowReader
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.jobs.actions import queue_job
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.roster.actions.addresses import ask_for_address
from fourfold_web.roster.actions.supervising import link_supervisors
from fourfold_web.roster.known import Looked, counts_of, look_at
from fourfold_web.roster.models import ImportState, RosterImport, RosterPart
from fourfold_web.shared.audit import record, record_all
from fourfold_web.shared.bulk import insert_all

WRITE = "fourfold_web.roster.tasks.write_list"
WRITTEN = ["cohort", "site", "capacity", "external_id", "about"]


@transaction.atomic
def bring_in(*, by: Person | None, roster_import: RosterImport, sends_mail: bool) -> None:
    """Have a checked list written by a job. Mail goes to each new person only when asked for.

    Raises FourfoldError for a list that is not checked, or was brought in before.
    """
    begun = RosterImport.objects.filter(pk=roster_import.pk, state=ImportState.CHECKED).update(
        state=ImportState.WRITING,
        by=by,
        parts_done=0,
        counts={},
        sends_mail=sends_mail,
        asked_at=timezone.now(),
    )
    if not begun:
        raise FourfoldError("This list is not ready, or was brought in already. Look at it again.")
    record(actor=by, verb="bring_in", of=roster_import, mails=sends_mail)
    queue_job(WRITE, import_id=str(roster_import.pk))


def write_list(*, import_id: UUID) -> None:
    """Write every part that is not written yet, then who supervises whom. Twice does it once."""
    found = RosterImport.objects.select_related("program", "by").get(pk=import_id)
    reader = RowReader(found.to_core(), found.headings)
    for pk in _parts(found, written_at=None):
        if not _write_part(found.pk, pk, reader):
            return
    for pk in _parts(found):
        if not _link_part(found, pk, reader):
            return
    _end(found)


def _parts(found: RosterImport, **which) -> list[UUID]:
    return list(found.parts.filter(**which).order_by("number").values_list("pk", flat=True))


@transaction.atomic
def _write_part(import_id: UUID, part_id: UUID, reader: RowReader) -> bool:
    # The lock lets one worker write at a time, and finds a list that was stopped.
    found = _locked(import_id)
    if found is None:
        return False
    part = RosterPart.objects.get(pk=part_id)
    if part.written_at:
        return True
    before = {number for number, _ in part.refused}
    rows = [row for row in part.rows if row[0] not in before]
    looked = look_at(found.program, reader, rows, Repeats(), locks=True)
    _write(found, part, looked)
    part.refused = [*part.refused, *looked.refused]
    part.written_at = timezone.now()
    part.save(update_fields=["refused", "noted", "written_at"])
    counts = Counter(found.counts)
    counts.update(counts_of(looked) | {"refused": len(part.refused)})
    found.counts, found.parts_done = dict(counts), found.parts_done + 1
    found.save(update_fields=["counts", "parts_done"])
    return True


def _locked(import_id: UUID) -> RosterImport | None:
    writing = RosterImport.objects.filter(pk=import_id, state=ImportState.WRITING)
    return writing.select_related("program", "by").select_for_update(of=("self",)).first()


def _write(found: RosterImport, part: RosterPart, looked: Looked) -> None:
    """Correct, add and change, in this order: a corrected address may be that of a later row."""
    persons = _correct(found, looked)
    made = _new_persons(found, looked, persons)
    added, changed = [], []
    for row, known, change in looked.taken:
        for role, place in change.places.items():
            person = known.key if known else persons[row.email]
            if role in change.new_roles:
                added.append(_membership(found, person, role, place))
            else:
                pk = looked.people.memberships[person, role]
                changed.append(_membership(found, person, role, place, pk=pk))
        if change.asks_for:
            part.noted.append((row.number, _ask(found, known, change)))
    insert_all(added)
    if changed:
        Membership.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN
        )
    _record(found, added, changed)
    if found.sends_mail:
        _welcome(found, made + _joining(looked))


def _correct(found: RosterImport, looked: Looked) -> dict[str, UUID]:
    """Put names and addresses right where they may follow the file; the ids by new address."""
    corrected = [
        Person(pk=known.key, email=change.email or known.email, name=change.name or known.name)
        for _, known, change in looked.taken
        if known and (change.email or change.name)
    ]
    Person.objects.bulk_update(corrected, ["email", "name"])
    record_all(actor=found.by, verb="correct_person", of=corrected)
    return {each.email: each.pk for each in corrected}


def _new_persons(found: RosterImport, looked: Looked, persons: dict[str, UUID]) -> list[Person]:
    """Make whom nobody knows, one for each address; `persons` learns their ids."""
    made = []
    for row, known, change in looked.taken:
        if known or not change.new_roles or row.email in persons:
            continue
        person = Person(email=row.email, name=row.name, is_sample=found.program.is_sample)
        # As set_unusable_password does, in a tenth of its time.
        person.password = UNUSABLE_PASSWORD_PREFIX + token_urlsafe(UNUSABLE_PASSWORD_SUFFIX_LENGTH)
        persons[row.email] = person.pk
        made.append(person)
    insert_all(made)
    return made


def _membership(
    found: RosterImport, person: UUID, role: str, place: Place, *, pk: UUID | None = None
) -> Membership:
    capacity = place.capacity
    if pk is None and role == MembershipRole.GUIDE and capacity is None:
        capacity = found.program.usual_room
    row = Membership(
        program=found.program,
        person_id=person,
        role=role,
        cohort=place.cohort,
        site=place.site,
        capacity=capacity,
        external_id=place.external_id,
        about=place.about,
    )
    row.pk = pk or row.pk
    return row


def _ask(found: RosterImport, known: Known, change: Change) -> str:
    if ask_for_address(program=found.program, person_id=known.key, email=change.asks_for):
        return (
            f"{known.name} signs in with {known.email}, and only they can change that to"
            f" {change.asks_for}. They are asked by mail."
        )
    return f"{known.name} was asked for {change.asks_for} before and keeps {known.email} for now."


def _record(
    found: RosterImport, added: Sequence[Membership], changed: Sequence[Membership]
) -> None:
    for role in MembershipRole:
        of_role = [each for each in added if each.role == role]
        record_all(actor=found.by, verb="add_person", of=of_role, role=role.value)
    record_all(actor=found.by, verb="change_member", of=changed)


def _joining(looked: Looked) -> list[Person]:
    """Persons of other programs who join this one."""
    ids = [known.key for _, known, change in looked.taken if known and change.new_roles]
    here = {person for person, _ in looked.people.memberships}
    return list(Person.objects.filter(pk__in=[pk for pk in ids if pk not in here]))


def _welcome(found: RosterImport, persons: Sequence[Person]) -> None:
    for person in persons:
        queue_mail(
            to=person,
            kind="person_added",
            path=reverse("account_login"),
            key=f"person_added:{found.program_id}:{person.pk}",
        )


@transaction.atomic
def _link_part(found: RosterImport, part_id: UUID, reader: RowReader) -> bool:
    """Set the supervisors that a part names, and forget its rows but for the refused ones."""
    if _locked(found.pk) is None:
        return False
    part = RosterPart.objects.get(pk=part_id)
    refused = {number for number, _ in part.refused}
    if "supervisor_email" in found.to_core().headings:
        rows = [reader.read(*row) for row in part.rows if row[0] not in refused]
        part.noted = [*part.noted, *link_supervisors(by=found.by, program=found.program, rows=rows)]
    part.rows = [row for row in part.rows if row[0] in refused]
    part.save(update_fields=["rows", "noted"])
    return True


@transaction.atomic
def _end(found: RosterImport) -> None:
    written = _locked(found.pk)
    if written is None:
        return
    written.state, written.finished_at = ImportState.DONE, timezone.now()
    written.save(update_fields=["state", "finished_at"])
    totals = {name: number for name, number in written.counts.items() if number}
    record(actor=written.by, verb="list_brought_in", of=written, **totals)
