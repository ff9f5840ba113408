"""From the text of a calendar to its busy times. Titles, places and people are not looked at."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Component
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from fourfold.issues import FourfoldError
from fourfold.scheduling.span import Span, union, within
from fourfold_web.availability.fetching.problems import CannotReadError, Problem

MOST = 20_000
# Where people work or travel while they can be met.
NOT_BUSY = {"FREE", "WORKINGELSEWHERE"}


def busy_times(
    content: bytes, *, zone: ZoneInfo, first: datetime, last: datetime
) -> tuple[Span, ...]:
    """What the calendar marks as busy between two moments, joined.

    Times without a zone are those of the calendar's own zone, else of `zone`, its owner's; a whole
    day is a day there. CannotReadError for what is no calendar.
    """
    if b"BEGIN:VCALENDAR" not in content[:2_000].upper():
        is_page = b"<html" in content[:2_000].lower() or content.lstrip()[:1] == b"<"
        raise CannotReadError(Problem.WEB_PAGE if is_page else Problem.UNREADABLE)
    if b"END:VCALENDAR" not in content[-2_000:].upper():
        # Broken off: what is missing would count as free.
        raise CannotReadError(Problem.UNREADABLE)
    try:
        calendars = Calendar.from_ical(content, multiple=True)
        found = list(islice(_spans(calendars, zone, first, last), MOST + 1))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError) as broken:
        # Whatever the two libraries stumble over: what the file says is not of our making.
        raise CannotReadError(Problem.UNREADABLE) from broken
    if len(found) > MOST:
        raise CannotReadError(Problem.TOO_MANY)
    return within(union(found), first, last)


def _spans(
    calendars: Iterable[Component], zone: ZoneInfo, first: datetime, last: datetime
) -> Iterator[Span]:
    for calendar in calendars:
        own = _own_zone(calendar) or zone
        query = recurring_ical_events.of(calendar, skip_bad_series=True)
        for event in query.between(first, last):
            if _is_busy(event):
                yield from _span(event.start, event.end, own)
        for answer in calendar.walk("VFREEBUSY"):
            yield from _free_busy(answer, own)


def _own_zone(calendar: Component) -> ZoneInfo | None:
    """The zone that a calendar names for itself, with Windows names put into the usual ones.

    One that nobody knows is taken out, since the expansion of recurrences would stumble over it.
    """
    named = str(calendar.get("X-WR-TIMEZONE", ""))
    name = WINDOWS_TO_OLSON.get(named, named)
    try:
        found = ZoneInfo(name) if name else None
    except (ValueError, KeyError, OSError):
        found = None
    if found:
        calendar["X-WR-TIMEZONE"] = name
    else:
        calendar.pop("X-WR-TIMEZONE", None)
    return found


def _is_busy(event: Component) -> bool:
    said = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
    return (
        str(event.get("STATUS", "")).upper() != "CANCELLED"
        and str(event.get("TRANSP", "")).upper() != "TRANSPARENT"
        and said not in NOT_BUSY
    )


def _free_busy(answer: Component, zone: ZoneInfo) -> Iterator[Span]:
    periods = answer.get("FREEBUSY", [])
    for period in periods if isinstance(periods, list) else [periods]:
        if str(period.params.get("FBTYPE", "BUSY")).upper() != "FREE":
            yield from _span(period.start, period.end, zone)


def _span(start: date, end: date, zone: ZoneInfo) -> Iterator[Span]:
    """The stretch of an event; one without length takes no time."""
    try:
        yield Span(_moment(start, zone), _moment(end, zone))
    except FourfoldError:
        return


def _moment(at: date, zone: ZoneInfo) -> datetime:
    whole_day = not isinstance(at, datetime)
    moment = datetime.combine(at, time()) if whole_day else at
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
