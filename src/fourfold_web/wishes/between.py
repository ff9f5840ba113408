"""What stands between two people of a round, as ids for the core; nobody's page shows it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from fourfold_web.people.models import Person
from fourfold_web.programs.models import Supervision
from fourfold_web.wishes.models import (
    Avoidance,
    Declaration,
    DeclarationKind,
    GoesOn,
    Impression,
    MatchingRound,
)

Others = dict[UUID, set[str]]


def _nobody() -> Others:
    return defaultdict(set)


@dataclass(frozen=True, slots=True)
class Between:
    """Persons' keys, each with the ids of the others."""

    avoided: Others = field(default_factory=_nobody)
    supervised: Others = field(default_factory=_nobody)
    declared: dict[str, Others] = field(default_factory=lambda: defaultdict(_nobody))
    declared_of_learner: Others = field(default_factory=_nobody)

    def avoided_by(self, person: Person) -> frozenset[str]:
        """Whom this person does not want, after a first talk as well."""
        return frozenset(self.avoided[person.pk])

    def supervised_by(self, guide: Person) -> frozenset[str]:
        """The learners whom this guide supervises."""
        return frozenset(self.supervised[guide.pk])

    def assessed_by(self, guide: Person) -> frozenset[str]:
        """The learners whom this guide assesses."""
        return frozenset(self.declared[DeclarationKind.ASSESSES][guide.pk])

    def treated_by(self, guide: Person) -> frozenset[str]:
        """The learners whom this guide treats."""
        return frozenset(self.declared[DeclarationKind.TREATS][guide.pk])

    def conflicts_of_guide(self, guide: Person) -> frozenset[str]:
        """The learners with another conflict of interest with this guide."""
        return frozenset(self.declared[DeclarationKind.CONFLICT][guide.pk])

    def conflicts_of_learner(self, learner: Person) -> frozenset[str]:
        """The guides with another conflict of interest with this learner."""
        return frozenset(self.declared_of_learner[learner.pk])


def between(matching_round: MatchingRound) -> Between:
    """All that is known of a round's program."""
    program, found = matching_round.program_id, Between()
    avoided = Avoidance.objects.filter(program=program).values_list("by", "other")
    said_no = Impression.objects.filter(program=program, goes_on=GoesOn.NO)
    _add(found.avoided, avoided)
    _add(found.avoided, said_no.values_list("by", "about"))
    supervisions = Supervision.objects.filter(program=program)
    _add(found.supervised, supervisions.values_list("supervisor", "learner"))
    declared = Declaration.objects.filter(program=program).values_list("kind", "guide", "learner")
    for kind, guide, learner in declared:
        found.declared[kind][guide].add(str(learner))
        if kind == DeclarationKind.CONFLICT:
            found.declared_of_learner[learner].add(str(guide))
    return found


def _add(others: Others, pairs: Iterable[tuple[UUID, UUID]]) -> None:
    for one, other in pairs:
        others[one].add(str(other))
