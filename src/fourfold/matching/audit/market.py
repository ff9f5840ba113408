"""Prices by supply and demand, where an assignment is not good enough to show the best ones.

Round by round every need asks for its best guide at the prices as they are; who is asked too much
gets dearer, who is asked too little cheaper, by smaller and smaller steps.
"""

import numpy as np

from fourfold.matching.audit.bound import Prices, bound_by, toll_of_pairs
from fourfold.matching.audit.frame import Frame
from fourfold.matching.problem import Ints

# So many pairs are looked at over all rounds; a count, so that every machine proves the same.
_WORK = 40_000_000
_ROUNDS = 70
# The first step is a fifth of the spread of what pairs are worth; each further one 4% less.
_FIRST = 5
_LESS = 96
# A step is taken whole when so many more or fewer than fit ask for a guide.
_WHOLE = 3


def market_prices(frame: Frame) -> Ints:
    """Prices of guides, none negative: those of all rounds with the least bound."""
    problem = frame.problem
    best = price = np.zeros(problem.guides, np.int64)
    if not problem.pairs:
        return price
    least = bound_by(frame, _with_doors(frame, price)).bound
    step = int(np.ptp(frame.worth)) // _FIRST + 1
    for _ in range(min(_ROUNDS, _WORK // problem.pairs)):
        asked = np.bincount(_asked(frame, price), minlength=problem.guides)
        beyond = np.clip(asked - problem.capacity, -_WHOLE, _WHOLE)
        price = np.maximum(price + beyond * step // _WHOLE, 0)
        step = step * _LESS // 100
        if (bound := bound_by(frame, _with_doors(frame, price)).bound) < least:
            best, least = price, bound
    return best


def _asked(frame: Frame, price: Ints) -> Ints:
    """The guide that each need would have at these prices; needs that want none are left out."""
    problem = frame.problem
    first = problem.first_pair
    has = np.flatnonzero(first[:-1] < first[1:])
    surplus = np.where(frame.may, frame.worth - price[problem.pair_guide], -1)
    most = np.full(problem.needs, -1, np.int64)
    most[has] = np.maximum.reduceat(surplus, first[has])
    wanted = np.flatnonzero((surplus == most[problem.pair_need]) & (surplus >= 0))
    at = np.flatnonzero(np.diff(problem.pair_need[wanted], prepend=-1))
    guides: Ints = problem.pair_guide[wanted[at]]
    return guides


def _with_doors(frame: Frame, price: Ints) -> Prices:
    return toll_of_pairs(frame, np.concatenate([price, price[frame.door_guide]]))
