"""Which programs a director's pages may speak of, and what they may say of what waits."""

from django.http import Http404

from fourfold.confidentiality.visibility import Relation, Role, may_see
from fourfold_web.people.models import Person
from fourfold_web.programs.access import programs_where
from fourfold_web.programs.models import MembershipRole, Program


def directed_programs(person: Person) -> list[Program]:
    """The programs that `person` directs; 404 for everyone who directs none."""
    programs = list(programs_where(person, MembershipRole.DIRECTOR))
    if not programs:
        raise Http404
    return programs


def one_of(programs: list[Program], wanted: str) -> Program:
    """The program with that id, the first one without; 404 when it is not among these."""
    if not wanted:
        return programs[0]
    for program in programs:
        if str(program.pk) == wanted:
            return program
    raise Http404


def waiting_grants() -> frozenset[str]:
    """What a director may know of a request that waits: by default its age and its topic."""
    return may_see(Role.DIRECTOR, Relation.PROGRAM, "program_waiting")
