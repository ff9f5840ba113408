"""The chain of changes that loses least, by Dijkstra's method over places.

A need takes another place, a guide takes one need more or fewer, a need goes without: against
prices that prove a best choice none of these gains anything. Places go on in small groups, nearest
first; one whose loss falls afterwards goes on once more.
"""

import numpy as np

from fourfold.matching.optimal.residual import Residual
from fourfold.matching.problem import NOBODY, Ints

# No chain reaches the place; banned pairs lie beyond it.
FAR = 2**50
# How many places go on at a time: one array step costs about the same for one and for these.
_GROUP = 32


class Paths:
    """Least losses from one start, and by which step each place was reached.

    `loss` has one entry a place and one for the sink. A place was reached by a need that moved
    (`pair`, or `last_need` at the sink) or straight from another place (`place`).
    """

    def __init__(self, residual: Residual) -> None:
        self.state = residual
        size = residual.sink + 1
        self.loss = np.full(size, FAR, np.int64)
        self.pair = np.full(size, NOBODY, np.int64)
        self.place = np.full(size, NOBODY, np.int64)
        self.last_need = NOBODY
        # The loss of places that have yet to go on, else FAR.
        # The loss of places from which nobody has gone on yet.
        self._open = self.loss.copy()
        self._target = residual.sink

    def from_need(self, need: int, target: int) -> bool:
        """Search from a need that has nothing; whether the target can be reached."""
        state, self._target = self.state, target
        mine = slice(state.first[need], state.first[need + 1])
        offers = state.value[mine] - state.prices[state.network.place[mine]]
        best = max(int(offers.max(initial=state.network.stay)), state.network.stay)
        self._offer(np.array([need]), np.array([best]))
        self._go_without(np.array([need]), np.array([best]))
        return self._search()

    def between(self, start: int, target: int) -> bool:
        """Search from a place where one is too many; whether the target can be reached."""
        self._target = target
        self.loss[start] = self._open[start] = 0
        return self._search()

    def step_to(self, node: int) -> tuple[int, int]:
        """The need that moved to a place last, or NOBODY and the place that led to it."""
        if self.pair[node] != NOBODY:
            return int(self.state.network.need[self.pair[node]]), NOBODY
        if node == self.state.sink and self.last_need != NOBODY:
            return self.last_need, NOBODY
        return NOBODY, int(self.place[node])

    def _search(self) -> bool:
        sink = self.state.sink
        while True:
            group = np.flatnonzero(self._open < self.loss[self._target])
            if not len(group):
                return bool(self.loss[self._target] < FAR)
            if len(group) > _GROUP:
                losses = self._open[group]
                group = group[losses <= np.partition(losses, _GROUP)[_GROUP]]
            self._open[group] = FAR
            if group.max() == sink:
                self._from_sink(int(self.loss[sink]))
            self._from_places(group[group != sink])

    def _from_places(self, places: Ints) -> None:
        state, loss = self.state, self.loss[places]
        self._from_loads(places, loss)
        if state.doors:
            self._through_doors(places, loss)
        tenants = [state.tenants[place] for place in places]
        base = np.repeat(loss - state.prices[places], [len(each) for each in tenants])
        needs = np.array([need for each in tenants for need in each], np.int64)
        free = ~state.held[needs]
        needs = needs[free]
        if len(needs):
            left = state.value[state.pair_of[needs]] + base[free]
            self._offer(needs, left)
            self._go_without(needs, left)

    def _from_loads(self, places: Ints, loss: Ints) -> None:
        """A guide with room keeps one need more."""
        state = self.state
        room = (places < state.network.guides) & (state.through[places] < state.room[places])
        guides = places[room]
        if len(guides):
            more = loss[room] + state.network.steps[state.through[guides]] - state.prices[guides]
            self._reach(state.sink, int(more.min()), int(guides[more.argmin()]))

    def _through_doors(self, places: Ints, loss: Ints) -> None:
        state = self.state
        for place, lost in zip(places.tolist(), loss.tolist(), strict=True):
            free = lost - int(state.prices[place])
            for door in state.doors.get(place, ()):
                if state.through[door]:
                    self._reach(door, free + int(state.prices[door]), place)
            if place >= state.network.guides and state.through[place] < state.room[place]:
                guide = state.guide_of_door(place)
                self._reach(guide, free + int(state.prices[guide]), place)

    def _from_sink(self, loss: int) -> None:
        state, guides = self.state, self.state.network.guides
        used = np.flatnonzero(state.through[:guides])
        saved = state.network.steps[state.through[used] - 1]
        reached = loss + state.prices[used] - saved
        better = reached < self.loss[used]
        used = used[better]
        self.loss[used] = self._open[used] = reached[better]
        self.pair[used], self.place[used] = NOBODY, state.sink
        needs = state.without()
        self._offer(needs, np.full(len(needs), loss + state.network.stay))

    def _offer(self, needs: Ints, left: Ints) -> None:
        """Needs look at all their pairs; `left` is the loss so far and what they have now."""
        state, network = self.state, self.state.network
        at, counts = ranges(state.first, needs)
        place = network.place[at]
        reached = np.repeat(left, counts) - state.value[at] + state.prices[place]
        better = np.flatnonzero(reached < np.minimum(self.loss[place], self.loss[self._target]))
        if not len(better):
            return
        at, place, reached = at[better], place[better], reached[better]
        np.minimum.at(self.loss, place, reached)
        first = reached == self.loss[place]
        self.pair[place[first]] = at[first]
        self._open[place] = self.loss[place]

    def _go_without(self, needs: Ints, left: Ints) -> None:
        best = int(left.argmin())
        if self._reach(self.state.sink, int(left[best]) - self.state.network.stay, NOBODY):
            self.last_need = int(needs[best])

    def _reach(self, node: int, loss: int, place: int) -> bool:
        if loss >= self.loss[node]:
            return False
        self.loss[node] = self._open[node] = loss
        self.pair[node], self.place[node] = NOBODY, place
        if node == self.state.sink:
            self.last_need = NOBODY
        return True


def ranges(first: Ints, needs: Ints) -> tuple[Ints, Ints]:
    """The pairs of some needs, one need after another, and how many each has."""
    begin = first[needs]
    counts = first[needs + 1] - begin
    before = np.cumsum(counts) - counts
    return np.repeat(begin - before, counts) + np.arange(int(counts.sum())), counts
