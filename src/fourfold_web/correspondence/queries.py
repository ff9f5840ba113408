"""Reads of the outbox, and of what people want to hear."""

from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfoNotFoundError

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from fourfold.scheduling.quiet import next_list_at
from fourfold_web.correspondence.kinds import DIGEST, nudge_kinds
from fourfold_web.correspondence.models import (
    CalendarAnswer,
    CalendarEntry,
    MailPreferences,
    OutgoingMail,
)
from fourfold_web.jobs.actions import REST
from fourfold_web.people.models import Person

WEEK = timedelta(days=7)
# A mail whose job still lives fails again within the longest rest of a job.
GIVEN_UP_AFTER = max(REST) + timedelta(minutes=15)
UNDELIVERABLE_AFTER = timedelta(days=3)
MOST_A_ROUND = 500
MOST_LISTS = 1_000
# How long a person is told of a mail that could not be delivered.
TOLD_FOR = timedelta(days=30)


def preferences_of(person: Person) -> MailPreferences:
    """How the person wants to hear from the site; the usual, unsaved, when they never chose."""
    found = MailPreferences.objects.filter(person=person).first()
    return found or MailPreferences(person=person)


def who_want(kind: str, persons: QuerySet[Person]) -> list[Person]:
    """Those of `persons` who asked for this kind of mail."""
    # Asked in Python, since not every database looks inside of a list.
    asked = MailPreferences.objects.filter(person__in=persons).select_related("person")
    return [each.person for each in asked if kind in each.wanted_kinds]


def names_partner(person: Person) -> bool:
    """Whether this person's calendar may show the name of the one they meet."""
    return preferences_of(person).names_partner


def is_overtaken(entry: CalendarEntry) -> bool:
    """Whether a newer invitation to the same meeting waits for, or went to, the same person."""
    return _same_meeting(entry).filter(sequence__gt=entry.sequence).exists()


def older_entry_is_leaving(entry: CalendarEntry, *, since: datetime) -> bool:
    """Whether a worker is handing over an older invitation to the same meeting."""
    older = _same_meeting(entry).filter(sequence__lt=entry.sequence)
    return older.filter(mail__sending_since__gt=since).exists()


def _same_meeting(entry: CalendarEntry):
    return CalendarEntry.objects.filter(uid=entry.uid, mail__to=entry.mail.to_id)


def nudges_this_week(mail: OutgoingMail, now: datetime) -> int:
    """How many other nudges went to the same person in seven days, or are going right now."""
    kinds = [kind.name for kind in nudge_kinds() if kind.name != DIGEST]
    recent = Q(sent_at__gt=now - WEEK) | Q(sent_at=None, sending_since__isnull=False)
    others = OutgoingMail.objects.filter(recent, to=mail.to_id, kind__in=kinds)
    return others.exclude(pk=mail.pk).count()


def held_nudges() -> QuerySet[OutgoingMail]:
    """The nudges that wait for a weekly list."""
    return OutgoingMail.objects.filter(held_since__isnull=False, dropped_at=None, sent_at=None)


def people_whose_list_is_due(now: datetime) -> list[Person]:
    """Whoever has nudges held for a weekly list whose hour has come; at most a round of them.

    Looked at with everybody's preferences at once. Whose day is to come takes nobody's place.
    """
    first = held_nudges().filter(to=OuterRef("pk")).order_by("held_since").values("held_since")[:1]
    people = (
        Person.objects.filter(pk__in=held_nudges().values("to"))
        .select_related("mail_preferences")
        .annotate(held_since=Subquery(first))
        .order_by("held_since")
    )
    return list(islice((each for each in people if _list_is_due(each, now)), MOST_LISTS))


def _list_is_due(person: Person, now: datetime) -> bool:
    wishes = getattr(person, "mail_preferences", None) or MailPreferences()
    try:
        since = person.held_since.astimezone(person.zone)
    except ZoneInfoNotFoundError:
        # A zone that this server's data no longer know fails on its turn, and holds up nobody.
        return True
    return next_list_at(wishes.list_day, wishes.quiet_hours, after=since) <= now


def mails_to_try_again(now: datetime) -> tuple[list[UUID], list[UUID]]:
    """The mails whose jobs have given up: those past hope, and those to try again."""
    quiet_since = now - GIVEN_UP_AFTER
    to_go = OutgoingMail.objects.filter(sent_at=None, dropped_at=None, undeliverable_at=None)
    never_claimed = Q(failed_at=None, sending_since=None, created_at__lte=quiet_since)
    forgotten = to_go.filter(
        Q(failed_at__lte=quiet_since)
        | Q(failed_at=None, sending_since__lte=quiet_since)
        # Nudges may wait on purpose.
        | (never_claimed & ~Q(kind__in=[kind.name for kind in nudge_kinds()]))
    )
    old = forgotten.filter(created_at__lte=now - UNDELIVERABLE_AFTER)
    young = forgotten.filter(created_at__gt=now - UNDELIVERABLE_AFTER)
    return tuple(
        list(each.order_by("created_at").values_list("pk", flat=True)[:MOST_A_ROUND])
        for each in (old, young)
    )


def undelivered_to(person: Person) -> OutgoingMail | None:
    """The latest mail of the last weeks that could not be delivered, unless a later one was."""
    mails = OutgoingMail.objects.filter(to=person)
    # One that went to another address says nothing about this one.
    lost = mails.filter(undeliverable_at__gt=timezone.now() - TOLD_FOR, address="")
    latest = lost.order_by("-undeliverable_at").first()
    if latest and mails.filter(sent_at__gt=latest.undeliverable_at).exists():
        return None
    return latest


def calendar_answers(uid: str) -> dict[UUID, str]:
    """What calendars answered to one meeting: accepted, declined or tentative, by person."""
    return dict(CalendarAnswer.objects.filter(uid=uid).values_list("person_id", "answer"))
