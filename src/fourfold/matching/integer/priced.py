"""Prices for group rules, found by a few flows (cutting planes on the Lagrangian dual)."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from fourfold.matching.integer.relaxed import Flowed, Relaxation
from fourfold.matching.integer.rows import Floats
from fourfold.matching.integer.rules import Linear

MOST_FLOWS = 20
# Prices are good enough when the bound can fall no further than this, in units or as a share.
_CLOSE, _CLOSE_SHARE = 0.5, 3e-7


@dataclass(frozen=True, eq=False)
class Priced:
    """The choice with the lowest bound, every choice on the way, and whether no choice holds."""

    best: Flowed
    tried: tuple[Flowed, ...]
    impossible: bool = False


def lowest_bound(relaxation: Relaxation) -> Priced:
    """Prices of the group rules at which the bound is lowest, by `MOST_FLOWS` flows at most."""
    tried = [relaxation.at(np.zeros(len(relaxation.rules)))]
    broken = [index for index, excess in enumerate(tried[0].excess) if excess > 0]
    for index in broken:
        tried.append(relaxation.furthest(relaxation.rules[index]))
        if tried[-1].excess[index] > 0:
            return Priced(tried[0], tuple(tried), impossible=True)
    while broken and len(tried) < MOST_FLOWS:
        prices, least = _next_prices(relaxation.rules, tried, relaxation.fine)
        lowest = min(each.bound for each in tried) / relaxation.fine
        if lowest < relaxation.worst:
            return Priced(tried[0], tuple(tried), impossible=True)
        if lowest - least < max(_CLOSE, _CLOSE_SHARE * abs(lowest)):
            break
        tried.append(relaxation.at(prices))
    return Priced(min(tried, key=lambda each: each.bound), tuple(tried))


def _next_prices(rules: tuple[Linear, ...], tried: list[Flowed], fine: int) -> tuple[Floats, float]:
    """The prices at which the dearest of the choices so far is cheapest, and what it is worth then.

    At no prices can the bound be lower than that.
    """
    size = np.array([max(1, int(np.abs(rule.weights).max(initial=0))) for rule in rules], float)
    value = np.array([each.value for each in tried]) / fine
    excess = np.array([each.excess for each in tried]) / size
    # Columns: the price of each rule (times its size), and the worth of the dearest choice.
    columns = np.hstack((-excess, -np.ones((len(tried), 1))))
    goal = np.append(np.zeros(len(rules)), 1.0)
    limits = [(0.0, _dearest(value))] * len(rules) + [(None, None)]
    found = linprog(goal, A_ub=columns, b_ub=-value + value.max(), bounds=limits)
    return found.x[:-1] / size, float(found.fun + value.max())


def _dearest(value: Floats) -> float:
    """A price that outweighs everything else: only reached when rules cannot hold together."""
    return 10.0 * (1.0 + float(np.ptp(value)))
