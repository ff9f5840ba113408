"""Hours of a wall clock as moments: a guide's week, with days away and extra hours.

An hour that the clock jumps over is skipped; one that the clock shows twice counts once, as the
first of the two.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fourfold.issues import FourfoldError
from fourfold.scheduling.span import Span, minus, union, within

MIDNIGHT = time(0)
DAY = timedelta(days=1)
# Further than any zone lies from UTC, in either direction.
FARTHEST = timedelta(hours=27)
# Closer to either end of the calendar, a moment of the day may have no date in another zone.
FIRST_DAY, LAST_DAY = date.min + 3 * DAY, date.max - 3 * DAY


@dataclass(frozen=True, slots=True, order=True)
class WeeklyHours:
    """Hours of each week. `weekday` 0 is Monday; an `end` at 00:00 is the end of the day."""

    weekday: int
    start: time
    end: time

    def __post_init__(self) -> None:
        if self.weekday not in range(7):
            raise FourfoldError(f"A weekday is 0 (Monday) to 6 (Sunday), not {self.weekday}.")
        _check_clock(self.start, self.end)


@dataclass(frozen=True, slots=True)
class HoursException:
    """Days that are unlike the week: away when `start` and `end` are None, else extra hours.

    Both days belong to it. Being away wins over extra hours.
    """

    first: date
    last: date
    start: time | None = None
    end: time | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise FourfoldError(
                f"The last day is not before the first; {self.last} is before {self.first}."
            )
        if (self.start is None) != (self.end is None):
            raise FourfoldError("Extra hours need a start and an end; days away have neither.")
        if self.start is not None and self.end is not None:
            _check_clock(self.start, self.end)

    @property
    def is_away(self) -> bool:
        """Whether nobody can be met on these days."""
        return self.start is None


def hours_between(
    weekly: Iterable[WeeklyHours],
    exceptions: Iterable[HoursException],
    *,
    zone: ZoneInfo,
    first: datetime,
    last: datetime,
) -> tuple[Span, ...]:
    """The open spans between two moments, in UTC, joined and in order."""
    week, unusual = tuple(weekly), tuple(exceptions)
    open_spans: list[Span] = []
    away: list[Span] = []
    for on in _days(first.astimezone(zone).date(), last.astimezone(zone).date()):
        open_spans += _of_day(on, week, unusual, zone)
        if any(each.is_away and each.first <= on <= each.last for each in unusual):
            away += clock_spans(on, MIDNIGHT, MIDNIGHT, zone)
    return within(minus(open_spans, away), first, last)


def joined(weekly: Iterable[WeeklyHours]) -> tuple[WeeklyHours, ...]:
    """The same hours with those that overlap or touch as one, by day and start."""
    found: list[WeeklyHours] = []
    for hours in sorted(weekly):
        last = found[-1] if found else None
        if (
            last
            and last.weekday == hours.weekday
            and (last.end == MIDNIGHT or hours.start <= last.end)
        ):
            found[-1] = WeeklyHours(last.weekday, last.start, _later(last.end, hours.end))
        else:
            found.append(hours)
    return tuple(found)


def clock_spans(on: date, start: time, end: time, zone: ZoneInfo) -> tuple[Span, ...]:
    """The moments of a day at which its clock shows `start` up to `end`, each shown time once.

    None on the few days at either end of the calendar.
    """
    if not FIRST_DAY <= on <= LAST_DAY:
        return ()
    begins = datetime.combine(on, start)
    ends = datetime.combine(on, end) if end > start else datetime.combine(on + DAY, MIDNIGHT)
    before, after = _offset(begins - FARTHEST, zone), _offset(ends + FARTHEST, zone)
    if before == after:
        return (_span(begins - before, ends - before),)
    change = _change(begins - FARTHEST, ends + FARTHEST, before, zone)
    # What the clock showed before it was set back is not offered again.
    fresh = change + max(before - after, timedelta(0))
    pieces = (
        (begins - before, min(ends - before, change)),
        (max(begins - after, fresh), ends - after),
    )
    return union(_span(start, end) for start, end in pieces if start < end)


def _later(one: time, other: time) -> time:
    """The later of two ends of hours; 00:00 is the end of the day."""
    return MIDNIGHT if MIDNIGHT in (one, other) else max(one, other)


def _of_day(
    on: date, week: Iterable[WeeklyHours], unusual: Iterable[HoursException], zone: ZoneInfo
) -> Iterator[Span]:
    for hours in week:
        if hours.weekday == on.weekday():
            yield from clock_spans(on, hours.start, hours.end, zone)
    for extra in unusual:
        if extra.start is not None and extra.end is not None and extra.first <= on <= extra.last:
            yield from clock_spans(on, extra.start, extra.end, zone)


def _days(first: date, last: date) -> Iterator[date]:
    """Each day, with one before them: its hours may reach into the first."""
    for number in range(-1, (last - first).days + 1):
        yield first + timedelta(days=number)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    """How far the zone's clock is ahead at a moment in UTC, written without a zone."""
    return moment.replace(tzinfo=UTC).astimezone(zone).utcoffset() or timedelta(0)


def _change(low: datetime, high: datetime, before: timedelta, zone: ZoneInfo) -> datetime:
    """The moment at which the clock is set anew, found by halving."""
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if _offset(middle, zone) == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def _span(start: datetime, end: datetime) -> Span:
    return Span(start.replace(tzinfo=UTC), end.replace(tzinfo=UTC))


def _check_clock(start: time, end: time) -> None:
    if start.tzinfo or end.tzinfo:
        raise FourfoldError("Hours of a wall clock have no time zone; the zone is given with them.")
    if end != MIDNIGHT and end <= start:
        raise FourfoldError(
            f"Hours end after they start; {end:%H:%M} is not after {start:%H:%M}."
            " Split hours that go past midnight."
        )
