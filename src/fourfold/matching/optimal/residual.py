"""What is chosen at what prices, kept so that one spot of it can change quickly."""

from copy import copy

import numpy as np

from fourfold.matching.optimal.network import Network
from fourfold.matching.problem import NOBODY, Flags, Ints


class Residual:
    """A best choice with prices that prove it: who is where, and how many leave each place.

    Indices of pairs, needs and places are those of the network; `sink` stands for the place of
    those who have none. The methods change it: work on a `copy`.
    """

    def __init__(self, network: Network, pair_of: Ints, prices: Ints) -> None:
        self.network, self.first = network, network.first
        self.value, self.room = network.value, network.room
        # Needs that no chain may move: their pair is decided, or they are being moved just now.
        self.held = network.locked
        self.pair_of, self.prices = pair_of, prices
        self.sink = len(network.room)
        chosen = pair_of[pair_of != NOBODY]
        # How many needs leave each place, for its guide or for the sink.
        self.through = network.flow_through(chosen)
        self.tenants: list[list[int]] = [[] for _ in range(self.sink)]
        for need, place in zip(network.need[chosen], network.place[chosen], strict=True):
            self.tenants[place].append(int(need))
        self.doors: dict[int, list[int]] = {}
        for door, guide in enumerate(network.door_guide.tolist(), network.guides):
            self.doors.setdefault(guide, []).append(door)

    def copy(self) -> "Residual":
        """One that can be changed without changing this one."""
        twin = copy(self)
        for name in ("held", "room", "pair_of", "prices", "through"):
            setattr(twin, name, getattr(self, name).copy())
        twin.tenants = list(self.tenants)
        return twin

    def place_of(self, need: int) -> int:
        """The place a need has, or the sink."""
        pair = self.pair_of[need]
        return self.sink if pair == NOBODY else int(self.network.place[pair])

    def guide_of_door(self, door: int) -> int:
        """The guide before whom a door stands."""
        return int(self.network.door_guide[door - self.network.guides])

    def without(self) -> Ints:
        """The needs that have nobody and may take somebody."""
        free: Flags = (self.pair_of == NOBODY) & ~self.held
        return np.flatnonzero(free)

    def leave(self, need: int) -> int:
        """A need gives up its pair; the place it had, or the sink."""
        place = self.place_of(need)
        if place != self.sink:
            self.tenants[place] = [other for other in self.tenants[place] if other != need]
            self.pair_of[need] = NOBODY
        return place

    def enter(self, need: int, pair: int) -> None:
        """A need without a pair takes one."""
        place = int(self.network.place[pair])
        self.pair_of[need] = pair
        self.tenants[place] = [*self.tenants[place], need]

    def shift(self, place: int, node: int) -> None:
        """One need goes on from a place to its guide or the sink, or one is called back."""
        if place != self.sink and (node == self.sink or place >= self.network.guides):
            self.through[place] += 1
        else:
            self.through[node] -= 1
