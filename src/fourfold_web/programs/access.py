"""Who is what in which program."""

from django.db.models import QuerySet

from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program, Supervision


def roles_of(person: Person) -> set[str]:
    """The roles that `person` holds in any program; decides which pages the menu offers."""
    return set(Membership.objects.filter(person=person).values_list("role", flat=True).distinct())


def programs_where(person: Person, role: MembershipRole) -> QuerySet[Program]:
    """Programs in which `person` holds `role`."""
    return Program.objects.filter(memberships__person=person, memberships__role=role)


def has_role(person: Person, role: MembershipRole, program: Program) -> bool:
    """Whether `person` holds `role` in `program` now."""
    return Membership.objects.filter(person=person, role=role, program=program).exists()


def memberships_visible_to(person: Person) -> QuerySet[Membership]:
    """A director reads and writes the roster of the programs they direct; others read their own."""
    return Membership.objects.filter(
        program__in=programs_where(person, MembershipRole.DIRECTOR)
    ) | Membership.objects.filter(person=person)


def supervisions_of(person: Person) -> QuerySet[Supervision]:
    """The learners whom `person` supervises."""
    return Supervision.objects.filter(supervisor=person)


def memberships_of(person: Person) -> QuerySet[Membership]:
    """The roles of `person` with their programs, for the frame of every page."""
    return Membership.objects.filter(person=person).select_related("program").order_by("since")
