"""Published calendars: read, read again, removed.

The two that read are not atomic as a whole: no row may stay locked while somebody else's server
answers. What they saw is stored in one transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold_web.availability.fetching.addresses import place_of
from fourfold_web.availability.fetching.look import LAST_RESORT, Look, look
from fourfold_web.availability.fetching.problems import CannotReadError
from fourfold_web.availability.models import BusyTime, CalendarReading, CalendarSource
from fourfold_web.jobs.actions import queue_job
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record

REFRESH = "fourfold_web.availability.tasks.refresh_calendar"
MOST_CALENDARS = 3
DAY = timedelta(days=1)
AHEAD = timedelta(days=366)
OLD_AFTER = timedelta(minutes=60)
# An unchanged calendar is read anew now and then, since what repeats in it reaches ever further.
READ_ANEW_AFTER = timedelta(days=7)
# As many as one worker can look at before the next round.
MOST_AT_ONCE = 1_000
SPREAD_OVER = timedelta(minutes=14)
# Who holds the place for longer has died over it.
STALE_AFTER = timedelta(seconds=LAST_RESORT)


class BeingReadError(FourfoldError):
    """One of this person's calendars is being read right now."""


def add_calendar(*, person: Person, url: str) -> CalendarSource:
    """Read a calendar for the first time and keep its busy times.

    CannotReadError when it cannot be read, FourfoldError when the person has enough already;
    nothing is kept then.
    """
    _check_room(person)
    with _alone(person):
        seen = _look(url, zone=person.time_zone, etag="", now=timezone.now())
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        _check_room(person)
        host = place_of(url, allowed=settings.CALENDAR_ALLOWED).host
        source = CalendarSource.objects.create(person=person, url=url.strip(), host=host)
        _keep(source, seen)
        record(actor=person, verb="add_calendar", of=source, busy_times=len(seen.busy or ()))
    return source


def refresh_calendar(*, source_id: UUID, by: Person | None = None) -> None:
    """Look at a calendar again. What was read before stays when that comes to nothing.

    BeingReadError while another look at a calendar of the same person lasts.
    """
    source = CalendarSource.objects.select_related("person").filter(pk=source_id).first()
    if source is None or not source.person.is_active:
        return
    now = timezone.now()
    etag = source.etag if now - source.read_at < READ_ANEW_AFTER else ""
    seen, problem = None, ""
    try:
        with _alone(source.person):
            seen = _look(source.url, zone=source.person.time_zone, etag=etag, now=now)
    except CannotReadError as refused:
        problem = refused.problem.value
    with transaction.atomic():
        # Somebody may have removed it meanwhile.
        source = CalendarSource.objects.select_for_update().filter(pk=source_id).first()
        if source is None:
            return
        is_news = by is not None or source.problem != problem
        source.tried_at, source.problem = now, problem
        if seen:
            source.reached_at = now
            _keep(source, seen)
        source.save()
        # Not each of the looks that a day of every calendar takes.
        if is_news:
            record(actor=by, verb="refresh_calendar", of=source, problem=problem)


@transaction.atomic
def remove_calendar(*, person: Person, source: CalendarSource) -> None:
    """Forget a calendar's address with all of its busy times."""
    record(actor=person, verb="remove_calendar", of=source)
    source.delete()


@transaction.atomic
def queue_due_calendars() -> None:
    """Have the calendars looked at that nobody has looked at for an hour, the longest ago first."""
    now = timezone.now()
    due = CalendarSource.objects.filter(tried_at__lte=now - OLD_AFTER, person__is_active=True)
    found = list(due.order_by("tried_at").values_list("pk", flat=True)[:MOST_AT_ONCE])
    # Counts as looked at from now on, so that the next round does not queue it twice.
    CalendarSource.objects.filter(pk__in=found).update(tried_at=now)
    for number, pk in enumerate(found):
        # Spread out, so that a mail that is queued meanwhile has its turn among them.
        queue_job(REFRESH, not_before=now + SPREAD_OVER * number / len(found), source_id=str(pk))


@contextmanager
def _alone(person: Person) -> Iterator[None]:
    """One look at a time for each person: it holds a thread and a process while it lasts."""
    since = _claim(person)
    try:
        yield
    finally:
        mine = CalendarReading.objects.filter(person=person, reading_since=since)
        mine.update(reading_since=None)


def _claim(person: Person) -> datetime:
    now = timezone.now()
    row, _ = CalendarReading.objects.get_or_create(person=person)
    free = Q(reading_since=None) | Q(reading_since__lte=now - STALE_AFTER)
    if not CalendarReading.objects.filter(free, pk=row.pk).update(reading_since=now):
        raise BeingReadError("A calendar of yours is being read just now. Try again in a moment.")
    return now


def _look(url: str, *, zone: str, etag: str, now: datetime) -> Look:
    return look(
        url,
        zone=zone,
        first=now - DAY,
        last=now + AHEAD,
        etag=etag,
        allowed=settings.CALENDAR_ALLOWED,
    )


def _keep(source: CalendarSource, seen: Look) -> None:
    """Put what was seen in the place of what was there; an unchanged calendar keeps its rows."""
    if seen.busy is None:
        return
    source.etag, source.read_at = seen.etag, timezone.now()
    source.save(update_fields=["etag", "read_at"])
    source.busy_times.all().delete()
    BusyTime.objects.bulk_create(
        [
            BusyTime(source=source, person_id=source.person_id, start=each.start, end=each.end)
            for each in seen.busy
        ],
        batch_size=2_000,
    )


def _check_room(person: Person) -> None:
    if person.calendar_sources.count() >= MOST_CALENDARS:
        raise FourfoldError(f"{MOST_CALENDARS} calendars are the most. Remove one first.")
