"""Guides who take several or nobody: who is closed, one after the other, until all have enough."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fourfold.matching.order import pair_order
from fourfold.matching.problem import Problem
from fourfold.matching.stable.proposals import Proposals

_MOST_NAMES = 10


@dataclass(frozen=True, eq=False)
class Opening:
    """How many each guide needs at least, how many are locked, and who is closed first of equals.

    One entry a guide each; `asked` are the guides that need more than one.
    """

    guide_ids: tuple[str, ...]
    asked: list[int]
    least: list[int]
    locked: list[int]
    turn: list[int]

    def close_short(self, market: Proposals) -> list[int]:
        """Close the guide with the fewest needs, let these ask on, and look again; the closed."""
        closed = []
        while short := self._short(market):
            guide = min(short, key=lambda one: (len(market.held[one]), self.turn[one]))
            closed.append(guide)
            market.ask(market.close(guide))
        return closed

    def notices(self, market: Proposals, closed: list[int]) -> Iterator[str]:
        """Sentences about the guides that were closed, and those that a lock keeps open."""
        if closed:
            yield (
                f"Too few learners, so nobody goes to: {self._names(closed)}."
                " Stability then holds among the other guides."
            )
        kept = [
            guide
            for guide in self.asked
            if self.locked[guide]
            and self.locked[guide] + len(market.held[guide]) < self.least[guide]
        ]
        if kept:
            yield f"Open with too few learners because a pair is locked: {self._names(kept)}."

    def _short(self, market: Proposals) -> list[int]:
        held, least = market.held, self.least
        return [
            one for one in self.asked if not self.locked[one] and 0 < len(held[one]) < least[one]
        ]

    def _names(self, guides: list[int]) -> str:
        names = sorted(self.guide_ids[guide] for guide in guides)
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        return ", ".join(names[:_MOST_NAMES]) + more


def opening(problem: Problem, seed: int) -> Opening:
    """The opening rules of a problem; `seed` decides who of equals is closed first."""
    asked = np.flatnonzero(problem.min_if_open > 1).tolist()
    turn = np.full(problem.guides, np.iinfo(np.uint64).max, np.uint64)
    if asked:
        np.minimum.at(turn, problem.pair_guide, pair_order(problem, seed))
    locked = np.bincount(problem.pair_guide[problem.pair_locked], minlength=problem.guides)
    return Opening(
        guide_ids=problem.guide_ids,
        asked=asked,
        least=problem.min_if_open.tolist(),
        locked=locked.tolist(),
        turn=turn.tolist(),
    )
