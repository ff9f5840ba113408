"""The secret address of a person's own calendar."""

from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone

from fourfold_web.availability.models import CalendarFeed
from fourfold_web.availability.queries import hash_of
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record


@transaction.atomic
def make_feed(*, person: Person) -> CalendarFeed:
    """A new address; one that was there before ends at once."""
    secret = token_urlsafe(32)
    feed, _ = CalendarFeed.objects.update_or_create(
        person=person,
        defaults={"secret": secret, "secret_hash": hash_of(secret), "made_at": timezone.now()},
    )
    record(actor=person, verb="make_calendar_feed", of=feed)
    return feed


@transaction.atomic
def remove_feed(*, person: Person) -> None:
    """End the address. Doing it twice changes nothing."""
    for feed in CalendarFeed.objects.filter(person=person):
        record(actor=person, verb="remove_calendar_feed", of=feed)
        feed.delete()
