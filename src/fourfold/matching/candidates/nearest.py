"""Who would have been a good guide had no rule refused the pair: for the question why not."""

from collections.abc import Iterator, Sequence

import numpy as np

from fourfold.matching.candidates.best import REFUSED, Best, Found, best_of
from fourfold.matching.candidates.ground import PairHashes
from fourfold.matching.candidates.similarity import Likeness, LikenessBlock
from fourfold.matching.fit.block import Block
from fourfold.matching.fit.eligibility import allowed
from fourfold.matching.fit.features import Features
from fourfold.matching.fit.reasons import PairReasons, reasons_of_need
from fourfold.matching.fit.scoring import Weights, scores
from fourfold.matching.problem import Ints

# Needs looked at together with all guides.
_ROWS = 64


def nearest_refused(
    features: Features,
    weights: Weights,
    likeness: Likeness,
    needs: Sequence[int] | Ints,
    few: int = 3,
    seed: int = 0,
) -> Iterator[tuple[PairReasons, ...]]:
    """For each of these needs its best `few` among the refused guides, the best first.

    The reasons say what score each pair would have and, as far as people may read it, which rules
    refuse it.
    """
    everybody, hash_of = np.arange(features.guides), PairHashes(features, seed)
    asked = np.asarray(needs, np.int64)
    for start in range(0, len(asked), _ROWS):
        rows = asked[start : start + _ROWS]
        block, alike = Block(features, rows, everybody), likeness.block(rows, everybody)
        points = scores(block, weights, alike)
        best = Best(len(rows), few)
        best.add(np.where(allowed(block), np.int16(REFUSED), points), everybody)
        found = best.possible()
        found = best_of(found, few, hash_of(rows[found.row], found.column))
        yield from _told(features, weights, rows, alike, found)


def _told(
    features: Features, weights: Weights, rows: Ints, alike: LikenessBlock, found: Found
) -> Iterator[tuple[PairReasons, ...]]:
    for row, need in enumerate(rows.tolist()):
        guides = found.column[found.row == row]
        yield reasons_of_need(features, weights, need, guides.tolist(), alike[row, guides])
