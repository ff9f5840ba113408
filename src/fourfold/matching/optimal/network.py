"""A matching problem as a network: needs, places that they may have, and what each pair is worth.

A place is a guide, or a door before one (see `doors`). Places 0 to guides - 1 are the guides.
"""

from dataclasses import dataclass, replace

import numpy as np

from fourfold.matching.optimal.doors import doors_of
from fourfold.matching.problem import NOBODY, Flags, Ints, Problem


@dataclass(frozen=True, eq=False)
class Network:
    """What a flow may do. Amounts are in units of 1 / scale.

    `pair`, `need`, `place` and `value` have one entry a pair that may be chosen, in the problem's
    order; `pair` is its index in the problem, `value` its score with the bonus for being kept.
    `room` has one entry a place, `door_guide` one a door.
    """

    pair: Ints
    need: Ints
    place: Ints
    value: Ints
    # One entry a need: whether a lock has decided it, and so whether it can stay unmatched.
    locked: Flags
    # What a need without a guide is worth: the penalty, below zero.
    stay: int
    room: Ints
    door_guide: Ints
    # What a guide's first, second, ... need costs; never falls.
    steps: Ints

    @property
    def needs(self) -> int:
        """How many needs there are."""
        return len(self.locked)

    @property
    def guides(self) -> int:
        """How many guides there are."""
        return len(self.room) - len(self.door_guide)

    @property
    def first(self) -> Ints:
        """Where the pairs of each need begin; one entry more than needs."""
        return np.searchsorted(self.need, np.arange(self.needs + 1)).astype(np.int64)

    def only(self, at: Ints | Flags) -> "Network":
        """The same network with some of its pairs."""
        return replace(
            self, pair=self.pair[at], need=self.need[at], place=self.place[at], value=self.value[at]
        )

    def in_problem(self, pair_of: Ints) -> Ints:
        """The problem's index of the pair that each need has here, or NOBODY."""
        pairs = np.full(self.needs, NOBODY, np.int64)
        matched = pair_of != NOBODY
        pairs[matched] = self.pair[pair_of[matched]]
        return pairs

    def from_problem(self, pairs: Ints) -> Ints:
        """The index here of pairs of the problem; NOBODY stays NOBODY."""
        found = np.where(pairs == NOBODY, NOBODY, np.searchsorted(self.pair, pairs))
        return found.astype(np.int64)

    def flow_through(self, chosen: Ints) -> Ints:
        """How many of the chosen pairs go through each place; doors count at their guide, too."""
        direct = np.bincount(self.place[chosen], minlength=len(self.room))
        doors = direct[self.guides :]
        direct[: self.guides] += np.bincount(
            self.door_guide, weights=doors, minlength=self.guides
        ).astype(np.int64)
        return direct.astype(np.int64)


def is_flow(problem: Problem) -> bool:
    """Whether a flow can keep every rule of the problem.

    It cannot where a guide takes nobody or at least two, where a further learner costs less than
    the one before, where groups have rules, and where a quota counts needs of a learner who wants
    different guides.
    """
    terms = problem.terms
    return (
        not terms.group_rules
        and terms.load_is_convex
        and not bool((problem.min_if_open > 1).any())
        and not doors_of(problem).collide
    )


def network_of(problem: Problem, *, released: bool = False) -> Network:
    """The network of a problem that `is_flow`.

    A locked need has its locked pair alone; with `released` it has its other pairs as well.
    """
    doors = doors_of(problem)
    place = problem.pair_guide
    if len(doors.guide):
        place = np.where(doors.of_pair == NOBODY, place, problem.guides + doors.of_pair)
    value = problem.pair_score
    if problem.terms.move_penalty and problem.pair_previous.any():
        value = value + problem.terms.move_penalty * problem.pair_previous
    locked = np.zeros(problem.needs, np.bool_)
    locked[problem.pair_need[problem.pair_locked]] = True
    whole = Network(
        pair=np.arange(problem.pairs),
        need=problem.pair_need,
        place=place,
        value=value,
        locked=locked,
        stay=-problem.terms.unmatched_penalty,
        room=np.concatenate((problem.capacity, doors.room)),
        door_guide=doors.guide,
        steps=_steps(problem),
    )
    barred = problem.pair_forbidden
    if not released and locked.any():
        barred = barred | (locked[problem.pair_need] & ~problem.pair_locked)
    return whole.only(~barred) if barred.any() else whole


def _steps(problem: Problem) -> Ints:
    if not problem.terms.load_cost:
        return np.zeros(max(int(problem.capacity.max(initial=0)), problem.needs), np.int64)
    cost = np.asarray(problem.terms.load_cost, np.int64)
    return cost[1:] - cost[:-1]
