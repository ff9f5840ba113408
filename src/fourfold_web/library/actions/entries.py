"""A program's own entries: added, changed with revisions, removed."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold.learning.links import link_issues
from fourfold_web.library.conflicts import changed_meanwhile, removed_meanwhile
from fourfold_web.library.models import EntryRevision, OwnEntry
from fourfold_web.people.again import a_minute_ago, one_at_a_time
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.audit import record


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWords:
    """What a director says about a title."""

    title: str
    type: str
    says: str
    makers: str = ""
    link: str = ""
    forms: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    year: int | None = None


@transaction.atomic
def add_entry(*, by: Person, program: Program, words: EntryWords) -> OwnEntry:
    """Add a title to the program's part of the library. Its link is shown, never fetched.

    The same within a minute is one.
    """
    columns = _columns(words)
    one_at_a_time(by)
    lately = program.library_entries.filter(removed_at=None, created_at__gte=a_minute_ago())
    for before in lately:
        if before.newest.by_id == by.pk and _says(before.newest, columns):
            return before
    kept = OwnEntry.objects.create(program=program)
    kept.revisions.create(number=1, by=by, **columns)
    record(actor=by, verb="add_library_entry", of=kept)
    return kept


@transaction.atomic
def change_entry(*, by: Person, entry: OwnEntry, words: EntryWords, seen: int) -> None:
    """Add a revision. `seen` is the number of the one that `by` had before them.

    The same words again change nothing. `Conflict` when somebody else was quicker.
    """
    newest = _locked(entry).newest
    if newest.number != seen:
        raise changed_meanwhile()
    columns = _columns(words)
    if _says(newest, columns):
        return
    entry.revisions.create(number=seen + 1, by=by, **columns)
    record(actor=by, verb="change_library_entry", of=entry, revision=seen + 1)


@transaction.atomic
def remove_entry(*, by: Person, entry: OwnEntry) -> None:
    """Take the title out of the library; its revisions stay on record."""
    locked = _locked(entry)
    locked.removed_at = timezone.now()
    locked.save(update_fields=["removed_at"])
    record(actor=by, verb="remove_library_entry", of=locked)


def _locked(entry: OwnEntry) -> OwnEntry:
    locked = OwnEntry.objects.select_for_update().filter(pk=entry.pk, removed_at=None).first()
    if locked is None:
        raise removed_meanwhile()
    return locked


def _says(revision: EntryRevision, columns: dict) -> bool:
    return all(getattr(revision, name) == value for name, value in columns.items())


def _columns(words: EntryWords) -> dict:
    """The columns of a revision. FourfoldError for a link that cannot be shown."""
    if words.link and (issues := link_issues(words.link)):
        raise FourfoldError(issues[0].message)
    return {**asdict(words), "forms": list(words.forms), "topics": list(words.topics)}
