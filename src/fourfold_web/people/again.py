"""The second press of one button: the same words again within a minute are no second thing."""

from datetime import datetime, timedelta

from django.utils import timezone

from fourfold_web.people.models import Person

SAME_WITHIN = timedelta(minutes=1)


def a_minute_ago() -> datetime:
    """Since when the same words count as one press."""
    return timezone.now() - SAME_WITHIN


def one_at_a_time(person: Person) -> None:
    """Let presses that arrive together come one after the other, within a transaction."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
