"""The weekly list: one mail in place of the reminders that were one too many."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from django.db import transaction

from fourfold.scheduling.quiet import next_list_at
from fourfold_web.correspondence.actions.queue import queue_mail
from fourfold_web.correspondence.kinds import DIGEST
from fourfold_web.correspondence.models import Dropped, OutgoingMail
from fourfold_web.correspondence.queries import held_nudges, preferences_of
from fourfold_web.people.models import Person
from fourfold_web.shared.addresses import address


def send_weekly_lists(*, now: datetime) -> int:
    """Queue the list of everybody whose day it is; returns how many."""
    people = groupby(held_nudges(), key=lambda mail: mail.to)
    return sum(_send_list(person, list(held), now) for person, held in people)


@transaction.atomic
def _send_list(person: Person, held: Sequence[OutgoingMail], now: datetime) -> bool:
    wishes = preferences_of(person)
    since = held[0].held_since.astimezone(person.zone)
    if next_list_at(wishes.list_day, wishes.quiet_hours, after=since) > now:
        return False
    day = now.astimezone(person.zone).date()
    weekly = queue_mail(
        to=person, kind=DIGEST, path=address("home"), key=f"{DIGEST}:{person.pk}:{day}"
    )
    # Two workers may look at once: whoever comes second finds nothing left to tell.
    still_held = OutgoingMail.objects.filter(pk__in=[mail.pk for mail in held], dropped_at=None)
    still_held.update(told_in=weekly, dropped_at=now, dropped_because=Dropped.LISTED)
    return True
