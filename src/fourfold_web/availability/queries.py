"""When a person can be met and when not, as spans for whoever looks for a time."""

from datetime import datetime
from hashlib import sha256

from django.db.models import Count, Max, QuerySet

from fourfold.scheduling.hours import hours_between
from fourfold.scheduling.rules import BookingRules as Rules
from fourfold.scheduling.rules import usual_rules
from fourfold.scheduling.span import Span
from fourfold_web.availability.models import BookingRules, BusyTime, CalendarFeed
from fourfold_web.people.models import Person


def booking_rules_of(person: Person) -> Rules:
    """How this guide can be booked; the usual rules until they set their own."""
    row = BookingRules.objects.filter(person=person).first()
    return row.to_core() if row else usual_rules()


def open_spans_of(person: Person, first: datetime, last: datetime) -> tuple[Span, ...]:
    """The guide's own hours between two moments, days away left out; none while they pause."""
    if booking_rules_of(person).paused:
        return ()
    from_day, to_day = (each.astimezone(person.zone).date() for each in (first, last))
    exceptions = person.hours_exceptions.filter(last__gte=from_day, first__lte=to_day)
    return hours_between(
        [each.to_core() for each in person.weekly_hours.all()],
        [each.to_core() for each in exceptions],
        zone=person.zone,
        first=first,
        last=last,
    )


def busy_spans_of(person: Person, first: datetime, last: datetime) -> tuple[Span, ...]:
    """What the person's published calendars mark as busy between two moments."""
    found = BusyTime.objects.filter(person=person, end__gt=first, start__lt=last)
    return tuple(Span(*each) for each in found.values_list("start", "end"))


def has_hours(person: Person) -> bool:
    """Whether this guide has said at all when they can be met."""
    return person.weekly_hours.exists() or person.hours_exceptions.exclude(start=None).exists()


def feed_of(secret: str) -> CalendarFeed | None:
    """The feed with this secret, of a person who may still sign in.

    Looked up by the secret's hash, so that the time it takes tells nothing about it.
    """
    feeds = CalendarFeed.objects.select_related("person")
    return feeds.filter(secret_hash=hash_of(secret), person__is_active=True).first()


def hash_of(secret: str) -> str:
    """What a feed is found by."""
    return sha256(secret.encode()).hexdigest()


def sources_with_counts(person: Person) -> QuerySet:
    """The person's calendars with how many busy times each holds."""
    return person.calendar_sources.annotate(
        busy_count=Count("busy_times"), busy_until=Max("busy_times__end")
    )
