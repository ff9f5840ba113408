"""What if: a guide leaves or has other room, a pair is locked or forbidden.

Prepared once, each answer is exact and takes a few hundredths of a second: only the chains that
the change sets off are followed, from the prices that proved the first solution.
"""

from dataclasses import dataclass, replace

import numpy as np

from fourfold.issues import FourfoldError
from fourfold.matching.optimal.network import is_flow, network_of
from fourfold.matching.optimal.prices import least_prices
from fourfold.matching.optimal.repair import ban_pair, close_guide, lock_pair, resize_guide
from fourfold.matching.optimal.residual import Residual
from fourfold.matching.problem import NOBODY, Assignment, Flags, Ints, Problem, Solution, objective


@dataclass(frozen=True, slots=True)
class Move:
    """One need whose guide changes: indices of the need and of guides, or NOBODY."""

    need: int
    before: int
    after: int


@dataclass(frozen=True, eq=False)
class Outcome:
    """A changed problem, one best solution of it, and what became of everybody.

    The solution keeps as many pairs as its chains allow; a fresh solution may choose otherwise
    among equally good ones. It has no prices of its own.
    """

    problem: Problem
    solution: Solution
    moves: tuple[Move, ...]
    objective_before: int
    objective_after: int
    matched_before: int
    matched_after: int


class WhatIf:
    """Answers for one problem and one solution that `solve_optimal` gave for it.

    Guides and pairs are indices into the problem. Raises FourfoldError when the solution is not
    proven to be the best, or when the rules need an integer program.
    """

    def __init__(self, problem: Problem, solution: Solution) -> None:
        self._problem, self._before = problem, solution.assignment
        self._value = objective(problem, self._before)
        if not is_flow(problem) or solution.bound != self._value:
            raise FourfoldError(
                "What-if needs the best assignment under rules that a flow can keep. "
                "Solve with the optimal method and without group rules, or solve each case anew."
            )
        as_locked = network_of(problem)
        prices = least_prices(as_locked, as_locked.from_problem(self._before.pair_of))
        self._network = network_of(problem, released=True)
        pair_of = self._network.from_problem(self._before.pair_of)
        self._state = Residual(self._network, pair_of, prices)

    def guide_leaves(self, guide: int) -> Outcome:
        """A guide takes nobody any more; pairs locked there are free again."""
        state = self._state.copy()
        close_guide(state, guide)
        capacity, least = self._problem.capacity.copy(), self._problem.min_if_open.copy()
        capacity[guide] = least[guide] = 0
        locked = self._problem.pair_locked & (self._problem.pair_guide != guide)
        return self._outcome(
            state, replace(self._problem, capacity=capacity, min_if_open=least, pair_locked=locked)
        )

    def lock(self, pair: int) -> Outcome:
        """A pair is decided. FourfoldError when a ban or other locks stand against it."""
        problem, need = self._problem, self._problem.pair_need[pair]
        if problem.pair_forbidden[pair]:
            raise FourfoldError(
                f"{self._named(pair)} is forbidden. Allow the pair before locking it."
            )
        others = problem.pair_locked & (problem.pair_need == need)
        others[pair] = False
        state = self._state.copy()
        if others.any() or not lock_pair(state, self._there(pair)):
            raise FourfoldError(
                f"{self._named(pair)} cannot be locked: other locked pairs leave no room. "
                "Release one of them first."
            )
        return self._outcome(state, replace(problem, pair_locked=_with(problem.pair_locked, pair)))

    def forbid(self, pair: int) -> Outcome:
        """A pair is out of the question. FourfoldError when it is locked."""
        problem = self._problem
        if problem.pair_locked[pair]:
            raise FourfoldError(
                f"{self._named(pair)} is locked. Release the pair before forbidding it."
            )
        state = self._state.copy()
        if not problem.pair_forbidden[pair]:
            ban_pair(state, self._there(pair))
        banned = _with(problem.pair_forbidden, pair)
        return self._outcome(state, replace(problem, pair_forbidden=banned))

    def guide_has_room(self, guide: int, capacity: int) -> Outcome:
        """A guide takes so many. FourfoldError when locks or the load cost stand against it."""
        problem, name = self._problem, self._problem.guide_ids[guide]
        most = len(problem.terms.load_cost) - 1
        if capacity < 0 or (problem.terms.load_cost and capacity > most):
            allowed = f"0 to {most}" if problem.terms.load_cost else "0 or more"
            raise FourfoldError(
                f"{name} cannot have room for {capacity}. Choose {allowed}, or say what a larger "
                "load costs."
            )
        state = self._state.copy()
        if not resize_guide(state, guide, min(capacity, problem.needs)):
            raise FourfoldError(
                f"{name} has more locked pairs than {capacity}. Release some of them first."
            )
        room, least = problem.capacity.copy(), problem.min_if_open.copy()
        room[guide], least[guide] = capacity, min(least[guide], capacity)
        return self._outcome(state, replace(problem, capacity=room, min_if_open=least))

    def _outcome(self, state: Residual, problem: Problem) -> Outcome:
        after = Assignment(self._network.in_problem(state.pair_of))
        value = objective(problem, after)
        changed = np.flatnonzero(after.pair_of != self._before.pair_of)
        old, new = self._guides(self._before, changed), self._guides(after, changed)
        return Outcome(
            problem=problem,
            solution=Solution(after, bound=value),
            moves=tuple(Move(*each) for each in zip(changed.tolist(), old, new, strict=True)),
            objective_before=self._value,
            objective_after=value,
            matched_before=self._before.matched,
            matched_after=after.matched,
        )

    def _guides(self, assignment: Assignment, needs: Ints) -> list[int]:
        pairs = assignment.pair_of[needs]
        guides = np.where(pairs == NOBODY, NOBODY, self._problem.pair_guide[pairs])
        return [int(guide) for guide in guides]

    def _there(self, pair: int) -> int:
        return int(self._network.from_problem(np.array([pair]))[0])

    def _named(self, pair: int) -> str:
        learner, need = self._problem.need_of(int(self._problem.pair_need[pair]))
        return f"{learner} ({need}) with {self._problem.guide_ids[self._problem.pair_guide[pair]]}"


def _with(flags: Flags, at: int) -> Flags:
    changed = flags.copy()
    changed[at] = True
    return changed
