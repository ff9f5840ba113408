"""What a guide opens for learners to book straight: office hours and first talks."""

from datetime import date, time, timedelta

from django.db import transaction
from django.utils import timezone

from fourfold_web.appointments.actions.waiting import hold_for_who_waits
from fourfold_web.appointments.models import DiscoveryOffer, OfficeHours
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership
from fourfold_web.shared.audit import record

SAME_WITHIN = timedelta(minutes=1)


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
    """Open a stretch of one day, or of that weekday from then on, on the guide's present clock.

    The same again within a minute is a second press of one button.
    """
    rows = Membership.objects.select_related("person")
    place = rows.select_for_update(of=("self",), no_key=True).get(pk=membership.pk)
    hours = {"day": day, "starts": starts, "ends": ends, "time_zone": guide.time_zone}
    hours |= {"is_weekly": is_weekly, "minutes": minutes}
    lately = timezone.now() - SAME_WITHIN
    if before := place.office_hours.filter(created_at__gte=lately, **hours).first():
        return before
    opened = place.office_hours.create(**hours)
    record(actor=guide, verb="open_office_hours", of=opened, weekly=is_weekly, minutes=minutes)
    hold_for_who_waits(membership=place)
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
