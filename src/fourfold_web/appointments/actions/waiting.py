"""The waiting list of a guide: joining, leaving, and whose turn it is."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from fourfold.scheduling.rules import held_hours
from fourfold_web.appointments.models import WaitingPlace
from fourfold_web.appointments.slots import bookable_times
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.jobs.rounds import each_alone
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record


@transaction.atomic
def join_waiting_list(*, learner: Person, membership: Membership) -> WaitingPlace:
    """Take a place; who has one keeps it."""
    place, is_new = WaitingPlace.objects.get_or_create(
        membership=membership, learner=learner, left_at=None
    )
    if is_new:
        record(actor=learner, verb="join_waiting_list", of=place)
    return place


@transaction.atomic
def leave_waiting_list(*, learner: Person, membership: Membership) -> None:
    """Give the place up, and the time that is held with it; the next one is asked."""
    places = WaitingPlace.objects.filter(membership=membership, learner=learner, left_at=None)
    for place in places:
        _leave(place)
        record(actor=learner, verb="leave_waiting_list", of=place)
    hold_for_who_waits(membership=membership)


@transaction.atomic
def hold_for_who_waits(*, membership: Membership) -> None:
    """Hold the free times of this guide, one each, for those who wait, in their order.

    Each gets a mail and has `held_hours` to book; whoever let that pass gives the place up. Safe
    to repeat: who has a time held is passed over. No audit entry of its own for who only waits on.
    """
    Membership.objects.select_for_update(of=("self",), no_key=True).get(pk=membership.pk)
    waiting = membership.waiting_places.filter(left_at=None)
    for place in waiting.filter(held_until__lte=timezone.now()):
        _leave(place)
    for place in waiting.filter(held_until=None).select_related("learner"):
        _hold(place, membership)


def ask_who_waits() -> None:
    """Go on with every waiting list, one at a time, as hours pass and guides open times."""
    each_alone(_waited_for(), lambda membership: hold_for_who_waits(membership=membership))


def free_for_who_waits(*, guide: Person, program_id) -> None:
    """Ask who waits for this guide, after a time became free; part of freeing it."""
    mine = {"person": guide, "program": program_id, "role": MembershipRole.GUIDE}
    for membership in _waited_for().filter(**mine):
        hold_for_who_waits(membership=membership)


def _waited_for() -> QuerySet[Membership]:
    """The guides' places for whose time somebody waits."""
    places = WaitingPlace.objects.filter(membership=OuterRef("pk"), left_at=None)
    return Membership.objects.filter(Exists(places)).select_related("person")


def _hold(place: WaitingPlace, membership: Membership) -> None:
    free = bookable_times(membership, place.learner)
    if not free:
        return
    place.held_from, place.held_to = free[0].start, free[0].end
    place.held_until = timezone.now() + timedelta(hours=held_hours())
    place.save(update_fields=["held_from", "held_to", "held_until"])
    record(actor=None, verb="hold_time", of=place)
    queue_mail(
        to=place.learner,
        kind="time_is_free",
        path=address("appointments:guide_times", membership.pk),
        key=f"time_is_free:{place.pk}",
        starts_at=place.held_from,
        hours=held_hours(),
    )


def _leave(place: WaitingPlace) -> None:
    place.left_at = timezone.now()
    place.save(update_fields=["left_at"])
