"""A bound for rules that need an integer program: the problem taken apart into cases.

Where one set of prices leaves a gap, a pair that the relaxation takes in part is once made and once
banned, or a guide's load once kept below and once above, and each case gets prices of its own. No
case can be more than its prices allow; `bound_by` adds that up in whole numbers.
"""

import heapq
from dataclasses import dataclass, replace

import numpy as np

from fourfold.matching.audit.bound import bound_by
from fourfold.matching.audit.frame import Frame, frame_of
from fourfold.matching.audit.linear import MOST_PAIRS, Relaxed, Side, relax, sides_of
from fourfold.matching.audit.rules import check_rules
from fourfold.matching.audit.total import total_of
from fourfold.matching.audit.values import PriceTotal
from fourfold.matching.problem import Ints, Problem, assignment_of

# So many pairs are looked at over all cases; a count, so that every machine proves the same.
_WORK = 200_000
_MOST_CASES = 400
_WHOLE = 1e-6
_UNBOUNDED = 1 << 62


@dataclass(frozen=True, eq=False)
class Cases:
    """What all cases together allow, how many there were, the prices when there was but one, and
    an assignment that is worth more than the one given, if one turned up."""

    bound: int
    cases: int
    price_total: PriceTotal | None
    better: Ints | None


@dataclass(frozen=True, eq=False)
class _Case:
    """A part of the problem, with the bound of what it is a part of.

    No guide has less than its `least_load`.
    """

    problem: Problem
    least_load: Ints
    bound: int

    def frame(self) -> Frame:
        frame = frame_of(self.problem)
        return replace(frame, locked_load=np.maximum(frame.locked_load, self.least_load))


def by_cases(frame: Frame, objective: int) -> Cases | None:
    """The bound of a problem of middling size; None when it is too large or has no pairs."""
    problem = frame.problem
    if not 0 < problem.pairs <= MOST_PAIRS:
        return None
    search = _Search(frame, objective)
    whole = _Case(problem, np.zeros(problem.guides, np.int64), _UNBOUNDED)
    waiting: list[tuple[int, int, list[_Case]]] = [(-_UNBOUNDED, 0, [whole])]
    limit = min(_MOST_CASES, 1 + _WORK // problem.pairs)
    while waiting and search.done < limit and -waiting[0][0] > search.best:
        for case in heapq.heappop(waiting)[2]:
            bound, parts = search.look_at(case)
            if not parts:
                search.left(bound)
            elif bound > search.best:
                heapq.heappush(waiting, (-bound, search.done, parts))
    left = max([search.best, search.stays, *(-each[0] for each in waiting)])
    if left >= _UNBOUNDED:
        return None
    return Cases(left, search.done, search.first if search.done == 1 else None, search.better)


class _Search:
    """What is known while the cases are looked at, one after the other."""

    def __init__(self, frame: Frame, objective: int) -> None:
        self.frame, self.sides = frame, sides_of(frame)
        self.best, self.stays, self.done = objective, -_UNBOUNDED, 0
        self.first: PriceTotal | None = None
        self.better: Ints | None = None

    def look_at(self, case: _Case) -> tuple[int, list[_Case]]:
        """The bound of a case, and the cases it falls into; none when it falls into no more."""
        self.done += 1
        frame = case.frame()
        if not _thinkable(frame, self.sides):
            return -_UNBOUNDED, []
        relaxed = relax(frame, self.sides)
        if relaxed is None:
            return case.bound, []
        found = bound_by(frame, relaxed.prices)
        self.first = self.first or found
        self._keep_better(relaxed)
        bound = min(found.bound, case.bound)
        return bound, [] if bound <= self.best else _parts(case, frame, relaxed, bound)

    def left(self, bound: int) -> None:
        """A case that falls into no more; its bound stays."""
        self.stays = max(self.stays, bound)

    def _keep_better(self, relaxed: Relaxed) -> None:
        taken = relaxed.taken > 1 - _WHOLE
        if relaxed.short or ((relaxed.taken > _WHOLE) & ~taken).any():
            return
        pair_of = assignment_of(self.frame.problem, np.flatnonzero(taken))
        if not all(check.holds for check in check_rules(self.frame.problem, pair_of)):
            return
        value = total_of(self.frame, pair_of.pair_of).objective
        if value > self.best:
            self.best, self.better = value, pair_of.pair_of


def _thinkable(frame: Frame, sides: list[Side]) -> bool:
    """Whether every guide has some load that it may have, and each side alone could be kept."""
    most, least = frame.most_load, frame.locked_load
    opened = np.maximum(least, frame.problem.min_if_open)
    if not ((least == 0) | (opened <= most)).all():
        return False
    return all(_lowest(frame, side) <= side.limit for side in sides)


def _lowest(frame: Frame, side: Side) -> int:
    """The least that the pairs of a side can add up to, need by need."""
    locked = frame.problem.pair_locked[side.pairs]
    inside = frame.may[side.pairs]
    need = frame.problem.pair_need[side.pairs]
    lowest = np.zeros(frame.problem.needs, np.int64)
    np.minimum.at(lowest, need[inside], side.weight[inside])
    lowest[need[locked]] = side.weight[locked]
    return int(lowest.sum())


def _parts(case: _Case, frame: Frame, relaxed: Relaxed, bound: int) -> list[_Case]:
    """Two cases that together are this one, each without what the relaxation mixed."""
    doubt = np.minimum(relaxed.taken, 1 - relaxed.taken)
    if relaxed.short and doubt.max() <= _WHOLE:
        # Whole pairs that break a side: whatever is not settled yet tells two cases apart.
        doubt = np.where(frame.may & ~frame.problem.pair_locked, 1 + relaxed.taken, 0)
    pair = int(doubt.argmax())
    if doubt[pair] > _WHOLE:
        made, banned = case.problem.pair_locked.copy(), case.problem.pair_forbidden.copy()
        made[pair], banned[pair] = True, True
        return [
            replace(case, problem=replace(case.problem, pair_locked=made), bound=bound),
            replace(case, problem=replace(case.problem, pair_forbidden=banned), bound=bound),
        ]
    states = relaxed.states
    mixed = states.guide[(relaxed.load_taken > _WHOLE) & (relaxed.load_taken < 1 - _WHOLE)]
    return _by_load(case, relaxed, int(mixed[0]), bound) if len(mixed) else []


def _by_load(case: _Case, relaxed: Relaxed, guide: int, bound: int) -> list[_Case]:
    mine = relaxed.states.guide == guide
    load = int(np.rint((relaxed.load_taken[mine] * relaxed.states.load[mine]).sum()))
    capacity, least = case.problem.capacity.copy(), case.least_load.copy()
    capacity[guide], least[guide] = load, load + 1
    return [
        replace(case, problem=replace(case.problem, capacity=capacity), bound=bound),
        replace(case, least_load=least, bound=bound),
    ]
