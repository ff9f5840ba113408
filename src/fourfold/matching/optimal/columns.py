"""The best choice among very many pairs, by flows over the few that matter.

A flow over each need's best pairs gives first prices. The pairs that come near enough at these
prices enter the next flow; whatever its own prices show to be missing enters the one after, until
nothing is missing: then the prices prove the choice for all pairs.
"""

import numpy as np

from fourfold.matching.optimal.flow import solve_flow
from fourfold.matching.optimal.network import Network
from fourfold.matching.optimal.prices import least_prices, utilities
from fourfold.matching.problem import NOBODY, Flags, Ints

# Up to so many pairs one flow over all of them is the quickest.
_FEW_PAIRS = 300_000
# How many pairs a need the first flow has, and about how many the next.
_FIRST, _NEXT = 16, 6
_HALVINGS = 12


def best_choice(network: Network, few_pairs: int = _FEW_PAIRS) -> tuple[Ints, Ints]:
    """For each need the index of its pair in the network or NOBODY, and the least prices.

    Among several best choices this is any of them; the prices are the same for all. With more than
    `few_pairs` pairs not all of them enter the flow at once.
    """
    if len(network.pair) <= max(few_pairs, 2 * _FIRST * network.needs):
        pair_of = solve_flow(network)
        return pair_of, least_prices(network, pair_of)
    pair_of, prices, beyond = _among(network, _best_of_each(network))
    active = _near(beyond, _NEXT * network.needs)
    while (beyond > 0).any():
        active |= beyond > 0
        pair_of, prices, beyond = _among(network, np.flatnonzero(active))
    return pair_of, prices


def _near(beyond: Ints, many: int) -> Flags:
    """About so many pairs: those that offer most beyond what their needs have."""
    size = min(many, len(beyond) - 1)
    near: Flags = beyond >= min(int(-np.partition(-beyond, size)[size]), 0)
    return near


def _among(network: Network, active: Ints) -> tuple[Ints, Ints, Ints]:
    """The best choice among some pairs, its prices, and what each pair of all offers beyond it."""
    part = network.only(active)
    pair_of = solve_flow(part)
    prices = least_prices(part, pair_of)
    left = utilities(part, pair_of, prices)
    beyond = network.value - prices[network.place]
    beyond -= left[network.need]
    beyond[network.locked[network.need]] = 0
    return np.where(pair_of == NOBODY, NOBODY, active[pair_of]), prices, beyond


def _best_of_each(network: Network) -> Ints:
    """About the best `_FIRST` pairs of each need by value, found by halving the range of values."""
    first = network.first
    sizes = np.diff(first)
    some = np.flatnonzero(sizes)
    low = np.full(network.needs, network.value.min(), np.int64)
    high = np.full(network.needs, network.value.max() + 1, np.int64)
    for _ in range(_HALVINGS):
        middle = (low + high) // 2
        above = network.value >= np.repeat(middle, sizes)
        enough = np.zeros(network.needs, np.bool_)
        enough[some] = np.add.reduceat(above, first[some], dtype=np.int64) >= _FIRST
        low, high = np.where(enough, middle, low), np.where(enough, high, middle)
    return np.flatnonzero(network.value >= np.repeat(low, sizes))
