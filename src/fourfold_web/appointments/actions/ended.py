"""Times of pairs that have ended: whoever ends a pair knows nothing of its appointments."""

from contextlib import suppress

from django.utils import timezone

from fourfold_web.appointments.actions.book import free_appointment
from fourfold_web.appointments.models import Appointment
from fourfold_web.appointments.queries import STANDING
from fourfold_web.jobs.rounds import each_alone
from fourfold_web.shared.conflict import Conflict


def free_times_of_ended_pairs() -> None:
    """Give back what such pairs still hold, one at a time; both calendars follow."""
    held = Appointment.objects.filter(
        STANDING, engagement__ended_at__isnull=False, starts_at__gt=timezone.now()
    )
    each_alone(held.iterator(), _free)


def _free(held: Appointment) -> None:
    # Somebody may have called it off in this very moment.
    with suppress(Conflict):
        free_appointment(appointment=held)
