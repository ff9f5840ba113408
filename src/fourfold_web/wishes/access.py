"""Who sees what of a matching round: its members their own part, guides the introductions."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from fourfold.confidentiality.visibility import Relation, Role, may_see
from fourfold_web.appointments.models import Appointment, AppointmentKind
from fourfold_web.people.models import Person
from fourfold_web.programs.access import memberships_of
from fourfold_web.programs.models import Membership, MembershipRole, Supervision
from fourfold_web.wishes.models import (
    Avoidance,
    Declaration,
    DeclarationKind,
    GoesOn,
    Impression,
    MatchingRound,
    Need,
)

# Whoever is matched has one of these roles.
SIDES = (MembershipRole.LEARNER, MembershipRole.GUIDE)


def open_rounds_of(person: Person, *roles: MembershipRole) -> QuerySet[MatchingRound]:
    """The open rounds of the programs in which `person` has one of the roles; else of both."""
    wanted = roles or SIDES
    programs = {each.program_id for each in memberships_of(person) if each.role in wanted}
    rounds = MatchingRound.objects.filter(program__in=programs, closed_at=None)
    return rounds.select_related("program").order_by("program__name")


def needs_of(person: Person) -> QuerySet[Need]:
    """The person's own needs, of open rounds and of closed ones, that they did not take back."""
    granted = may_see(Role.LEARNER, Relation.OWN, "matching_need")
    mine = Q(learner=person, withdrawn_at=None) if "write" in granted else Q(pk__in=[])
    learns = _learns_in(OuterRef("round__program"))
    return Need.objects.filter(mine, Exists(learns)).select_related("round__program", "learner")


def introductions_for(guide: Person, matching_round: MatchingRound) -> QuerySet[Need]:
    """The needs of a round whose introduction `guide` may read: the forms they offer there, and
    nobody whom either side or a rule keeps apart from them."""
    place = place_in(guide, matching_round, MembershipRole.GUIDE)
    profile = getattr(place, "guide_profile", None)
    if profile is None or "introduction" not in _of_asked_guide():
        return Need.objects.none()
    apart = [_avoided(guide), _said_no(guide), _stands_between(guide), _supervised(guide)]
    return (
        taking_part(matching_round)
        .filter(form_of_guidance__in=profile.to_facts().forms)
        .exclude(learner=guide)
        .filter(*(~Exists(rows) for rows in apart))
    )


def taking_part(matching_round: MatchingRound) -> QuerySet[Need]:
    """The needs that are matched in a round: with a form, not taken back, of its learners."""
    learns = _learns_in(matching_round.program_id)
    needs = Need.objects.filter(Exists(learns), round=matching_round, withdrawn_at=None)
    return needs.exclude(form_of_guidance="").select_related("learner", "round")


def guides_in(matching_round: MatchingRound) -> QuerySet[Membership]:
    """The guides of a round: those who have said what they offer, by name."""
    return (
        Membership.objects.filter(
            program=matching_round.program_id,
            role=MembershipRole.GUIDE,
            person__is_active=True,
            guide_profile__isnull=False,
        )
        .select_related("person", "guide_profile", "discovery_offer")
        .prefetch_related("person__weekly_hours")
        .order_by("person__name")
    )


def place_in(
    person: Person, matching_round: MatchingRound, role: MembershipRole
) -> Membership | None:
    """The person's place in the round's program; None without that role."""
    return (
        Membership.objects.filter(person=person, program=matching_round.program_id, role=role)
        .select_related("program", "person", "learner_profile", "guide_profile")
        .first()
    )


def places_of(person: Person) -> QuerySet[Membership]:
    """The places in which `person` learns or guides, whose profile is theirs to write."""
    mine = Membership.objects.filter(person=person, role__in=SIDES)
    return mine.select_related("program", "person", "learner_profile", "guide_profile")


def others_in(person: Person, matching_round: MatchingRound) -> QuerySet[Membership]:
    """The other side of the round: guides for a learner, learners for a guide, by name."""
    mine = {
        each.role for each in memberships_of(person) if each.program_id == matching_round.program_id
    }
    other = {
        MembershipRole.LEARNER: MembershipRole.GUIDE,
        MembershipRole.GUIDE: MembershipRole.LEARNER,
    }
    wanted = [role for own, role in other.items() if own in mine]
    return (
        Membership.objects.filter(
            program=matching_round.program_id, role__in=wanted, person__is_active=True
        )
        .exclude(person=person)
        .select_related("person")
        .order_by("person__name")
    )


def first_talks_of(person: Person) -> QuerySet[Appointment]:
    """The first talks that `person` has had, in programs with an open round, the newest first."""
    return Appointment.objects.filter(
        Q(guide=person) | Q(learner=person),
        kind=AppointmentKind.DISCOVERY,
        program__in=open_rounds_of(person).order_by().values("program"),
        starts_at__lte=timezone.now(),
        cancelled_at=None,
        missed_by=None,
    ).order_by("-starts_at")


def impression_of(person: Person, talk: Appointment) -> Impression | None:
    """What `person` took from it, if they said so."""
    about = talk.guide_id if person.pk == talk.learner_id else talk.learner_id
    return Impression.objects.filter(by=person, about=about, program=talk.program_id).first()


def avoidances_of(person: Person, matching_round: MatchingRound) -> QuerySet[Avoidance]:
    """Whom `person` does not want in the round's program; their own list and nobody else's."""
    mine = Avoidance.objects.filter(by=person, program=matching_round.program_id)
    return mine.select_related("other")


def declarations_of(person: Person, matching_round: MatchingRound) -> QuerySet[Declaration]:
    """What `person` declared in the round's program."""
    mine = Declaration.objects.filter(declared_by=person, program=matching_round.program_id)
    return mine.select_related("guide", "learner")


def _learns_in(program) -> QuerySet[Membership]:
    return Membership.objects.filter(
        program=program,
        person=OuterRef("learner"),
        role=MembershipRole.LEARNER,
        person__is_active=True,
    )


def _of_asked_guide() -> frozenset[str]:
    return may_see(Role.GUIDE, Relation.ASKED, "matching_need")


def _avoided(guide: Person) -> QuerySet[Avoidance]:
    by_learner = Q(by=OuterRef("learner"), other=guide)
    by_guide = Q(by=guide, other=OuterRef("learner"))
    return Avoidance.objects.filter(by_learner | by_guide, program=OuterRef("round__program"))


def _said_no(guide: Person) -> QuerySet[Impression]:
    by_learner = Q(by=OuterRef("learner"), about=guide)
    by_guide = Q(by=guide, about=OuterRef("learner"))
    said_no = Impression.objects.filter(by_learner | by_guide, goes_on=GoesOn.NO)
    return said_no.filter(program=OuterRef("round__program"))


def _stands_between(guide: Person) -> QuerySet[Declaration]:
    """What rules two people out in every form; whether an assessor may guide, the program says."""
    return Declaration.objects.filter(
        guide=guide, learner=OuterRef("learner"), program=OuterRef("round__program")
    ).exclude(kind=DeclarationKind.ASSESSES)


def _supervised(guide: Person) -> QuerySet[Supervision]:
    return Supervision.objects.filter(
        supervisor=guide, learner=OuterRef("learner"), program=OuterRef("round__program")
    )
