"""Who reads and writes a program's part of the library: asks the core's policy."""

from django.db.models import QuerySet

from fourfold_web.library.models import NewsItem, OwnEntry
from fourfold_web.people.models import Person
from fourfold_web.programs.access import programs_granting

DATUM = "program_library"


def own_entries_visible_to(person: Person) -> QuerySet[OwnEntry]:
    """The entries that the programs of `person` have added and not removed."""
    programs = programs_granting(person, DATUM, "read")
    return OwnEntry.objects.filter(program__in=programs, removed_at=None)


def own_entries_written_by(person: Person) -> QuerySet[OwnEntry]:
    """Of these, the ones that `person` may change."""
    return own_entries_visible_to(person).filter(
        program__in=programs_granting(person, DATUM, "write")
    )


def news_visible_to(person: Person) -> QuerySet[NewsItem]:
    """The news of the programs of `person`, the newest first."""
    return NewsItem.objects.filter(program__in=programs_granting(person, DATUM, "read"))


def news_written_by(person: Person) -> QuerySet[NewsItem]:
    """Of these, the news that `person` may take off the page."""
    return news_visible_to(person).filter(program__in=programs_granting(person, DATUM, "write"))
