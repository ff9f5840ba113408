"""Shared by the tests of agreed times."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from fourfold_web.appointments import actions
from fourfold_web.appointments.models import AppointmentKind

# Ten in the morning in Chicago, the time zone of the cast; always ahead.
TEN = datetime(timezone.now().year + 1, 7, 1, 15, 0, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def book(cast):
    """`book(guide, learner, at)`: half an hour of these two, ten in the morning by default."""

    def booked(guide=cast.gita, learner=cast.lena, at=TEN):
        return actions.book_appointment(
            by=learner,
            program=cast.program,
            guide=guide,
            learner=learner,
            kind=AppointmentKind.DISCOVERY,
            starts_at=at,
            minutes=30,
        )

    return booked
