"""The part of a problem in which its best assignments must lie, and the best of that part.

At good prices nearly every pair falls far short of what its need has. Whoever takes such a pair
ends below the bound by as much; so once an assignment is known, pairs that fall short by more than
the distance from it to the bound can be left out, and the rest is small enough to be decided.
"""

from dataclasses import dataclass, replace

import numpy as np

from fourfold.matching.integer.highs import highest
from fourfold.matching.integer.program import constant, program_of
from fourfold.matching.integer.relaxed import NEVER, Shortfall
from fourfold.matching.problem import Ints, Problem

# How many undecided pairs a first look takes, and the most that a later one may have.
_FIRST, _MOST = 1_000, 12_000
# Together with the number of undecided pairs this limits how long HiGHS may look.
_WORK = 1_000_000


@dataclass(frozen=True, eq=False)
class Window:
    """What may still be chosen when nothing may fall short by more than `width` units."""

    # The problem with every pair locked that has no rival within the window.
    problem: Problem
    pairs: Ints
    width: int
    # What no assignment that leaves the window exceeds.
    beyond: int

    @property
    def undecided(self) -> int:
        """How many pairs may or may not be chosen."""
        return len(self.pairs) - int(self.problem.pair_locked.sum())

    def best(self) -> "Best | None":
        """The best assignment within the window; None if there is none."""
        program = program_of(self.problem, self.pairs)
        found = highest(program, nodes=max(100, _WORK // max(1, self.undecided)))
        if found is None:
            return None
        base = constant(self.problem)
        chosen = self.pairs[found.x[: len(self.pairs)] > 0]
        return Best(chosen, found.value + base, max(found.bound + base, self.beyond))


@dataclass(frozen=True, eq=False)
class Best:
    """Chosen pairs, their objective, and what no assignment of the whole problem exceeds."""

    chosen: Ints
    value: int
    bound: int


class Windows:
    """Windows of any width on one problem."""

    def __init__(self, problem: Problem, shortfall: Shortfall, near: Ints) -> None:
        self.problem, self.bound = problem, shortfall.bound
        self._pair_short, self._need_short = shortfall.of_pair.copy(), shortfall.of_need
        # What neighboring choices have is always looked at.
        self._pair_short[near] = 0
        self._order = np.sort(self._pair_short[self._pair_short < NEVER])

    def first(self) -> Window:
        """A small window, to find any good assignment."""
        return self.of(self._width(_FIRST))

    def widest(self) -> Window:
        """As wide as may take a minute or so."""
        return self.of(self._width(_MOST))

    def all(self) -> Window:
        """Everything that could be chosen, however long it takes."""
        return self.of(NEVER)

    def of(self, width: int) -> Window:
        """All that falls short by `width` units at most."""
        pairs = np.flatnonzero(self._pair_short <= min(width, NEVER - 1))
        needs = self.problem.pair_need[pairs]
        alone = np.bincount(needs, minlength=self.problem.needs)[needs] == 1
        decided = pairs[alone & (self._need_short[needs] > width)]
        locked = self.problem.pair_locked.copy()
        locked[decided] = True
        return Window(
            problem=replace(self.problem, pair_locked=locked),
            pairs=pairs,
            width=width,
            beyond=self.bound - width - 1,
        )

    def _width(self, free: int) -> int:
        """How wide a window is in which about so many pairs are undecided."""
        many = self.problem.needs + free
        return NEVER if many >= len(self._order) else int(self._order[many])
