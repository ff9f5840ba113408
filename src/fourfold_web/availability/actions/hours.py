"""A guide's week, its exceptions, and how they can be booked."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold.scheduling import hours as core
from fourfold.scheduling import rules as core_rules
from fourfold_web.availability.models import BookingRules, HoursException, WeeklyHours
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record

# Enough for every holiday and conference of a year, and little enough to reckon with at each look.
MOST_EXCEPTIONS = 60


@transaction.atomic
def add_hours(*, person: Person, hours: Iterable[core.WeeklyHours]) -> None:
    """Keep these hours beside those that are there; what overlaps or touches becomes one."""
    _lock(person)
    rows = list(person.weekly_hours.all())
    wanted = core.joined([*hours, *(row.to_core() for row in rows)])
    kept = {row.to_core() for row in rows} & set(wanted)
    for row in rows:
        if row.to_core() not in kept:
            row.delete()
    WeeklyHours.objects.bulk_create(
        WeeklyHours(person=person, weekday=each.weekday, start=each.start, end=each.end)
        for each in wanted
        if each not in kept
    )
    record(actor=person, verb="add_hours", of=person, rows=len(wanted))


@transaction.atomic
def remove_hours(*, person: Person, hours: WeeklyHours) -> None:
    """Take one stretch out of the week. What is booked there stays booked."""
    record(actor=person, verb="remove_hours", of=hours)
    hours.delete()


@transaction.atomic
def add_exception(*, person: Person, exception: core.HoursException) -> HoursException:
    """Keep days away or extra hours. FourfoldError when there are too many already."""
    _lock(person)
    to_come = person.hours_exceptions.filter(last__gte=timezone.localdate(timezone=person.zone))
    if to_come.count() >= MOST_EXCEPTIONS:
        raise FourfoldError(f"{MOST_EXCEPTIONS} entries are the most. Remove some first.")
    row = HoursException.objects.create(
        person=person,
        first=exception.first,
        last=exception.last,
        start=exception.start,
        end=exception.end,
    )
    record(actor=person, verb="add_hours_exception", of=row, is_away=exception.is_away)
    return row


@transaction.atomic
def remove_exception(*, person: Person, exception: HoursException) -> None:
    """Let these days be like any other again."""
    record(actor=person, verb="remove_hours_exception", of=exception)
    exception.delete()


@transaction.atomic
def set_rules(*, person: Person, rules: core_rules.BookingRules) -> None:
    """Keep how the guide can be booked, and whether they pause."""
    row, _ = BookingRules.objects.update_or_create(
        person=person,
        defaults={
            "minutes": rules.minutes,
            "gap_minutes": rules.gap_minutes,
            "notice_hours": rules.notice_hours,
            "paused": rules.paused,
        },
    )
    record(actor=person, verb="set_booking_rules", of=row, paused=rules.paused)


def _lock(person: Person) -> None:
    """One change at a time, so that two taps do not write the same hours twice."""
    Person.objects.select_for_update().get(pk=person.pk)
