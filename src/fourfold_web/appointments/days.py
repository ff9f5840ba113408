"""Free times as a page lists them: by day, in the zone of who reads, a few days at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from fourfold.scheduling.span import Span

MOST_DAYS = 5
FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its free times."""

    date: date
    times: tuple[Span, ...]


def by_day(spans: Iterable[Span]) -> tuple[list[Day], date | None]:
    """The first days with free times, and the day on which the next page goes on, if any."""
    days: dict[date, list[Span]] = {}
    for each in spans:
        days.setdefault(timezone.localdate(each.start), []).append(each)
    shown = [Day(day, tuple(times)) for day, times in days.items()]
    later = shown[MOST_DAYS].date if len(shown) > MOST_DAYS else None
    return shown[:MOST_DAYS], later


def first_moment(wanted: str) -> datetime:
    """Where a page begins: at the start of the day that its address names, never in the past."""
    now = timezone.now()
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        return now
    here = timezone.get_current_timezone()
    return min(max(now, datetime.combine(day, time(), tzinfo=here)), now + FURTHEST)


def moment_in(typed: str, spans: Iterable[Span]) -> datetime | None:
    """The free time that somebody tapped, or None when it is not among these any more."""
    try:
        wanted = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return next((each.start for each in spans if each.start == wanted), None)


def zone_in_words() -> str:
    """The reader's time zone: “America/New York”."""
    return timezone.get_current_timezone_name().replace("_", " ")
