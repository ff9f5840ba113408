"""The weekly list: one mail in place of the reminders that were one too many."""

from datetime import datetime

from django.db import transaction

from fourfold_web.correspondence.actions.queue import queue_mail
from fourfold_web.correspondence.kinds import DIGEST
from fourfold_web.correspondence.models import Dropped
from fourfold_web.correspondence.queries import held_nudges, people_whose_list_is_due
from fourfold_web.jobs.rounds import each_alone
from fourfold_web.people.models import Person
from fourfold_web.shared.addresses import address


def send_weekly_lists(*, now: datetime) -> int:
    """Queue the list of everybody whose day it is; returns how many.

    One list that fails holds up none of the others; the first error is raised at the end.
    """
    people = people_whose_list_is_due(now)
    each_alone(people, lambda person: _send_list(person, now))
    return len(people)


@transaction.atomic
def _send_list(person: Person, now: datetime) -> None:
    day = now.astimezone(person.zone).date()
    weekly = queue_mail(
        to=person, kind=DIGEST, path=address("home"), key=f"{DIGEST}:{person.pk}:{day}"
    )
    # Two workers may look at once: whoever comes second finds nothing left to tell.
    held_nudges().filter(to=person).update(
        told_in=weekly, dropped_at=now, dropped_because=Dropped.LISTED
    )
