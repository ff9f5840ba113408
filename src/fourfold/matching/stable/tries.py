"""The stable matching that serves the most of those tried, then the best for learners."""

from dataclasses import dataclass, field

import numpy as np

from fourfold.matching.order import pair_order
from fourfold.matching.problem import Problem
from fourfold.matching.stable.largest import enlarge
from fourfold.matching.stable.largest_exact import MOST_PAIRS, largest
from fourfold.matching.stable.opening import Opening
from fourfold.matching.stable.places import Places, most_possible
from fourfold.matching.stable.preferences import Preferences, preferences
from fourfold.matching.stable.proposals import Proposals

# How many orders of the ties are tried: the fewer, the more pairs there are.
_MOST_TRIES = 60
_PAIRS_TRIED = 250_000
_MOST_PAIRS_TRIED = _PAIRS_TRIED // 2
# Of so many pairs found, one is not favored in the next try.
_SHAKEN = 4
# With more pairs than this only a few rounds look for more.
_LARGE = 200_000
_ROUNDS, _ROUNDS_IF_LARGE = 31, 2


@dataclass
class Run:
    """The proposals in one order of the ties, and the guides closed on the way."""

    market: Proposals
    closed: list[int] = field(default_factory=list)
    # Whether ties left a choice that was used.
    moved: bool = False

    def settle(self, gate: Opening) -> None:
        """Ask, close guides with too few, and serve more, until the guides may stay as they are."""
        market, wishes = self.market, self.market.wishes
        rounds = _ROUNDS if len(wishes.pair) <= _LARGE else _ROUNDS_IF_LARGE
        market.ask(range(wishes.needs))
        self.closed += gate.close_short(market)
        while market.waiting() and enlarge(market, rounds):
            self.moved = True
            closed = gate.close_short(market)
            self.closed += closed
            if not closed:
                break

    def favoring(self, chosen: list[int], left: Places) -> "Run":
        """The best for learners of the stable matchings, with ties broken for these places."""
        run = Run(Proposals(self.market.wishes.favoring(chosen), left), self.closed)
        for guide in self.closed:
            run.market.close(guide)
        run.market.ask(range(run.market.wishes.needs))
        return run


def best_run(problem: Problem, left: Places, gate: Opening, seed: int) -> Run:
    """The run that serves the most needs; `seed` decides between equals."""
    best = _run(preferences(problem, left.free, seed), left, gate)
    pairs = len(left.free)
    if pairs <= _MOST_PAIRS_TRIED and best.market.waiting() and best.market.wishes.has_ties():
        most = most_possible(problem, left)
        if pairs <= MOST_PAIRS and not left.bounded and not gate.asked:
            best = _exactly(best, left, most)
        else:
            best = _best_shaken(best, problem, left, gate, seed, most)
    if best.moved:
        # With these ties all stable matchings serve the same needs, so none is lost.
        best = max(best.favoring(best.market.places_kept(), left), best, key=_served)
    return best


def _run(wishes: Preferences, left: Places, gate: Opening) -> Run:
    run = Run(Proposals(wishes, left))
    run.settle(gate)
    return run


def _exactly(best: Run, left: Places, most: int) -> Run:
    """The run of a larger stable matching that an integer program finds, or the best so far."""
    if _served(best) >= most:
        return best
    return max(best, best.favoring(largest(best.market.wishes, left.room), left), key=_served)


def _best_shaken(
    best: Run, problem: Problem, left: Places, gate: Opening, seed: int, most: int
) -> Run:
    """The best of more runs, each near the best so far, while more could be served."""
    for another in range(1, min(_MOST_TRIES, _PAIRS_TRIED // len(left.free))):
        if _served(best) >= most:
            break
        run = _run(_shaken(best, problem, left, seed + (another << 32)), left, gate)
        # One that serves as many takes over, so that the search goes on from somewhere new.
        best = max(run, best, key=_served)
    return best


def _shaken(best: Run, problem: Problem, left: Places, seed: int) -> Preferences:
    """Another order of the ties, in which most of the pairs found are favored."""
    wishes, market = preferences(problem, left.free, seed), best.market
    found = market.wishes.pair[market.places_kept()]
    favored = found[pair_order(problem, seed)[found] % _SHAKEN > 0]
    return wishes.favoring(np.flatnonzero(np.isin(wishes.pair, favored)).tolist())


def _served(run: Run) -> int:
    return run.market.served()
