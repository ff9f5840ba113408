"""Reads that pages share: what stands, and which proposals wait."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from fourfold.scheduling.rules import first_talk_minutes
from fourfold_web.appointments.models import (
    Appointment,
    AppointmentKind,
    TimeProposal,
    WaitingPlace,
)
from fourfold_web.engagements.access import is_party
from fourfold_web.engagements.models import Engagement
from fourfold_web.engagements.queries import with_name
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership

# From a proposal that came with the answer to a request to the pair that came of it.
_LATER_PAIR = "guidance_request__agreement__engagement"
STANDING = Q(cancelled_at=None, missed_by=None)


def next_appointments_of(person: Person) -> QuerySet:
    """What `person` has agreed on and is not over, soonest first: pk, kind, starts_at, ends_at,
    engagement, with_name. Sessions of a pair that has ended are left out."""
    return (
        Appointment.objects.filter(
            STANDING, is_party(person), ends_at__gt=timezone.now(), engagement__ended_at=None
        )
        .annotate(with_name=with_name(person))
        .order_by("starts_at")
        .values("pk", "kind", "starts_at", "ends_at", "engagement", "with_name")
    )


def other_appointments_of(person: Person) -> QuerySet:
    """Of these, the ones without a pair: first talks and office hours."""
    return next_appointments_of(person).exclude(kind=AppointmentKind.SESSION)


def proposals_waiting_for(person: Person) -> QuerySet:
    """Times that `person` is to pick from, once there is a pair to meet in: pk, pair, with_name,
    created_at."""
    return (
        TimeProposal.objects.filter(
            Q(engagement__isnull=False, engagement__ended_at=None)
            | Q(**{f"{_LATER_PAIR}__isnull": False, f"{_LATER_PAIR}__ended_at": None}),
            is_party(person),
            outcome="",
            times__starts_at__gt=timezone.now(),
        )
        .exclude(proposed_by=person)
        .annotate(with_name=with_name(person), pair=Coalesce("engagement", _LATER_PAIR))
        .order_by("created_at")
        .distinct()
        .values("pk", "pair", "with_name", "created_at")
    )


def open_proposal_of(engagement: Engagement) -> TimeProposal | None:
    """The times on the table of this pair, from before it began as well."""
    asked_for = engagement.agreement.guidance_request_id
    return (
        TimeProposal.objects.filter(
            Q(engagement=engagement) | Q(guidance_request=asked_for), outcome=""
        )
        .select_related("proposed_by")
        .prefetch_related("times")
        .first()
    )


def times_ahead(proposal: TimeProposal) -> list[datetime]:
    """Of the proposed times, those that have not passed."""
    now = timezone.now()
    return [each.starts_at for each in proposal.times.all() if each.starts_at > now]


def first_talk_in_words() -> str:
    """A first talk and its length, as pages name it."""
    return f"First talk, {first_talk_minutes()} minutes"


def place_of(learner: Person, membership: Membership) -> WaitingPlace | None:
    """The learner's place on the waiting list of this guide."""
    return membership.waiting_places.filter(learner=learner, left_at=None).first()
