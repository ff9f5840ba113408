"""Who is what in which program."""

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program, Supervision

WITH_PROGRAM = Prefetch(
    "memberships", Membership.objects.select_related("program").order_by("since")
)


def memberships_of(person: Person) -> QuerySet[Membership]:
    """The roles of `person` with their programs, the oldest first.

    Asked of the database once for each loaded person: the frame and the page share one answer.
    """
    prefetch_related_objects([person], WITH_PROGRAM)
    return person.memberships.all()


def roles_of(person: Person) -> set[str]:
    """The roles that `person` holds in any program; decides which pages the menu offers."""
    return {each.role for each in memberships_of(person)}


def programs_of(person: Person, role: MembershipRole) -> list[Program]:
    """The programs in which `person` holds `role`, by name; what a page shows, as `roles_of`."""
    programs = [each.program for each in memberships_of(person) if each.role == role]
    return sorted(programs, key=lambda program: program.name)


def programs_where(person: Person, role: MembershipRole) -> QuerySet[Program]:
    """Programs in which `person` holds `role`."""
    return Program.objects.filter(memberships__person=person, memberships__role=role)


def supervisions_of(person: Person) -> QuerySet[Supervision]:
    """The learners whom `person` supervises."""
    return Supervision.objects.filter(supervisor=person)
