"""The score of a pair: whole points for each criterion, which add up to it exactly.

Each criterion counts something (its code), a table turns the count into points for the form, and
the points of all are the score, 0 to about 10,000. What a criterion can earn is the program's
weight for it; `data/matching.toml` has the usual ones and says how thin the evidence is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError, unknown
from fourfold.matching.fit.block import Block
from fourfold.matching.fit.facts import FULL, criteria, usual_weights
from fourfold.matching.fit.features import Features
from fourfold.matching.fit.people import FORMS

Points = NDArray[np.int16]
Similarity = NDArray[np.integer[Any]]

# What all criteria together can earn, if every weight divides it.
MOST = 10_000
# The criteria that depend on the single pair and are zero for almost all of them.
RANKS = ("learner_rank", "guide_rank")
# The criterion that is counted outside: how alike the words of the two are, 0 to 1000.
WORDS = "words"
_LARGEST_WEIGHT = 1000


@dataclass(frozen=True, eq=False)
class Weights:
    """Points by criterion: `tables[name][form, code]`, forms in the order of `FORMS`.

    `parts` are the weights as given, by form and criterion; `most` what a criterion can earn.
    """

    parts: Mapping[FormOfGuidance, Mapping[str, int]]
    tables: Mapping[str, Points]

    def most(self, name: str, form: FormOfGuidance) -> int:
        """The points that a criterion earns at full strength."""
        return _most(self.parts[form], name)


def weights_of(
    changed: Mapping[FormOfGuidance, Mapping[str, int]] | None = None,
) -> Weights:
    """The usual weights, with those that a program changed, as parts: only their shares count.

    FourfoldError for an unknown form or criterion, a weight that is not a whole number from 0 to
    1000, and a form in which nothing counts.
    """
    parts = {form: dict(usual) for form, usual in usual_weights().items()}
    for form, own in (changed or {}).items():
        if form not in parts:
            raise FourfoldError(unknown("form of guidance", form, FORMS))
        for name, weight in own.items():
            parts[FormOfGuidance(form)][name] = _checked(form, name, weight)
    for form, of_form in parts.items():
        if not sum(of_form.values()):
            raise FourfoldError(f"Every weight of {form} is 0. Give at least one more than 0.")
    return _weights(parts)


def code(block: Block, name: str, similarity: Similarity) -> NDArray[Any]:
    """What criterion `name` counts for each pair, as far as it earns points; shape (n, g)."""
    counted = similarity if name == WORDS else _CODES[name](block)
    last = len(criteria()[name].strengths[FORMS[0]]) - 1
    return np.minimum(counted, last)


def points(block: Block, weights: Weights, similarity: Similarity) -> Points:
    """The points of each criterion, in the order of `criteria()`: shape (criteria, n, g).

    `similarity` has whole numbers 0 to 1000, shape (n, g).
    """
    return np.stack([earned(block, weights, name, similarity) for name in criteria()])


def scores(block: Block, weights: Weights, similarity: Similarity) -> Points:
    """The score of each pair, the sum of its points: shape (n, g)."""
    return _sum(block, weights, similarity, tuple(criteria()))


def scores_without_ranks(block: Block, weights: Weights, similarity: Similarity) -> Points:
    """The score of each pair without the criteria in `RANKS`; see `rank_points`."""
    names = tuple(name for name in criteria() if name not in RANKS)
    return _sum(block, weights, similarity, names)


def rank_points(
    features: Features, weights: Weights
) -> tuple[NDArray[np.int64], NDArray[np.int64], Points]:
    """(need, guide, points for both ranks) of every pair that one of the two ranked.

    In the order of need and guide; added to `scores_without_ranks` they give the score.
    """
    ranks = features.ranks
    need = np.repeat(np.arange(features.needs), np.diff(ranks.first))
    form = features.need_form[need]
    total = np.zeros(len(need), np.int16)
    for side, name in enumerate(RANKS):
        table = weights.tables[name]
        total += table[form, np.minimum(ranks.values[:, side], table.shape[1] - 1)]
    return need, ranks.guide.astype(np.int64), total


def _weights(parts: Mapping[FormOfGuidance, Mapping[str, int]]) -> Weights:
    return Weights(
        MappingProxyType({form: MappingProxyType(dict(own)) for form, own in parts.items()}),
        MappingProxyType({name: _table(name, parts) for name in criteria()}),
    )


def _sum(block: Block, weights: Weights, similarity: Similarity, names: tuple[str, ...]) -> Points:
    total = np.zeros((len(block.needs), len(block.guides)), np.int16)
    for name in names:
        if weights.tables[name].any():
            total += earned(block, weights, name, similarity)
    return total


def earned(block: Block, weights: Weights, name: str, similarity: Similarity) -> Points:
    table, found = weights.tables[name], code(block, name, similarity)
    if len(forms := np.unique(block.forms)) == 1:
        return np.take(table[forms[0]], found)
    earned: Points = table[block.forms[:, None], found]
    return earned


def _table(name: str, parts: Mapping[FormOfGuidance, Mapping[str, int]]) -> Points:
    strengths = criteria()[name].strengths
    rows = [
        [_most(parts[form], name) * strength // FULL for strength in strengths[form]]
        for form in FORMS
    ]
    return np.array(rows, np.int16)


def _most(parts: Mapping[str, int], name: str) -> int:
    return MOST * parts[name] // max(1, sum(parts.values()))


def _checked(form: str, name: str, weight: object) -> int:
    if name not in criteria():
        raise FourfoldError(unknown("criterion", name, criteria()))
    # A truth value is a number to Python, and no weight.
    if (
        not isinstance(weight, int)
        or isinstance(weight, bool)
        or not 0 <= weight <= _LARGEST_WEIGHT
    ):
        raise FourfoldError(
            f"The weight of {name} for {form} is {weight!r}."
            f" Use a whole number from 0 to {_LARGEST_WEIGHT}."
        )
    return weight


_CODES: Mapping[str, Callable[[Block], NDArray[Any]]] = MappingProxyType(
    {
        "expertise": lambda block: block.fit,
        "goals": lambda block: block.goals,
        "interests": lambda block: block.interests,
        "field": lambda block: block.same_field.astype(np.int8),
        "stage": lambda block: block.distance,
        "hours": lambda block: block.hours,
        "languages": lambda block: block.languages,
        "network": lambda block: block.same_network.astype(np.int8),
        "learner_rank": lambda block: block.learner_rank,
        "guide_rank": lambda block: block.guide_rank,
        "room": lambda block: block.room,
    }
)
