"""Calendar entries as text: what an invitation, its update, its end and a feed consist of.

Times stand in UTC without a table of time zones, since some calendar programs misread such tables
and shift meetings by an hour. Titles are neutral: assistants and colleagues see calendars.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vDuration, vText

from fourfold.issues import FourfoldError, unknown

METHODS = ("REQUEST", "CANCEL", "PUBLISH")
NEUTRAL_SUMMARY = "Fourfold session"
# How often a calendar program may ask a feed again.
ASK_AGAIN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Invitation:
    """One entry of a calendar. `sequence` grows with each change of the same `uid`.

    `with_name` is shown only to readers who asked for it. `path` is the page of the meeting.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    method: str = "REQUEST"
    summary: str = NEUTRAL_SUMMARY
    with_name: str = ""
    path: str = ""

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise FourfoldError(unknown("method of an invitation", self.method, METHODS))
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise FourfoldError("The times of an invitation need a time zone, such as UTC.")
        if self.ends_at <= self.starts_at:
            raise FourfoldError("An invitation must end after it starts.")


def calendar_text(
    entries: Sequence[Invitation],
    *,
    method: str,
    attendee: str = "",
    stamp: datetime | None = None,
) -> str:
    """The entries as one iCalendar file with CRLF and folded lines.

    `attendee` is the address of the one person who is invited, or was; a feed names nobody.
    `stamp` is when this was written, now unless given.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Fourfold//Fourfold//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if method == "PUBLISH":
        _add_feed_lines(calendar)
    for entry in entries:
        calendar.add_component(_event(entry, method, attendee, stamp or timezone.now()))
    return calendar.to_ical().decode("utf-8")


def organizer_address() -> str:
    """The mail address that invitations come from and answers to them go to."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _add_feed_lines(calendar: Calendar) -> None:
    calendar.add("x-wr-calname", "Fourfold")
    calendar.add("refresh-interval", vDuration(ASK_AGAIN_AFTER), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vText(vDuration(ASK_AGAIN_AFTER).to_ical().decode()))


def _event(entry: Invitation, method: str, attendee: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("summary", _summary(entry))
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("organizer", _organizer())
    if attendee:
        event.add("attendee", _attendee(attendee, asked=method == "REQUEST"))
    if entry.path and method != "CANCEL":
        # Some programs show no URL of an entry; the words beside the time show it in all.
        event.add("url", settings.BASE_URL + entry.path)
        event.add("description", f"Your page for this meeting: {settings.BASE_URL}{entry.path}")
    return event


def _summary(entry: Invitation) -> str:
    return f"{entry.summary} with {entry.with_name}" if entry.with_name else entry.summary


def _organizer() -> vCalAddress:
    organizer = vCalAddress(f"mailto:{organizer_address()}")
    organizer.params["CN"] = vText("Fourfold")
    return organizer


def _attendee(address: str, *, asked: bool) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("TRUE" if asked else "FALSE")
    return attendee
