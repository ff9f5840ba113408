"""What learners and guides both say about themselves, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfold.matching.fit.facts import stages
from fourfold.matching.fit.names import UNKNOWN, Names, key, names_of, shared_names
from fourfold.matching.fit.people import Guide, Learner
from fourfold.matching.fit.week import week_bits

People = Sequence[Learner] | Sequence[Guide]


@dataclass(frozen=True, slots=True)
class Labels:
    """The names behind numbers and bits of `Side`; interests are those that both sides have."""

    field: Names
    network: Names
    languages: Names
    interests: Names


@dataclass(frozen=True, eq=False)
class Side:
    """One row a person or need. A number is UNKNOWN (-1) where nothing was said.

    `field` and `network` are numbers, `languages` and `interests` bits of `Labels`; `stage` counts
    from 0, the earliest; `hours` is as in `week_bits`, six words a row.
    """

    field: NDArray[np.int32]
    network: NDArray[np.int32]
    stage: NDArray[np.int8]
    languages: NDArray[np.uint64]
    interests: NDArray[np.uint64]
    hours: NDArray[np.uint64]
    says_hours: NDArray[np.bool_]
    says_language: NDArray[np.bool_]

    def of(self, rows: NDArray[np.integer[Any]]) -> "Side":
        """The same for some rows, or for one row several times."""
        return Side(*(getattr(self, each.name)[rows] for each in fields(self)))


def labels_of(learners: Sequence[Learner], guides: Sequence[Guide]) -> Labels:
    """The names that both sides use."""
    everybody: list[Learner | Guide] = [*learners, *guides]
    return Labels(
        field=names_of(each.field for each in everybody),
        network=names_of(each.network for each in everybody),
        languages=names_of(tag for each in everybody for tag in each.languages),
        interests=shared_names(
            (tag for each in learners for tag in each.interests),
            (tag for each in guides for tag in each.interests),
        ),
    )


def side_of(people: People, labels: Labels, week_of: date) -> Side:
    """The rows of these people, in their order."""
    return Side(
        field=labels.field.codes([each.field for each in people]),
        network=labels.network.codes([each.network for each in people]),
        stage=np.array([stage_of(each) for each in people], np.int8),
        languages=labels.languages.bits([each.languages for each in people]),
        interests=labels.interests.bits([each.interests for each in people]),
        hours=week_bits([(each.hours, each.zone) for each in people], week_of),
        says_hours=np.array([bool(each.hours) for each in people], np.bool_),
        says_language=np.array([bool(each.languages) for each in people], np.bool_),
    )


def stage_of(person: Learner | Guide) -> int:
    """The stage as a number; a guide's years tell it when the guide names none."""
    if named := key(person.stage).replace(" ", "_"):
        return list(stages()).index(named)
    years = person.experience_years if isinstance(person, Guide) else None
    if years is None:
        return UNKNOWN
    return max(number for number, each in enumerate(stages().values()) if each.years <= years)
