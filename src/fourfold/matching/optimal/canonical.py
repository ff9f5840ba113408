"""One answer among equally good ones, the same whatever solver found the first.

At the right prices the best choices are just those that use pairs worth their price. What may
still differ among them lies on closed chains of such pairs. On these a second, small flow has the
most needs matched, then the least sum of learners' ranks, then the order that the seed gives.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from fourfold.matching.optimal.flow import cheapest_cycles
from fourfold.matching.optimal.network import Network
from fourfold.matching.optimal.prices import utilities
from fourfold.matching.problem import NOBODY, Flags, Ints

Order = NDArray[np.uint64]

# What OR-Tools can add up, with room for its own factor.
_BITS = 60
# Bits of the order that one answer among many needs, and beyond which more tell nothing apart.
_LEAST_BITS, _MOST_BITS = 20, 40


@dataclass(frozen=True, eq=False)
class _Arcs:
    """Changes that cost nothing: from node to node, how often, and by which pair (or NOBODY)."""

    tail: Ints
    head: Ints
    room: Ints
    pair: Ints

    def only(self, at: Flags) -> "_Arcs":
        return _Arcs(self.tail[at], self.head[at], self.room[at], self.pair[at])


def canonical(network: Network, pair_of: Ints, prices: Ints, rank: Ints, order: Order) -> Ints:
    """The first of all best choices, given any of them and its prices.

    `rank` (lower is better) and `order` have one entry a pair of the network. Where some ten
    thousand needs can change at once, ranks and order are weighed together, in 60 bits.
    """
    arcs = _joined(
        _pair_arcs(network, pair_of, prices),
        _stay_arcs(network, pair_of, prices),
        _load_arcs(network, pair_of, prices),
        _door_arcs(network, pair_of, prices),
    )
    arcs = _on_cycles(arcs, network.needs + len(network.room) + 1)
    if not (arcs.pair != NOBODY).any():
        return pair_of
    nodes, ends = np.unique(np.concatenate((arcs.tail, arcs.head)), return_inverse=True)
    tail, head = ends[: len(arcs.tail)], ends[len(arcs.tail) :]
    cost = _costs(network, arcs, rank, order, len(nodes))
    return _turned(network, pair_of, arcs, cheapest_cycles(len(nodes), tail, head, arcs.room, cost))


def _turned(network: Network, pair_of: Ints, arcs: _Arcs, flow: Ints) -> Ints:
    """The choice after the flow: pairs left go, pairs entered come."""
    used = (flow > 0) & (arcs.pair != NOBODY)
    leaves = arcs.tail >= network.needs
    turned = pair_of.copy()
    turned[network.need[arcs.pair[used & leaves]]] = NOBODY
    entered = arcs.pair[used & ~leaves]
    turned[network.need[entered]] = entered
    return turned


def _pair_arcs(network: Network, pair_of: Ints, prices: Ints) -> _Arcs:
    left = utilities(network, pair_of, prices)
    tight = np.flatnonzero(network.value - prices[network.place] == left[network.need])
    need, place = network.need[tight], network.needs + network.place[tight]
    chosen = pair_of[need] == tight
    return _Arcs(
        np.where(chosen, place, need),
        np.where(chosen, need, place),
        np.ones(len(tight), np.int64),
        tight,
    )


def _stay_arcs(network: Network, pair_of: Ints, prices: Ints) -> _Arcs:
    left = utilities(network, pair_of, prices)
    free = np.flatnonzero((left == network.stay) & ~network.locked)
    without = pair_of[free] == NOBODY
    sink = network.needs + len(network.room)
    return _Arcs(
        np.where(without, sink, free),
        np.where(without, free, sink),
        np.ones(len(free), np.int64),
        np.full(len(free), NOBODY),
    )


def _load_arcs(network: Network, pair_of: Ints, prices: Ints) -> _Arcs:
    """More or fewer needs at a guide, within the places that cost just what they are worth."""
    guides = np.arange(network.guides)
    load = network.flow_through(pair_of[pair_of != NOBODY])[: network.guides]
    room, price = network.room[: network.guides], prices[: network.guides]
    least = np.searchsorted(network.steps, price, side="left")
    most = np.minimum(np.searchsorted(network.steps, price, side="right"), room)
    sink = np.full(network.guides, network.needs + len(network.room))
    nobody = np.full(network.guides, NOBODY)
    more = _Arcs(network.needs + guides, sink, most - load, nobody)
    fewer = _Arcs(sink, network.needs + guides, load - least, nobody)
    return _joined(more.only(more.room > 0), fewer.only(fewer.room > 0))


def _door_arcs(network: Network, pair_of: Ints, prices: Ints) -> _Arcs:
    doors = np.arange(network.guides, len(network.room))
    through = network.flow_through(pair_of[pair_of != NOBODY])[doors]
    same = prices[doors] == prices[network.door_guide]
    nobody = np.full(len(doors), NOBODY)
    door, guide = network.needs + doors, network.needs + network.door_guide
    more = _Arcs(door, guide, network.room[doors] - through, nobody)
    fewer = _Arcs(guide, door, through, nobody)
    return _joined(more.only(same & (more.room > 0)), fewer.only(same & (fewer.room > 0)))


def _joined(*parts: _Arcs) -> _Arcs:
    return _Arcs(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("tail", "head", "room", "pair")
        )
    )


def _on_cycles(arcs: _Arcs, nodes: int) -> _Arcs:
    """Only the arcs of closed chains: those whose ends reach each other."""
    graph = coo_array((np.ones(len(arcs.tail)), (arcs.tail, arcs.head)), shape=(nodes, nodes))
    _, part = connected_components(graph, directed=True, connection="strong")
    return arcs.only(part[arcs.tail] == part[arcs.head])


def _costs(network: Network, arcs: _Arcs, rank: Ints, order: Order, nodes: int) -> Ints:
    """What each change costs: a need more or less unmatched, a pair by its rank and order."""
    enters, by_pair = arcs.tail < network.needs, arcs.pair != NOBODY
    stays = ~by_pair & (enters | (arcs.head < network.needs))
    needs = len(np.unique(np.where(enters, arcs.tail, arcs.head)[by_pair | stays]))
    ranks = np.where(by_pair, rank[arcs.pair] - rank[arcs.pair[by_pair]].min(), 0)
    worst = int(ranks.max()) + 1
    unmatched = needs * worst if stays.any() else worst
    bits, one_rank = _shares(needs, unmatched * nodes)
    places = (order[arcs.pair] >> np.uint64(64 - bits)).astype(np.int64)
    cost = np.where(by_pair, ranks * one_rank + places, unmatched * one_rank)
    return np.where(by_pair | stays, np.where(enters, cost, -cost), 0)


def _shares(needs: int, others: int) -> tuple[int, int]:
    """How many bits the order gets, and how many of its units one rank is worth."""
    free = _BITS - others.bit_length()
    exact = free - needs.bit_length()
    if exact >= _LEAST_BITS:
        return min(exact, _MOST_BITS), needs << min(exact, _MOST_BITS)
    return max(free, 1), 1 << max(free, 1)
