"""The scores of pairs in tiles that stay in the cache: what a search looks at and never keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.matching.candidates.best import REFUSED, Found, Hashes, Scores
from fourfold.matching.candidates.buckets import Bucket
from fourfold.matching.candidates.facets import FACETS, answer, looked_up, refused_by
from fourfold.matching.candidates.similarity import Likeness
from fourfold.matching.fit.block import Block
from fourfold.matching.fit.facts import rules
from fourfold.matching.fit.features import Features
from fourfold.matching.fit.scoring import WORDS, Weights, earned, rank_points, weights_of
from fourfold.matching.fit.ties import Sparse
from fourfold.matching.order import hashed, mixed
from fourfold.matching.problem import Flags, Ints

# How many guides a tile has, and how many pairs.
TILE_GUIDES, TILE_PAIRS = 2048, 2**19
# The rules that ask what two people are to each other, the last ones in the order of `rules()`.
_OF_TIES = tuple(name for name in rules() if not any(name in facet.rules for facet in FACETS))


class PairHashes:
    """A number for each pair of indices, the same as in `pair_order`."""

    def __init__(self, features: Features, seed: int) -> None:
        learners = (features.learner_ids[learner] for learner in features.need_learner)
        needs = zip(learners, features.need_names, strict=True)
        self._of_needs = hashed(("\0".join(need) for need in needs), seed)
        self._of_guides = mixed(hashed(features.guide_ids, seed))

    def __call__(self, need: Ints, guide: Ints) -> Hashes:
        """The smaller comes first."""
        return mixed(self._of_needs[need] ^ self._of_guides[guide])


@dataclass(frozen=True, eq=False)
class Search:
    """What all blocks share.

    `parts` are the weights as in `Weights.parts`. `kept` has, for each need, guides who are
    candidates whatever their score. With `only`, a flag a guide, a block looks for the best needs
    of these guides in place of the best guides of each need. `seed` settles ties.
    """

    features: Features
    parts: Mapping[FormOfGuidance, Mapping[str, int]]
    likeness: Likeness
    buckets: tuple[Bucket, ...]
    kept: Sparse
    k: int
    only: Flags | None = None
    seed: int = 0

    @cached_property
    def weights(self) -> Weights:
        """The points that each criterion earns."""
        return weights_of(self.parts)

    @cached_property
    def points_of_ranks(self) -> NDArray[np.int16]:
        """The points of the pairs in `features.ranks`, in their order."""
        return rank_points(self.features, self.weights)[2]

    @cached_property
    def hash_of(self) -> PairHashes:
        """What settles ties between pairs."""
        return PairHashes(self.features, self.seed)


@dataclass(frozen=True, eq=False)
class Tile:
    """Needs with guides: scores, REFUSED where a rule refuses, and how often each rule does.

    `refused` has a row a need and a column a rule; a pair counts for the first rule that refuses.
    """

    scores: Scores
    refused: Ints
    kept: Found


class Ground:
    """The pairs of some needs of one form with some guides, of which tiles are asked for."""

    def __init__(self, search: Search, needs: Ints, guides: Ints) -> None:
        self.search, self.needs, self.guides = search, needs, guides
        self._known, self._facets = looked_up(search.features, search.weights, needs, guides)

    def tile(self, rows: slice, columns: slice) -> Tile:
        """Some needs with some guides."""
        features, weights = self.search.features, self.search.weights
        needs, guides = self.needs[rows], self.guides[columns]
        block = Block(features, needs, guides)
        answers = [
            *(each.of(rows, columns) for each in self._known),
            *(answer(facet, block, weights) for facet in self._facets),
        ]
        place = np.full(features.guides, -1, np.int32)
        place[guides] = np.arange(len(guides))
        scores = self._by_words(block, needs, guides)
        for each in answers:
            if each.points is not None:
                scores += each.points
        row, column, entry = features.ranks.spread(needs, place)
        scores[row, column] += self.search.points_of_ranks[entry]
        refused, free = _first_refusals(
            block, {k: v for a in answers for k, v in a.refused.items()}
        )
        _refuse_ties(block, place, refused, free)
        np.putmask(scores, ~free, np.int16(REFUSED))
        row, column, _ = self.search.kept.spread(needs, place)
        kept = Found(needs[row], guides[column], scores[row, column].astype(np.int64))
        return Tile(scores, refused, kept.among(kept.score != REFUSED))

    def _by_words(self, block: Block, needs: Ints, guides: Ints) -> Scores:
        weights = self.search.weights
        if not weights.tables[WORDS][block.forms[0]].any():
            return np.zeros((len(needs), len(guides)), np.int16)
        alike = self.search.likeness.block(needs, guides)
        return earned(block, weights, WORDS, alike)


def _first_refusals(block: Block, refused: Mapping[str, Flags]) -> tuple[Ints, Flags]:
    """How often each rule is the first to refuse (needs x rules), and what none refuses."""
    counts = np.zeros((len(block.needs), len(rules())), np.int64)
    free = np.ones((len(block.needs), len(block.guides)), np.bool_)
    for number, name in enumerate(rules()):
        if name in refused:
            first = refused[name] & free
            counts[:, number] = np.count_nonzero(first, axis=1)
            free ^= first
    return counts, free


def _refuse_ties(block: Block, place: NDArray[np.int32], counts: Ints, free: Flags) -> None:
    """Let the rules of ties refuse pairs too, looking only at guides who have one with a need."""
    learners = block.features.need_learner[block.needs]
    columns = np.unique(block.features.ties.spread(learners, place)[1])
    if not len(columns):
        return
    tied = Block(block.features, block.needs, block.guides[columns])
    for number, name in enumerate(rules()):
        if name in _OF_TIES:
            first = refused_by(tied, name) & free[:, columns]
            counts[:, number] += np.count_nonzero(first, axis=1)
            free[:, columns] ^= first
