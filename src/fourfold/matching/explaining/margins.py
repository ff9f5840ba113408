"""By how many points each pair of an optimum misses being part of one as good.

Making a pair pushes somebody out of a full guide, who goes elsewhere or nowhere, and leaves a place
that somebody else may take. What the best such chain costs is exactly what the pair is short of.
"""

import numpy as np

from fourfold.matching.audit.frame import Frame
from fourfold.matching.audit.residual import NEVER, Seats, spread
from fourfold.matching.problem import NOBODY, Flags, Ints


class Margins:
    """Answers for one optimum whose least tolls are known; amounts in units of the problem."""

    def __init__(self, frame: Frame, seats: Seats, least: Ints) -> None:
        self._frame, self._seats, self._least = frame, seats, least
        moves = np.flatnonzero(self._may_move())
        self._moves = moves[np.argsort(frame.node[moves], kind="stable")]
        self._first = np.searchsorted(frame.node[self._moves], np.arange(frame.nodes + 1)).astype(
            np.int64
        )
        # What one learner too many at each node brings at best: the loss of the way out.
        self._way_out = self._settled(self._exits(), np.arange(frame.nodes))

    def short(self, need: int) -> Ints:
        """For each pair of a need what it misses, in the order of its pairs; 0 for its own pair.

        Half of the largest number and more means that no score would do.
        """
        frame, pair = self._frame, int(self._seats.pair_of[need])
        low, high = frame.problem.first_pair[need : need + 2]
        gain = self._way_out
        if pair != NOBODY:
            # The place that the need leaves takes whoever was pushed out, or somebody from outside.
            node = int(frame.node[pair])
            start = np.where(gain > NEVER // 2, gain + self._least[node], NEVER)
            start[node] = max(int(start[node]), 0)
            gain = self._settled(start, np.array([node]))
        now = 0 if pair == NOBODY else int(frame.worth[pair])
        missing = now - frame.worth[low:high] - gain[frame.node[low:high]]
        if pair != NOBODY:
            missing[pair - low] = 0
        return np.where(frame.may[low:high], np.maximum(missing, 0), -NEVER)

    def _may_move(self) -> Flags:
        frame, seats = self._frame, self._seats
        need = frame.problem.pair_need
        movable = np.zeros(frame.problem.needs, np.bool_)
        movable[seats.movable] = True
        may: Flags = frame.may & movable[need] & (seats.node_of[need] != frame.node)
        return may

    def _exits(self) -> Ints:
        """What it brings to have room for one more, or to send somebody away for nobody."""
        frame, seats = self._frame, self._seats
        exits = np.full(frame.nodes, NEVER)
        exits[: frame.problem.guides] = -seats.costs
        worth = frame.worth[seats.pair_of[seats.movable]]
        np.maximum.at(exits, seats.node_of[seats.movable], -worth)
        return exits

    def _settled(self, gain: Ints, active: Ints) -> Ints:
        """Let the gain at these nodes reach everybody who could move there, until nothing grows."""
        gain = gain.copy()
        while len(active):
            before = gain.copy()
            moves = self._moves[spread(self._first, active[gain[active] > NEVER // 2])]
            need = self._frame.problem.pair_need[moves]
            brings = self._frame.worth[moves] - self._frame.worth[self._seats.pair_of[need]]
            np.maximum.at(gain, self._seats.node_of[need], brings + gain[self._frame.node[moves]])
            self._pass_doors(gain)
            active = np.flatnonzero(gain > before)
        return gain

    def _pass_doors(self, gain: Ints) -> None:
        frame, guides = self._frame, self._frame.problem.guides
        if len(frame.door_guide):
            np.maximum.at(gain, frame.door_guide, gain[guides:])
            has_room = np.flatnonzero(self._seats.door_load < frame.door_limit)
            at = gain[frame.door_guide[has_room]]
            gain[guides + has_room] = np.maximum(gain[guides + has_room], at)
