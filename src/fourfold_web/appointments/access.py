"""Who may see and book which times."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from fourfold_web.appointments.models import Appointment, AppointmentKind
from fourfold_web.engagements.access import is_party
from fourfold_web.engagements.models import GuidanceRequest, GuidanceRequestState
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Supervision


def appointments_visible_to(person: Person) -> QuerySet[Appointment]:
    """First talks and office hours of `person`; sessions stand on the page of their pair."""
    mine = Appointment.objects.filter(is_party(person))
    return mine.exclude(kind=AppointmentKind.SESSION)


def guides_open_to(person: Person) -> QuerySet[Membership]:
    """The guides of a learner's programs who meet people before anything is agreed.

    Never whoever supervises the learner: a supervisor is no guide of their own learner (B-5).
    """
    learns = Membership.objects.filter(
        program=OuterRef("program"), person=person, role=MembershipRole.LEARNER
    )
    judges = Supervision.objects.filter(learner=person, supervisor=OuterRef("person"))
    return (
        Membership.objects.filter(
            Exists(learns),
            ~Exists(judges),
            Q(discovery_offer__isnull=False) | Q(office_hours__isnull=False),
            role=MembershipRole.GUIDE,
            person__is_active=True,
        )
        .exclude(person=person)
        .select_related("person", "program", "discovery_offer")
        .distinct()
        .order_by("person__name")
    )


def guide_memberships_of(person: Person) -> QuerySet[Membership]:
    """The places in which `person` guides, with what they have opened there."""
    return (
        Membership.objects.filter(person=person, role=MembershipRole.GUIDE)
        .select_related("program", "person", "discovery_offer")
        .prefetch_related("office_hours")
        .order_by("program__name")
    )


def requests_taken(person: Person) -> QuerySet[GuidanceRequest]:
    """The guidance requests that `person` has accepted, for as long as they count."""
    return GuidanceRequest.objects.filter(
        guide=person, state__in=[GuidanceRequestState.ACCEPTED, GuidanceRequestState.AGREED]
    ).select_related("guide", "learner", "agreement__engagement")
