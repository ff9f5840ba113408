"""The least prices that an assignment allows, or the place where no prices fit it.

Who is where fixes what places must cost: a need that sits at one guide and would gain at another
makes the other dearer by that gain, and so on from guide to guide. Prices rise until nobody would
gain, or until somebody would gain by giving up a place: then moves that gain have been found.
"""

from dataclasses import dataclass

import numpy as np

from fourfold.matching.audit.bound import blocks_of
from fourfold.matching.audit.frame import Frame
from fourfold.matching.audit.total import load_of
from fourfold.matching.problem import NOBODY, Ints

_NONE = -1
NEVER = -(1 << 61)
_BLOCK = 1 << 19
# How many rounds pass between two looks for a ring of guides that raise each other for ever.
_ROUNDS = 8


@dataclass(frozen=True, eq=False)
class Tolls:
    """The least price of each node, and why it is no less.

    `by_pair` is the pair whose need would gain there, `by_node` the node that need sits at;
    NOBODY in both when the price comes from the guide's own load. `at` is a node whose price is
    more than somebody there would give, or a node of a ring; NOBODY when the prices hold.
    """

    toll: Ints
    by_pair: Ints
    by_node: Ints
    at: int


@dataclass(frozen=True, eq=False)
class Seats:
    """Who sits where: the node of each need, each guide's and each door's load, who may move."""

    pair_of: Ints
    node_of: Ints
    load: Ints
    door_load: Ints
    movable: Ints
    # Needs that may move, by node: those of node n are by_node[first[n] : first[n + 1]].
    by_node: Ints
    first: Ints
    # What one learner less would save and one more would cost; beyond reach where not allowed.
    saves: Ints
    costs: Ints


def seats_of(frame: Frame, pair_of: Ints) -> Seats:
    """Lay an assignment out by nodes; `pair_of` keeps the rules of the problem."""
    problem = frame.problem
    has = pair_of != NOBODY
    node_of = np.full(problem.needs, _NONE, np.int64)
    node_of[has] = frame.node[pair_of[has]]
    load = load_of(frame, pair_of)
    doors = node_of[node_of >= problem.guides] - problem.guides
    movable = np.flatnonzero(has)
    movable = movable[~problem.pair_locked[pair_of[movable]]]
    order = movable[np.argsort(node_of[movable], kind="stable")]
    least = problem.min_if_open
    may_lose = (load > 0) & ((load <= 1) | (load > least))
    may_gain = (load < problem.capacity) & (load + 1 >= least)
    now = frame.cost(load)
    return Seats(
        pair_of=pair_of,
        node_of=node_of,
        load=load,
        door_load=np.bincount(doors, minlength=len(frame.door_guide)).astype(np.int64),
        movable=movable,
        by_node=order,
        first=np.searchsorted(node_of[order], np.arange(frame.nodes + 1)).astype(np.int64),
        saves=np.where(may_lose, now - frame.cost(np.maximum(load - 1, 0)), NEVER),
        costs=np.where(may_gain, frame.cost(load + 1) - now, -NEVER),
    )


def least_tolls(frame: Frame, seats: Seats) -> Tolls:
    """Raise prices from the least thinkable until they hold or something gives way."""
    rise = _Rise(frame, seats)
    limit = _limits(frame, seats)
    active = np.arange(frame.nodes)
    rounds = 0
    while len(active):
        over = rise.toll - limit
        if (worst := int(over.argmax())) >= 0 and over[worst] > 0:
            return rise.tolls(worst)
        rounds += 1
        if rounds % _ROUNDS == 0 and (ring := _on_a_ring(rise.by_node)) != _NONE:
            return rise.tolls(ring)
        active = rise.once(active)
    return rise.tolls(_NONE)


def spread(first: Ints, rows: Ints) -> Ints:
    """The positions first[r] to first[r + 1] of each of these rows, one after the other."""
    counts = first[rows + 1] - first[rows]
    starts = first[rows] - np.cumsum(counts) + counts
    positions: Ints = np.repeat(starts, counts) + np.arange(int(counts.sum()))
    return positions


class _Rise:
    """Prices on their way up, with the reason of each last step."""

    def __init__(self, frame: Frame, seats: Seats) -> None:
        self.frame, self.seats = frame, seats
        self.first_pair = frame.problem.first_pair
        guides = frame.problem.guides
        self.toll = np.concatenate([seats.saves, seats.saves[frame.door_guide]])
        self.by_pair = np.full(frame.nodes, _NONE, np.int64)
        self.by_node = np.full(frame.nodes, _NONE, np.int64)
        self.by_node[guides:] = frame.door_guide
        self.doors = np.arange(guides, frame.nodes)
        self.open_doors = self.doors[seats.door_load < frame.door_limit]
        self._take_unmatched()

    def tolls(self, at: int) -> Tolls:
        """The prices so far. Where nothing asks for any the price is 0, or what room costs if that
        is less."""
        idle = np.minimum(0, self.seats.costs)
        idle = np.concatenate([idle, idle[self.frame.door_guide]])
        toll = np.where(self.toll <= NEVER // 2, idle, self.toll)
        return Tolls(toll, self.by_pair, self.by_node, at)

    def once(self, active: Ints) -> Ints:
        """Let the needs at these nodes raise others; the nodes that rose."""
        before = self.toll.copy()
        # A guide that may lose nobody raises others only once somebody would come.
        needs = self.seats.by_node[spread(self.seats.first, active[self.toll[active] > NEVER // 2])]
        first = np.concatenate(
            [[0], np.cumsum(self.first_pair[needs + 1] - self.first_pair[needs])]
        )
        for start, stop in blocks_of(first, _BLOCK) if len(needs) else ():
            self._raise(needs[start:stop])
        self._pass_doors()
        return np.flatnonzero(self.toll > before)

    def _raise(self, needs: Ints) -> None:
        frame, seats = self.frame, self.seats
        pairs = spread(self.first_pair, needs)
        counts = self.first_pair[needs + 1] - self.first_pair[needs]
        floor = self.toll[seats.node_of[needs]] - frame.worth[seats.pair_of[needs]]
        asked = np.repeat(floor, counts) + frame.worth[pairs]
        self._lift(pairs, asked, np.repeat(seats.node_of[needs], counts))

    def _take_unmatched(self) -> None:
        free = self.seats.pair_of == NOBODY
        pairs = np.flatnonzero(free[self.frame.problem.pair_need])
        self._lift(pairs, self.frame.worth[pairs], np.full(len(pairs), _NONE, np.int64))
        self._pass_doors()

    def _lift(self, pairs: Ints, asked: Ints, origin: Ints) -> None:
        """Raise the node of each pair to what is asked there, and keep why."""
        node = self.frame.node[pairs]
        more = (asked > self.toll[node]) & self.frame.may[pairs]
        node, asked, pairs, origin = node[more], asked[more], pairs[more], origin[more]
        np.maximum.at(self.toll, node, asked)
        won = asked == self.toll[node]
        self.by_pair[node[won]] = pairs[won]
        self.by_node[node[won]] = origin[won]

    def _pass_doors(self) -> None:
        """A door with room costs what its guide costs; no door costs less than its guide."""
        if not len(self.doors):
            return
        guides = self.frame.problem.guides
        for door in self.open_doors[self.toll[self.open_doors] > self._at_guide(self.open_doors)]:
            guide = int(self.frame.door_guide[door - guides])
            if self.toll[door] > self.toll[guide]:
                self.toll[guide] = self.toll[door]
                self.by_pair[guide], self.by_node[guide] = _NONE, door
        low = self.doors[self.toll[self.doors] < self._at_guide(self.doors)]
        self.toll[low] = self._at_guide(low)
        self.by_pair[low] = _NONE
        self.by_node[low] = self.frame.door_guide[low - guides]

    def _at_guide(self, doors: Ints) -> Ints:
        at: Ints = self.toll[self.frame.door_guide[doors - self.frame.problem.guides]]
        return at


def _limits(frame: Frame, seats: Seats) -> Ints:
    """The most that each node may cost: what somebody there would give, or what room costs."""
    limit = np.full(frame.nodes, -NEVER)
    limit[: frame.problem.guides] = seats.costs
    np.minimum.at(limit, seats.node_of[seats.movable], frame.worth[seats.pair_of[seats.movable]])
    return limit


def _on_a_ring(by_node: Ints) -> int:
    """A node that is, link by link, the reason of its own price; NOBODY when there is none."""
    at = by_node.copy()
    for _ in range(len(by_node).bit_length()):
        at = np.where(at == _NONE, _NONE, at[at])
    held = at[at != _NONE]
    return int(held.min()) if len(held) else _NONE
