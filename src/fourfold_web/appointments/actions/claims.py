"""The claims on two people's time: taken and released under a lock on both."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from fourfold_web.appointments.conflicts import taken
from fourfold_web.appointments.models import Appointment, TimeClaim
from fourfold_web.appointments.slots import next_free
from fourfold_web.people.models import Person

# How many other times a person is told of whose time is gone.
OFFERED = 3


def claim(appointment: Appointment) -> None:
    """Take the time of both; `TimeTaken` with the next free times when either has it no more.

    Both persons are locked first, always in the same order, so that of fifty who want one time
    each waits for those before it. On PostgreSQL the constraint on the claims stands behind this.
    """
    parties = sorted([appointment.guide_id, appointment.learner_id])
    lock_persons(parties)
    if claims_on(parties, appointment.starts_at, appointment.ends_at).exists():
        raise not_free(appointment)
    try:
        with transaction.atomic():
            TimeClaim.objects.bulk_create(_claim_of(appointment, each) for each in parties)
    except IntegrityError as twice:
        raise not_free(appointment) from twice


def release(appointment: Appointment) -> None:
    """Give the time back to both."""
    appointment.claims.all().delete()


def lock_persons(ids: list[UUID]) -> None:
    """Make bookings of these persons take turns until the caller's transaction ends.

    Their other rows can still be written: the key of a locked person stays readable.
    """
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))


def claims_on(ids: list[UUID], starts_at: datetime, ends_at: datetime):
    """What takes any part of this stretch from any of these persons."""
    return TimeClaim.objects.filter(person__in=ids, starts_at__lt=ends_at, ends_at__gt=starts_at)


def not_free(appointment: Appointment):
    """The `TimeTaken` of an appointment that cannot be booked so."""
    around = max(appointment.starts_at - timedelta(days=1), timezone.now())
    free = next_free(
        appointment.guide, appointment.learner, minutes=appointment.minutes, first=around
    )
    return taken(free[:OFFERED])


def _claim_of(appointment: Appointment, person_id: UUID) -> TimeClaim:
    return TimeClaim(
        appointment=appointment,
        person_id=person_id,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
    )
