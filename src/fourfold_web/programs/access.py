"""Who is what in which program."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404

from fourfold.confidentiality.visibility import Relation, Role, may_see
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


def programs_granting(person: Person, datum: str, grant: str) -> list[Program]:
    """The programs in which a role of `person` has `grant` on a datum of the program, by name."""
    found = {
        each.program
        for each in memberships_of(person)
        if grant in may_see(each.role, Relation.PROGRAM, datum)
    }
    return sorted(found, key=lambda program: program.name)


def named(programs: Iterable[Program], wanted: str) -> Program:
    """Of these programs the one with that id, the first one without; 404 for any other, or none."""
    for program in programs:
        if wanted in ("", str(program.pk)):
            return program
    raise Http404


def program_written_by(person: Person, datum: str, wanted: str) -> Program:
    """The program `named` so among those whose datum `person` may write."""
    return named(programs_granting(person, datum, "write"), wanted)


def program_read_by(guide: Person, datum: str, wanted: str) -> Program:
    """The program `named` so among those that `guide` guides in and whose datum guides read."""
    reads = "read" in may_see(Role.GUIDE, Relation.PROGRAM, datum)
    return named(programs_of(guide, MembershipRole.GUIDE) if reads else [], wanted)
