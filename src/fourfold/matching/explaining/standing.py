"""Where everybody stands in a finished matching; made once, asked for every explanation."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fourfold.matching.answers import listed, who
from fourfold.matching.audit.frame import Frame, frame_of, quota_pairs
from fourfold.matching.audit.residual import Seats, least_tolls, seats_of
from fourfold.matching.audit.rules import check_rules, usable
from fourfold.matching.explaining.margins import Margins
from fourfold.matching.problem import NOBODY, Assignment, Flags, Ints, Problem
from fourfold.matching.terms import Method


@dataclass(frozen=True, eq=False)
class Standing:
    """A problem, who has whom, and how it was solved."""

    problem: Problem
    pair_of: Ints
    method: Method
    frame: Frame
    seats: Seats
    first_pair: Ints
    # What a place at each node costs a need that comes in; None where prices prove no optimum.
    tolls: Ints | None

    @cached_property
    def margins(self) -> Margins | None:
        """What each pair is short of; None where prices prove no optimum."""
        return None if self.tolls is None else Margins(self.frame, self.seats, self.tolls)

    def short_of(self, need: int) -> Ints:
        """What each pair of a need is short of, in units; only where prices prove an optimum."""
        if need not in self._shorts and self.margins is not None:
            self._shorts[need] = self.margins.short(need)
        return self._shorts[need]

    @cached_property
    def _shorts(self) -> dict[int, Ints]:
        return {}

    @cached_property
    def full_quota(self) -> Flags:
        """Whether each pair falls under a quota that is used up."""
        made = np.zeros(self.problem.pairs, np.bool_)
        made[self.pair_of[self.pair_of != NOBODY]] = True
        full = np.zeros(self.problem.pairs, np.bool_)
        for pairs, most in quota_pairs(self.problem):
            full[pairs] |= int(made[pairs].sum()) >= most
        return full

    @cached_property
    def _needs_by_guide(self) -> tuple[Ints, Ints]:
        needs = np.flatnonzero(self.pair_of != NOBODY)
        guide = self.problem.pair_guide[self.pair_of[needs]]
        order = np.argsort(guide, kind="stable")
        first = np.searchsorted(guide[order], np.arange(self.problem.guides + 1))
        return needs[order], first.astype(np.int64)

    @cached_property
    def _pairs_by_guide(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.problem.pair_guide, kind="stable")
        guides = np.arange(self.problem.guides + 1)
        return order, np.searchsorted(self.problem.pair_guide[order], guides).astype(np.int64)

    def pairs_of(self, guide: int) -> Ints:
        """The pairs of a guide."""
        pairs, first = self._pairs_by_guide
        mine: Ints = pairs[first[guide] : first[guide + 1]]
        return mine

    def held_by(self, guide: int) -> Ints:
        """The needs that a guide has."""
        needs, first = self._needs_by_guide
        held: Ints = needs[first[guide] : first[guide + 1]]
        return held

    def holders(self, guide: int, *, name: str | None = None) -> str:
        """Who holds the places of a guide, in a row of ids; only needs of this name if given."""
        held = [n for n in self.held_by(guide) if name in (None, self.problem.need_names[n])]
        return listed([who(self.problem, int(each)) for each in held])

    def own_need_at(self, pair: int) -> int:
        """The other need of the same learner that has this pair's guide, or NOBODY."""
        learner = self.problem.need_learner
        need = int(self.problem.pair_need[pair])
        for other in self.held_by(int(self.problem.pair_guide[pair])).tolist():
            if other != need and learner[other] == learner[need]:
                return int(other)
        return NOBODY

    def is_full(self, guide: int) -> bool:
        """Whether a guide has no place left."""
        return bool(self.seats.load[guide] >= self.problem.capacity[guide])

    def one_more(self, guide: int) -> int | None:
        """What one more place of a full guide would add, in units; None where that is not known."""
        if self.tolls is None:
            return None
        load = self.seats.load[guide : guide + 1]
        step = int((self.frame.cost(load + 1) - self.frame.cost(load))[0])
        return max(0, int(self.tolls[guide]) - step)


def standing_of(
    problem: Problem, assignment: Assignment, method: Method = Method.OPTIMAL
) -> Standing:
    """Prepare explanations; there are no prices where a rule is broken or it is no optimum."""
    frame = frame_of(problem)
    pair_of, _ = usable(problem, assignment)
    seats = seats_of(frame, pair_of)
    return Standing(
        problem=problem,
        pair_of=pair_of,
        method=method,
        frame=frame,
        seats=seats,
        first_pair=problem.first_pair,
        tolls=_tolls(frame, seats) if method is Method.OPTIMAL else None,
    )


def _tolls(frame: Frame, seats: Seats) -> Ints | None:
    keeps_rules = all(c.holds for c in check_rules(frame.problem, Assignment(seats.pair_of)))
    if not frame.is_flow or not keeps_rules:
        return None
    found = least_tolls(frame, seats)
    return found.toll if found.at == NOBODY else None
