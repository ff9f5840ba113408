"""Fifty people at one time of one guide: exactly one gets it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from fourfold_web.appointments.conflicts import TimeTaken
from fourfold_web.appointments.models import Appointment, TimeClaim
from fourfold_web.correspondence.models import OutgoingMail
from tests.cast import person

MANY = 50


def outcomes_of(book, learners) -> list[str]:
    """How booking the same time went for each of them, all in the same moment."""
    ready = Barrier(len(learners))

    def wants(learner) -> str:
        ready.wait()
        try:
            book(learner=learner)
        except TimeTaken:
            return "taken"
        finally:
            connection.close()
        return "booked"

    with ThreadPoolExecutor(len(learners)) as threads:
        return sorted(threads.map(wants, learners))


@pytest.mark.parametrize("_round", range(3))
@pytest.mark.django_db(transaction=True)
def test_one_time_is_booked_by_exactly_one_of_fifty(cast, book, _round):
    learners = [person(f"Learner{number} Many") for number in range(MANY)]

    outcomes = outcomes_of(book, learners)

    assert outcomes == ["booked"] + ["taken"] * (MANY - 1)
    assert (Appointment.objects.count(), TimeClaim.objects.count()) == (1, 2)
    assert OutgoingMail.objects.filter(kind="session_planned").count() == 2
