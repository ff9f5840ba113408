"""The times that a guide and a learner could still agree on."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from fourfold.scheduling.hours import clock_spans
from fourfold.scheduling.repeat import parts
from fourfold.scheduling.rules import first_talk_minutes
from fourfold.scheduling.slots import free_slots as core_free_slots
from fourfold.scheduling.span import Span
from fourfold_web.appointments.models import AppointmentKind, OfficeHours, TimeClaim, WaitingPlace
from fourfold_web.availability.queries import (
    booking_rules_of,
    busy_spans_of,
    has_hours,
    open_spans_of,
)
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership

# How far ahead a page looks for times.
AHEAD = timedelta(weeks=4)


def free_slots(
    guide: Person, learner: Person, *, minutes: int, first: datetime, last: datetime
) -> tuple[Span, ...]:
    """The times in which both are free, within the guide's hours and by the guide's rules."""
    rules = booking_rules_of(guide)
    return core_free_slots(
        open_spans=open_spans_of(guide, first, last),
        busy=busy_of(guide, learner, first=first, last=last),
        minutes=minutes,
        first=first,
        last=last,
        now=timezone.now(),
        gap=rules.gap_minutes,
        notice=timedelta(hours=rules.notice_hours),
    )


def why_none(guide: Person) -> str:
    """Why a guide's next weeks show no free time: “paused”, “no_hours” or “full”."""
    if booking_rules_of(guide).paused:
        return "paused"
    return "full" if has_hours(guide) else "no_hours"


def next_free(guide: Person, learner: Person, *, minutes: int, first: datetime) -> list[datetime]:
    """When the next of these begin, looking as far as a page does."""
    found = free_slots(guide, learner, minutes=minutes, first=first, last=first + AHEAD)
    return [each.start for each in found]


def on_three_days(guide: Person, learner: Person, minutes: int) -> list[datetime]:
    """The next free time of each of three days, on the clock of who looks."""
    days: dict = {}
    for each in next_free(guide, learner, minutes=minutes, first=timezone.now()):
        days.setdefault(timezone.localdate(each), each)
    return list(days.values())[:3]


def office_slots(
    membership: Membership, learner: Person, *, first: datetime, last: datetime
) -> list[Span]:
    """The parts of a guide's office hours that are free for this learner."""
    guide = membership.person
    taken = busy_of(guide, learner, first=first, last=last)
    taken += held_for_others(membership, learner)
    opened = {
        each for block in membership.office_hours.all() for each in _parts(block, first, last)
    }
    return [each for each in sorted(opened) if not _overlaps(each, taken)]


def discovery_slots(
    membership: Membership, learner: Person, *, first: datetime, last: datetime
) -> list[Span]:
    """The free times for a first talk with a guide who offers it."""
    if not hasattr(membership, "discovery_offer"):
        return []
    guide, held = membership.person, held_for_others(membership, learner)
    free = free_slots(guide, learner, minutes=first_talk_minutes(), first=first, last=last)
    return [each for each in free if not _overlaps(each, held)]


def times_of_kind(
    membership: Membership, learner: Person, kind: AppointmentKind, first: datetime | None = None
) -> list[Span]:
    """What this learner could book of one kind from `first` on, as far ahead as a page looks."""
    begin = first or timezone.now()
    find = {AppointmentKind.DISCOVERY: discovery_slots, AppointmentKind.OFFICE_HOURS: office_slots}
    return find[kind](membership, learner, first=begin, last=begin + AHEAD)


def bookable_times(membership: Membership, learner: Person) -> list[Span]:
    """What this learner could book with this guide, soonest first."""
    kinds = (AppointmentKind.OFFICE_HOURS, AppointmentKind.DISCOVERY)
    found = [each for kind in kinds for each in times_of_kind(membership, learner, kind)]
    return sorted(found)


def busy_of(*people: Person, first: datetime, last: datetime) -> list[Span]:
    """What takes these persons' time: their own calendars, and what is booked here."""
    own = [each for person in people for each in busy_spans_of(person, first, last)]
    claims = TimeClaim.objects.filter(person__in=people, starts_at__lt=last, ends_at__gt=first)
    return own + [Span(*each) for each in claims.values_list("starts_at", "ends_at")]


def held_for_others(membership: Membership, learner: Person) -> list[Span]:
    """Times with this guide that are held for somebody else of the waiting list."""
    held = holding(membership).exclude(learner=learner)
    return [Span(*each) for each in held.values_list("held_from", "held_to")]


def holding(membership: Membership) -> QuerySet[WaitingPlace]:
    """The places of a guide's waiting list for whom a time is held right now."""
    return membership.waiting_places.filter(left_at=None, held_until__gt=timezone.now())


def _parts(block: OfficeHours, first: datetime, last: datetime) -> Iterable[Span]:
    """The parts of one block that begin in this stretch, counted from its start."""
    for day in _days(block, first, last):
        for piece in clock_spans(day, block.starts, block.ends, block.zone):
            for part in parts(piece, block.minutes):
                if first <= part.start < last:
                    yield part


def _days(block: OfficeHours, first: datetime, last: datetime):
    """The days of a block on its own calendar that may touch this stretch."""
    if not block.is_weekly:
        yield block.day
        return
    from_day, to_day = (each.astimezone(block.zone).date() for each in (first, last))
    day = max(block.day, from_day)
    day += timedelta(days=(block.day.weekday() - day.weekday()) % 7)
    while day <= to_day:
        yield day
        day += timedelta(weeks=1)


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span.overlaps(each) for each in others)
