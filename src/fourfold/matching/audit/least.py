"""Whether prices that prove an optimum say exactly what one more place would add."""

import numpy as np

from fourfold.matching.audit.frame import Frame
from fourfold.matching.audit.residual import Seats
from fourfold.matching.problem import NOBODY, Flags, Ints


def too_high(frame: Frame, seats: Seats, price: Ints) -> Ints:
    """The guides whose price nothing explains; none when every price is the least that holds.

    For problems without doors, and prices that prove this assignment an optimum. A price is
    explained by what one learner less would save there, by a need with nobody that would give just
    as much, or by a need at a guide with an explained price that would gain just as much here.
    """
    needs = frame.problem.pair_need
    if not len(needs):
        return np.flatnonzero(price > 0)
    gives = np.where(seats.pair_of == NOBODY, 0, _surplus(frame, seats, price))
    tight = frame.may & (frame.worth - price[frame.problem.pair_guide] == gives[needs])
    pairs = np.flatnonzero(tight)
    origin, target = seats.node_of[needs[pairs]], frame.problem.pair_guide[pairs]
    explained: Flags = np.where(seats.load == 0, price <= 0, price == seats.saves)
    explained[target[origin == NOBODY]] = True
    inside = (origin != NOBODY) & (origin != target) & ~_is_locked(frame, seats)[needs[pairs]]
    origin, target = origin[inside], target[inside]
    while len(more := target[explained[origin] & ~explained[target]]):
        explained[more] = True
    return np.flatnonzero(~explained)


def _surplus(frame: Frame, seats: Seats, price: Ints) -> Ints:
    pair = seats.pair_of
    surplus: Ints = frame.worth[pair] - price[frame.problem.pair_guide[pair]]
    return surplus


def _is_locked(frame: Frame, seats: Seats) -> Flags:
    locked: Flags = (seats.pair_of != NOBODY) & frame.problem.pair_locked[seats.pair_of]
    return locked
