"""Who may see and do what with a review summary: its learner, and the directors it is for."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from fourfold.confidentiality.visibility import Relation, Role, may_see
from fourfold_web.papers.models import Snapshot
from fourfold_web.people.models import Person
from fourfold_web.programs.access import programs_of
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.programs.narrowing import may_see_in, rows_denied

DATUM = "review_summary"
READ = "ilp_snapshot"
TO_PROGRAM = (Role.DIRECTOR, Relation.PROGRAM, DATUM)


def snapshots_visible_to(person: Person) -> QuerySet[Snapshot]:
    """The person's own, and those that were published to a program they direct."""
    directed = programs_of(person, MembershipRole.DIRECTOR)
    published = Q(program__in=directed) & reaches_directors(directed)
    return Snapshot.objects.filter(
        _if_granted(Role.LEARNER, Relation.OWN, Q(learner=person))
        | _if_granted(Role.DIRECTOR, Relation.PROGRAM, published)
    ).select_related("learner", "program")


def reaches_directors(programs: Iterable[Program]) -> Q:
    """Summaries that stand published and that their program has not left to their learners."""
    denied = rows_denied(programs, READ, (*TO_PROGRAM, None), moment="published_at")
    return Q(withdrawn_at=None) & ~denied


def grants_on(person: Person, snapshot: Snapshot) -> frozenset[str]:
    """What `person` may do with this snapshot."""
    if snapshot.learner_id == person.pk:
        return may_see(Role.LEARNER, Relation.OWN, DATUM)
    if snapshot.withdrawn_at is None and snapshot.program in programs_of(
        person, MembershipRole.DIRECTOR
    ):
        return may_see_in(snapshot.program, *TO_PROGRAM, collected=snapshot.published_at)
    return frozenset()


def reaches_program(program: Program, *, published_at: datetime) -> bool:
    """Whether directors read what is published at this moment, or the program leaves it alone."""
    return READ in may_see_in(program, *TO_PROGRAM, collected=published_at)


def _if_granted(role: Role, relation: Relation, who: Q) -> Q:
    return who if READ in may_see(role, relation, DATUM) else Q(pk__in=[])
