"""What a flow can say about a problem that is no flow: its rules have prices instead.

The relaxation forgets the least size of an open guide, charges load by the highest convex cost
below the true one, and subtracts price x excess for every group rule. No assignment is worth more
than its best one, whatever the prices are.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from fourfold.matching.integer.loads import convex_below
from fourfold.matching.integer.program import constant, worth
from fourfold.matching.integer.rows import Floats
from fourfold.matching.integer.rules import Linear, linear
from fourfold.matching.optimal.flow import solve_flow
from fourfold.matching.optimal.network import Network, network_of
from fourfold.matching.optimal.prices import least_prices, utilities
from fourfold.matching.problem import NOBODY, Ints, Problem

# Amounts are multiplied by a power of two until they have about so many bits, because prices of
# rules are fractions and flows count in whole numbers.
_BITS = 30
# A pair that cannot be chosen falls short of the best by this, in units.
NEVER = 2**60


@dataclass(frozen=True, eq=False)
class Flowed:
    """A best choice at some prices of the rules. Amounts are in units x `Relaxation.fine`."""

    network: Network
    # Indices into the network's pairs.
    pair_of: Ints
    # What the choice is worth before rules are charged, and its excess over each rule's limit.
    value: int
    excess: tuple[int, ...]
    # What no assignment of the problem exceeds.
    bound: float

    @property
    def chosen(self) -> Ints:
        """The chosen pairs, as indices into the problem's."""
        pairs: Ints = self.network.pair[self.pair_of[self.pair_of != NOBODY]]
        return pairs


@dataclass(frozen=True, eq=False)
class Shortfall:
    """What no assignment exceeds, and by how much that falls when one thing is given.

    In whole units: one entry a pair that is chosen, one a need that has nobody.
    """

    bound: int
    of_pair: Ints
    of_need: Ints


@dataclass(frozen=True, eq=False)
class Relaxation:
    """A problem as a flow, ready to be solved at any prices of its group rules."""

    problem: Problem

    @cached_property
    def rules(self) -> tuple[Linear, ...]:
        """The group rules as sums."""
        return tuple(linear(self.problem, rule) for rule in self.problem.terms.group_rules)

    @cached_property
    def fine(self) -> int:
        """How many parts of a unit the flow counts in."""
        terms = self.problem.terms
        most = max(1, int(np.abs(worth(self.problem)).max(initial=0)), *np.abs(terms.load_cost))
        return 1 << max(0, _BITS - int(most).bit_length())

    @cached_property
    def worst(self) -> float:
        """What every assignment is worth at least, in units."""
        least = np.zeros(self.problem.needs, np.int64)
        np.minimum.at(least, self.problem.pair_need, worth(self.problem))
        costs = self.problem.terms.load_cost or (0,)
        dearest = self.problem.guides * (max(costs) - costs[0])
        return float(constant(self.problem) + least.sum() - dearest)

    @cached_property
    def network(self) -> Network:
        """The flow without any price."""
        terms = self.problem.terms
        plain = replace(
            self.problem,
            min_if_open=np.zeros(self.problem.guides, np.int64),
            pair_score=worth(self.problem) * self.fine,
            terms=replace(
                terms,
                unmatched_penalty=0,
                move_penalty=0,
                load_cost=tuple(convex_below(terms.load_cost, self.fine)),
                group_rules=(),
            ),
        )
        return network_of(plain)

    def at(self, prices: Floats) -> Flowed:
        """The best choice when each unit of a rule's weight costs its price (in units)."""
        if not self.rules:
            return self._flowed(self.network, 0.0)
        weights = np.stack([rule.weights[self.network.pair] for rule in self.rules])
        charge = np.rint(self.fine * (prices @ weights)).astype(np.int64)
        free = self.fine * float(prices @ np.array([rule.limit for rule in self.rules], float))
        # A charge is rounded by half a part at most, for each need.
        rounding = self.problem.needs / 2 if charge.any() else 0.0
        priced = replace(self.network, value=self.network.value - charge)
        return self._flowed(priced, free + rounding)

    def furthest(self, rule: Linear) -> Flowed:
        """The choice that keeps one rule by most, whatever it is worth."""
        weights = rule.weights[self.network.pair]
        alone = replace(self.network, value=-weights, steps=np.zeros_like(self.network.steps))
        return self._flowed(alone, np.inf)

    def shortfall(self, flowed: Flowed) -> Shortfall:
        """How far the bound of a best choice falls when something else is chosen."""
        network = flowed.network
        prices = least_prices(network, flowed.pair_of)
        left = utilities(network, flowed.pair_of, prices)
        short = np.full(self.problem.pairs, NEVER, np.int64)
        beyond = left[network.need] - network.value + prices[network.place]
        short[network.pair] = beyond // self.fine
        alone = np.where(network.locked, NEVER, (left - network.stay) // self.fine)
        return Shortfall(int(flowed.bound // self.fine), short, alone)

    def _flowed(self, network: Network, free: float) -> Flowed:
        pair_of = solve_flow(network)
        picked = pair_of[pair_of != NOBODY]
        chosen, steps = network.pair[picked], self.network.steps
        loads = np.bincount(self.problem.pair_guide[chosen], minlength=self.problem.guides)
        load_cost = int(np.concatenate(([0], np.cumsum(steps)))[loads].sum())
        priced = int(network.value[picked].sum()) - load_cost
        nobody = constant(self.problem) * self.fine
        return Flowed(
            network=network,
            pair_of=pair_of,
            value=int(self.network.value[picked].sum()) - load_cost + nobody,
            excess=tuple(rule.excess(chosen) for rule in self.rules),
            bound=priced + free + nobody,
        )
