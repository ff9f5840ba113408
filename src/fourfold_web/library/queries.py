"""What the pages of the library read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from fourfold.learning.library import LibraryEntry, entries
from fourfold_web.library.access import own_entries_visible_to
from fourfold_web.library.link_check import Answer
from fourfold_web.library.models import LinkReport, LinkResult, MailedEntry, OwnEntry
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.addresses import address

SENT_FOR = timedelta(days=30)
MOST_SENT = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """One title on a page: its entry, its address, and the program that added it, if one did."""

    entry: LibraryEntry
    url: str
    program: str = ""
    program_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A title that somebody mailed to the reader."""

    shown: Shown
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LinkState:
    """One look at the links: how many are done, what they answered, whether none could be asked."""

    report: LinkReport
    results: list[LinkResult]
    total: int

    @property
    def broken(self) -> list[LinkResult]:
        """The links that did not lead to a page."""
        return [each for each in self.results if not Answer(each.answer).is_good]

    @property
    def is_offline(self) -> bool:
        """Whether no server at all was reached, so that the site itself may be cut off."""
        return bool(self.results) and all(Answer(each.answer).is_silence for each in self.results)


def all_shown(person: Person) -> list[Shown]:
    """Everything in the library of `person`: their programs' own entries first."""
    own = own_entries_visible_to(person).select_related("program").prefetch_related("revisions")
    return [*(shown_of_own(each) for each in own), *(shown_of(each) for each in entries())]


def shown_of(entry: LibraryEntry) -> Shown:
    """A title of the core with its address."""
    return Shown(entry, f"{address('library:library')}entries/{entry.key}/")


def shown_of_own(own: OwnEntry) -> Shown:
    """A title that a program added, with its address."""
    place = address("library:own_entry", own.pk)
    return Shown(own.to_core(), place, own.program.name, own.program_id)


def sent_to(person: Person, *, now: datetime) -> list[Sent]:
    """The titles that others mailed to `person` lately and that are still there."""
    lately = person.entries_mailed_to.exclude(by=person).filter(at__gte=now - SENT_FOR)
    known = {each.entry.key: each for each in all_shown(person)}
    rows = lately.select_related("by")[: 2 * MOST_SENT]
    found = [Sent(known[row.entry], row.by.name, row.at) for row in rows if row.entry in known]
    return found[:MOST_SENT]


def sent_by(person: Person, *, since: datetime) -> int:
    """How many titles `person` has mailed on since a moment."""
    return MailedEntry.objects.filter(by=person, at__gte=since).count()


def entries_with_link(program: Program) -> list[LibraryEntry]:
    """The titles whose links a report of this program looks at, its own first."""
    own = program.library_entries.filter(removed_at=None).prefetch_related("revisions")
    return [each for each in (*(row.to_core() for row in own), *entries()) if each.link]


def link_state(program: Program) -> LinkState | None:
    """The newest look at the links of a program; None before the first."""
    report = program.link_reports.first()
    if report is None:
        return None
    results = list(report.results.all())
    total = len(results) if report.finished_at else len(entries_with_link(program))
    return LinkState(report, results, total)


def revisions_of(own: OwnEntry) -> QuerySet:
    """The revisions of an own entry, the newest first."""
    return own.revisions.select_related("by").order_by("-number")


def link_report(report_id: UUID) -> LinkReport | None:
    """A look that is not finished; None when it is or does not exist."""
    return (
        LinkReport.objects.select_related("program").filter(pk=report_id, finished_at=None).first()
    )
