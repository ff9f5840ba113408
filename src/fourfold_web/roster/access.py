"""Who sees lists of people and the turn of a year: the directors of the program."""

from django.db.models import QuerySet

from fourfold.confidentiality.visibility import Relation, Role, may_see
from fourfold_web.people.models import Person
from fourfold_web.programs.access import named, programs_of
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.roster.models import RollOver, RosterImport


def lists_visible_to(person: Person) -> QuerySet[RosterImport]:
    """The lists of the programs that `person` directs, the newest first."""
    if "write" not in may_see(Role.DIRECTOR, Relation.PROGRAM, "roster_file"):
        return RosterImport.objects.none()
    directed = programs_of(person, MembershipRole.DIRECTOR)
    return RosterImport.objects.filter(program__in=directed).select_related("program")


def roll_overs_visible_to(person: Person) -> QuerySet[RollOver]:
    """The turns of a year in the programs that `person` directs, the newest first."""
    directed = programs_of(person, MembershipRole.DIRECTOR)
    return RollOver.objects.filter(program__in=directed).select_related("program")


def directed_program(person: Person, wanted: str) -> Program:
    """The program with that id, the first one without; 404 when `person` does not direct it."""
    return named(programs_of(person, MembershipRole.DIRECTOR), wanted)
