"""What no assignment can exceed, for any prices whatever (weak duality), in whole numbers.

Put a price on every limit that needs share. A need then gains at most what its best pair is worth
beyond its price; a guide's places earn at most their best number at that price; and nothing beyond
that can be had. Wrong prices only make the bound larger, so nobody has to trust who found them.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fourfold.matching.audit.frame import Frame
from fourfold.matching.audit.values import PriceTotal
from fourfold.matching.problem import Ints

# So many pairs are looked at in one go, so that five million need no second copy of everything.
_BLOCK = 1 << 20


@dataclass(frozen=True, eq=False)
class Prices:
    """Prices in units of 1 / `fraction` of a unit of the problem.

    `guide` has one entry a guide. `toll` has one entry a pair: what its need pays, the guide's
    price and everything beside it. `rules` is what all other priced limits allow at most.
    """

    guide: Ints
    toll: Ints
    rules: int = 0
    fraction: int = 1


def bound_by(frame: Frame, prices: Prices) -> PriceTotal:
    """The bound that these prices prove, part by part."""
    problem, many = frame.problem, prices.fraction
    gain = np.zeros(problem.needs, np.int64)
    first = problem.first_pair
    for start, stop in blocks_of(first, _BLOCK):
        low, high = int(first[start]), int(first[stop])
        rows = slice(low, high)
        surplus = many * frame.worth[rows] - prices.toll[rows]
        surplus[~frame.may[rows]] = np.iinfo(np.int64).min
        has = first[start:stop] < first[start + 1 : stop + 1]
        if has.any():
            best = np.maximum.reduceat(surplus, first[start:stop][has] - low)
            gain[start:stop][has] = np.maximum(best, 0)
    locked = np.flatnonzero(problem.pair_locked)
    # A locked need cannot do without: it pays even a price that is more than the pair is worth.
    gain[problem.pair_need[locked]] = many * frame.worth[locked] - prices.toll[locked]
    return PriceTotal(
        base=many * (frame.base - int(frame.cost(np.zeros(1, np.int64))[0]) * problem.guides),
        needs=int(gain.sum()),
        guides=int(_earnings(frame, prices.guide, many).sum()),
        rules=prices.rules,
        fraction=many,
    )


def toll_of_pairs(frame: Frame, tolls: Ints) -> Prices:
    """Prices of guides and doors as `Prices`; `tolls` has one entry a node of the frame."""
    guide = tolls[: frame.problem.guides]
    at_door = np.maximum(tolls[frame.problem.guides :], guide[frame.door_guide])
    extra = at_door - guide[frame.door_guide]
    toll = np.concatenate([guide, at_door])[frame.node]
    return Prices(guide, toll, rules=int((extra * frame.door_limit).sum()))


def blocks_of(first: Ints, size: int) -> list[tuple[int, int]]:
    """Runs of needs with about `size` pairs each; `first` says where each need's pairs begin."""
    cuts = np.searchsorted(first, np.arange(0, int(first[-1]), size)[1:])
    edges = np.unique(np.concatenate([[0], cuts, [len(first) - 1]])).tolist()
    return list(pairwise(edges))


def _earnings(frame: Frame, price: Ints, many: int) -> Ints:
    """The most that each guide's places can earn at its price, among the loads it may have."""
    problem = frame.problem
    best = np.full(problem.guides, np.iinfo(np.int64).min)
    idle = frame.cost(np.zeros(1, np.int64))[0]
    # Without a list of costs the best load stands at an end of what is allowed.
    loads = (
        range(len(problem.terms.load_cost) or 1)
        if problem.terms.load_cost
        else (frame.locked_load, np.maximum(problem.min_if_open, 0), frame.most_load)
    )
    for load in loads:
        each = np.broadcast_to(np.asarray(load, np.int64), best.shape)
        allowed = (each >= frame.locked_load) & (each <= frame.most_load)
        allowed &= (each == 0) | (each >= problem.min_if_open)
        earned = price * each - many * (frame.cost(each) - idle)
        best = np.where(allowed & (earned > best), earned, best)
    return best
