"""A rectangle of pairs, and what is counted in it, as whole arrays of small integers."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfold.matching.fit.features import Features
from fourfold.matching.fit.offers import AREA_FIT
from fourfold.matching.fit.ties import LAST_RANK, Tie

Indices = NDArray[np.integer[Any]]
Codes = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]

# The distances between stages run from -5 to 5; the code of an unknown one comes after them.
FURTHEST = 5
NO_DISTANCE = 2 * FURTHEST + 1
# So many needs and guides at a time: what is counted bit by bit then stays in the cache.
_ROWS, _COLUMNS = 16, 2048


@dataclass(frozen=True, eq=False)
class Block:
    """The pairs of some needs with some guides, n x g of them, by index into the features.

    Every property has the shape (n, g). Each is worked out once, when it is first asked for.
    """

    features: Features
    needs: Indices
    guides: Indices

    @cached_property
    def forms(self) -> NDArray[np.int8]:
        """The form of each need, as an index into `FORMS`; shape (n,)."""
        return self.features.need_form[self.needs]

    @cached_property
    def fit(self) -> NDArray[np.int8]:
        """How well the guide's expertise fits the topic, as in `Offers.fit`."""
        offers = self.features.offers
        fit: NDArray[np.int8] = self._columns(offers.fit)[offers.need_topic[self.needs]]
        return fit

    @cached_property
    def goals(self) -> NDArray[np.int8]:
        """How many areas and skills of the guide the goal speaks of, up to three."""
        offers = self.features.offers
        offered = (self._columns(offers.fit) >= AREA_FIT).astype(np.int8)
        total = np.zeros((len(self.needs), len(self.guides)), np.int8)
        for row_of_goal in offers.need_goals[self.needs].T:
            total += offered[row_of_goal]
        return total

    @cached_property
    def hours(self) -> NDArray[np.int16]:
        """How many half hours of a week they share at which an hour's meeting can begin."""
        return self._shared("hours")

    @cached_property
    def languages(self) -> NDArray[np.int16]:
        """How many languages they share."""
        return self._shared("languages")

    @cached_property
    def interests(self) -> NDArray[np.int16]:
        """How many interests they share."""
        return self._shared("interests")

    @cached_property
    def same_field(self) -> Flags:
        """Whether both named the same field."""
        return self._same("field")

    @cached_property
    def same_network(self) -> Flags:
        """Whether both named the same site."""
        return self._same("network")

    @cached_property
    def distance(self) -> NDArray[np.int8]:
        """Stages that the guide is ahead, plus FURTHEST; NO_DISTANCE when one is not known."""
        learner = self.features.need_side.stage[self.needs][:, None]
        guide = self.features.guide_side.stage[self.guides][None, :]
        code: NDArray[np.int8] = np.clip(guide - learner, -FURTHEST, FURTHEST) + np.int8(FURTHEST)
        code[np.broadcast_to((learner < 0) | (guide < 0), code.shape)] = NO_DISTANCE
        return code

    @cached_property
    def room(self) -> NDArray[np.int16]:
        """How many places the guide has in the form of the need."""
        room: NDArray[np.int16] = self._columns(self.features.offers.room)[self.forms]
        return room

    @cached_property
    def ties(self) -> NDArray[np.int16]:
        """What the two are to each other, a `Tie`."""
        rows = self.features.need_learner[self.needs]
        row, column, entry = self.features.ties.spread(rows, self._place)
        found = np.zeros((len(self.needs), len(self.guides)), np.int16)
        found[row, column] = self.features.ties.values[entry, 0]
        return found

    @cached_property
    def learner_rank(self) -> NDArray[np.int16]:
        """The rank that the need gives the guide, 0 for none."""
        return self._ranks(0)

    @cached_property
    def guide_rank(self) -> NDArray[np.int16]:
        """The rank that the guide gives the need, 0 for none."""
        return self._ranks(1)

    def tied(self, tie: Tie) -> Flags:
        """Whether the two have this tie."""
        has: Flags = (self.ties & tie) != 0
        return has

    def of_needs(self, name: str) -> NDArray[Any]:
        """One column of what the sides say, for the needs; shape (n, 1)."""
        column: NDArray[Any] = getattr(self.features.need_side, name)[self.needs][:, None]
        return column

    def of_guides(self, name: str) -> NDArray[Any]:
        """One row of what the sides say, for the guides; shape (1, g)."""
        row: NDArray[Any] = getattr(self.features.guide_side, name)[self.guides][None, :]
        return row

    @cached_property
    def _place(self) -> NDArray[np.int32]:
        place = np.full(self.features.guides, -1, np.int32)
        place[self.guides] = np.arange(len(self.guides))
        return place

    def _columns(self, table: NDArray[Any]) -> NDArray[Any]:
        """A table over all guides, for those of the block."""
        return np.take(table, self.guides, axis=1)

    def _same(self, name: str) -> Flags:
        ours, theirs = self.of_needs(name), self.of_guides(name)
        same: Flags = (ours == theirs) & (ours >= 0)
        return same

    def _shared(self, name: str) -> NDArray[np.int16]:
        ours = getattr(self.features.need_side, name)[self.needs]
        theirs = getattr(self.features.guide_side, name)[self.guides]
        return shared_bits(ours, theirs)

    def _ranks(self, side: int) -> NDArray[np.int16]:
        row, column, entry = self.features.ranks.spread(self.needs, self._place)
        found = np.zeros((len(self.needs), len(self.guides)), np.int16)
        found[row, column] = np.minimum(self.features.ranks.values[entry, side], LAST_RANK)
        return found


def shared_bits(ours: NDArray[np.uint64], theirs: NDArray[np.uint64]) -> NDArray[np.int16]:
    """How many bits each row of `ours` (n x words) shares with each of `theirs` (g x words)."""
    total = np.zeros((len(ours), len(theirs)), np.int16)
    by_word = np.ascontiguousarray(theirs.T)
    both, bits = np.empty((_ROWS, _COLUMNS), np.uint64), np.empty((_ROWS, _COLUMNS), np.uint8)
    for top in range(0, len(ours), _ROWS):
        for left in range(0, len(theirs), _COLUMNS):
            part = total[top : top + _ROWS, left : left + _COLUMNS]
            inside = slice(part.shape[0]), slice(part.shape[1])
            for word, column in enumerate(by_word):
                mine = ours[top : top + _ROWS, word, None]
                np.bitwise_and(mine, column[None, left : left + _COLUMNS], out=both[inside])
                part += np.bitwise_count(both[inside], out=bits[inside])
    return total
