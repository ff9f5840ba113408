"""The least prices of places: what one more place would add, found from a best choice alone.

A further place is worth the best chain that it starts: a need moves in, another takes what that
need had, and so on, until somebody without a guide has one or a place that costs load is empty.
The search begins at the ends of such chains and passes on whatever raises a price.
"""

import numpy as np

from fourfold.issues import FourfoldError
from fourfold.matching.optimal.network import Network
from fourfold.matching.problem import NOBODY, Flags, Ints

# No chain reaches the place (yet).
_UNREACHED = -(2**62)
# From so many waiting places on, only the dearer half is passed on at once: most prices are then
# final when they are first passed on.
_MANY = 500


def least_prices(network: Network, pair_of: Ints) -> Ints:
    """The least price of each place, given a best choice of pairs (indices into the network).

    Raises FourfoldError when the choice is not a best one, because then prices rise for ever.
    """
    search = _Search(network, pair_of)
    for _ in range(4 * len(network.room) + 100):
        if not search.waiting.any():
            return search.finished()
        search.pass_on()
    raise FourfoldError("There are no prices: the assignment is not the best one.")


def utilities(network: Network, pair_of: Ints, prices: Ints) -> Ints:
    """What each need has beyond the price of its place."""
    matched = pair_of != NOBODY
    chosen = pair_of[matched]
    left = np.full(network.needs, network.stay, np.int64)
    left[matched] = network.value[chosen] - prices[network.place[chosen]]
    return left


class _Search:
    """Prices on their way up, and the places whose price has yet to be passed on."""

    def __init__(self, network: Network, pair_of: Ints) -> None:
        self.network, self.pair_of, self.first = network, pair_of, network.first
        chosen = pair_of[pair_of != NOBODY]
        self.through = network.flow_through(chosen)
        order = np.argsort(network.place[chosen], kind="stable")
        self.tenants = network.need[chosen][order]
        places = np.arange(len(network.room) + 1)
        self.first_tenant = np.searchsorted(network.place[chosen][order], places)
        self.prices = np.full(len(network.room), _UNREACHED, np.int64)
        self.waiting: Flags = np.zeros(len(network.room), np.bool_)
        used = np.flatnonzero(self.through[: network.guides])
        self._raise(used, network.steps[self.through[used] - 1])
        without = np.flatnonzero((pair_of == NOBODY) & ~network.locked)
        self._offer(without, np.full(len(without), network.stay, np.int64))

    def pass_on(self) -> None:
        """Let the needs of waiting places bid for whatever else they could have."""
        places = np.flatnonzero(self.waiting)
        if len(places) > _MANY:
            places = places[np.argsort(-self.prices[places], kind="stable")[: len(places) // 2]]
        self.waiting[places] = False
        at, counts = _ranges(self.first_tenant[places], self.first_tenant[places + 1])
        needs = self.tenants[at]
        chosen = self.network.value[self.pair_of[needs]]
        self._offer(needs, chosen - np.repeat(self.prices[places], counts))
        if len(self.network.door_guide):
            self._through_doors(places)

    def finished(self) -> Ints:
        """The prices; a guide without needs has none, and a door without any that of its guide."""
        network, prices = self.network, self.prices
        empty = self.through == 0
        guides, doors = slice(None, network.guides), slice(network.guides, None)
        floor = min(0, *network.steps[:1].tolist(), 0)
        prices[guides][empty[guides]] = np.maximum(prices[guides][empty[guides]], floor)
        idle = empty[doors] & (network.room[doors] > 0)
        prices[doors][idle] = prices[network.door_guide[idle]]
        return np.where(prices == _UNREACHED, 0, prices)

    def _offer(self, needs: Ints, left: Ints) -> None:
        at, counts = _ranges(self.first[needs], self.first[needs + 1])
        self._raise(self.network.place[at], self.network.value[at] - np.repeat(left, counts))

    def _through_doors(self, places: Ints) -> None:
        network, doors = self.network, slice(self.network.guides, None)
        passed: Flags = np.zeros(len(network.room), np.bool_)
        passed[places] = True
        used = np.flatnonzero((self.through[doors] > 0) & passed[network.door_guide])
        self._raise(network.guides + used, self.prices[network.door_guide[used]])
        has_room = self.through[doors] < network.room[doors]
        open_ = np.flatnonzero(has_room & passed[doors])
        self._raise(network.door_guide[open_], self.prices[network.guides + open_])

    def _raise(self, places: Ints, to: Ints) -> None:
        higher = to > self.prices[places]
        places = places[higher]
        np.maximum.at(self.prices, places, to[higher])
        self.waiting[places] = True


def _ranges(first: Ints, end: Ints) -> tuple[Ints, Ints]:
    """All numbers of the ranges one after another, and how long each range is."""
    counts = end - first
    before = np.cumsum(counts) - counts
    return np.repeat(first - before, counts) + np.arange(int(counts.sum())), counts
