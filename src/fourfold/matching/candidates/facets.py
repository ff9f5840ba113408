"""What rules and criteria ask of a need, worked out once for all needs that agree in it.

Hundreds of needs share a handful of fields, stages, sites and sets of languages. What depends on
one of these is looked up, a row for each value; only where nearly every need differs is it worked
out pair by pair. The results are those of `refusals` and `scores_without_ranks`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfold.matching.fit.block import Block
from fourfold.matching.fit.eligibility import REFUSED_BY, held_by
from fourfold.matching.fit.facts import rules
from fourfold.matching.fit.features import Features
from fourfold.matching.fit.scoring import Points, Weights, earned
from fourfold.matching.problem import Flags, Ints

NO_SIMILARITY = np.zeros((0, 0), np.int16)
# A facet is looked up where at least so many needs share each of its values on average.
_LEAST_SHARED = 4


@dataclass(frozen=True, slots=True)
class Facet:
    """Something that a need has, and the criteria and rules that ask for nothing else of it.

    `of_needs` gives rows of numbers that are equal exactly where needs are alike in it.
    """

    of_needs: Callable[[Features, Ints], NDArray[Any]]
    criteria: tuple[str, ...]
    rules: tuple[str, ...] = ()


def _side(*names: str) -> Callable[[Features, Ints], NDArray[Any]]:
    def of_needs(features: Features, needs: Ints) -> NDArray[Any]:
        columns = [getattr(features.need_side, name)[needs] for name in names]
        return np.column_stack([each.astype(np.uint64) for each in columns])

    return of_needs


# Of the criteria, words are worked out apart, as are those of single pairs; of the rules, those of
# the ties between two people.
FACETS = (
    Facet(
        lambda features, needs: features.need_form[needs, None],
        ("room",),
        ("form_not_offered", "not_ready", "no_place", "no_place_in_form"),
    ),
    Facet(
        lambda features, needs: features.offers.need_topic[needs, None],
        ("expertise",),
        ("not_expert_in_area", "not_expert_in_skill"),
    ),
    Facet(lambda features, needs: features.offers.need_goals[needs], ("goals",)),
    Facet(_side("field"), ("field",), ("other_field",)),
    Facet(_side("stage"), ("stage",), ("not_further_on",)),
    Facet(_side("network"), ("network",)),
    Facet(_side("languages", "says_language"), ("languages",), ("no_common_language",)),
    Facet(_side("interests"), ("interests",)),
    Facet(_side("hours", "says_hours"), ("hours",), ("no_common_hour",)),
)


@dataclass(frozen=True, eq=False)
class Answer:
    """What a facet says about some needs with some guides: points and, by rule, whom it refuses.

    Row `row[n]` of each table is that of need n, or row n itself where `row` is None.
    """

    points: Points | None
    refused: Mapping[str, Flags]
    row: Ints | None = None

    def of(self, needs: slice, guides: slice) -> "Answer":
        """The same for a part of them, with a row for each need."""
        row = needs if self.row is None else self.row[needs]
        return Answer(
            None if self.points is None else self.points[:, guides][row],
            {name: flags[:, guides][row] for name, flags in self.refused.items()},
        )


def looked_up(
    features: Features, weights: Weights, needs: Ints, guides: Ints
) -> tuple[list[Answer], list[Facet]]:
    """The answers of facets in which many of these needs agree, and the facets of the rest.

    The needs have one form.
    """
    answers, rest = [], []
    for facet in FACETS:
        keys = facet.of_needs(features, needs)
        _, first, row = np.unique(keys, axis=0, return_index=True, return_inverse=True)
        if len(first) * _LEAST_SHARED <= len(needs):
            block = Block(features, needs[first], guides)
            answers.append(answer(facet, block, weights, row.ravel()))
        else:
            rest.append(facet)
    return answers, rest


def answer(facet: Facet, block: Block, weights: Weights, row: Ints | None = None) -> Answer:
    """Work out a facet for every pair of a block."""
    return Answer(_points(facet, block, weights), dict(_refused(facet, block)), row)


def _points(facet: Facet, block: Block, weights: Weights) -> Points | None:
    found = [
        earned(block, weights, name, NO_SIMILARITY)
        for name in facet.criteria
        if weights.tables[name][block.forms[0]].any()
    ]
    return sum(found[1:], found[0]) if found else None


def _refused(facet: Facet, block: Block) -> Iterator[tuple[str, Flags]]:
    for name in facet.rules:
        refused = refused_by(block, name)
        if refused.any():
            yield name, refused


def refused_by(block: Block, name: str) -> Flags:
    """Which pairs one rule refuses."""
    refused: Flags = REFUSED_BY[name](block) & held_by(block, rules()[name])[:, None]
    return refused
