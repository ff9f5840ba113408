"""What a guide opens for learners to book straight: office hours and first talks."""

from datetime import date, time

from django.db import transaction

from fourfold_web.appointments.actions.waiting import hold_for_who_waits
from fourfold_web.appointments.models import DiscoveryOffer, OfficeHours
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership
from fourfold_web.shared.audit import record


@transaction.atomic
def open_office_hours(
    *,
    guide: Person,
    membership: Membership,
    day: date,
    is_weekly: bool,
    starts: time,
    ends: time,
    minutes: int,
) -> OfficeHours:
    """Open a stretch of one day, or of that weekday from then on, on the guide's present clock."""
    opened = OfficeHours.objects.create(
        membership=membership,
        day=day,
        is_weekly=is_weekly,
        starts=starts,
        ends=ends,
        minutes=minutes,
        time_zone=guide.time_zone,
    )
    record(actor=guide, verb="open_office_hours", of=opened, weekly=is_weekly, minutes=minutes)
    hold_for_who_waits(membership=membership)
    return opened


@transaction.atomic
def close_office_hours(*, guide: Person, office_hours: OfficeHours) -> None:
    """Offer these hours no more. What is booked in them stands until somebody cancels it."""
    record(actor=guide, verb="close_office_hours", of=office_hours)
    office_hours.delete()


@transaction.atomic
def offer_discovery(*, guide: Person, membership: Membership, offers: bool) -> None:
    """Begin or stop to offer a first talk of half an hour before anything is agreed (G-116)."""
    if offers:
        DiscoveryOffer.objects.get_or_create(membership=membership)
        hold_for_who_waits(membership=membership)
    else:
        DiscoveryOffer.objects.filter(membership=membership).delete()
    record(actor=guide, verb="offer_discovery", of=membership, offers=offers)
