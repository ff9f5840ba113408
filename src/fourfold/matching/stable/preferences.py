"""Whom each need would rather have, and which needs each guide would rather have, as flat arrays.

A side puts what it ranked first, then the rest by score; what it likes equally is a tie, and only
`pair_order` breaks ties, so the same problem has the same arrays on any machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fourfold.matching.order import pair_order
from fourfold.matching.problem import Flags, Ints, Problem

# What is packed into one number of numpy's has at most so many bits.
_BITS = 62
# Values in more bits than this are numbered afresh, which takes a sort.
_VALUE_BITS = 22
# A need may be made louder 2 ** 5 - 1 times.
_LOUD_BITS = 5
LOUDEST = 2**_LOUD_BITS - 1


@dataclass(frozen=True, eq=False)
class Preferences:
    """Places in the lists of the needs, need by need, the best guide first.

    The places of need n are `first[n] : first[n + 1]`; `pair[p]` is the problem's index of the pair
    in place p. `liking[p]` is how well the need likes it: the smaller the better, equal in a tie.
    `offer[p]` is how well the guide likes it: the greater the better, all different, and
    `offer[p] % radix` is the need. With `louder` added once to LOUDEST times, a need comes before
    the quieter ones that the guide likes as much, and behind all that it likes more.
    """

    pair: Ints
    first: Ints
    guide: Ints
    liking: Ints
    offer: Ints
    radix: int
    louder: int

    @property
    def needs(self) -> int:
        """How many needs there are, those with an empty list among them."""
        return len(self.first) - 1

    @property
    def tie(self) -> int:
        """What offers of one tie have in common: offer // tie."""
        return self.louder << _LOUD_BITS

    def needs_tie(self) -> bool:
        """Whether some need likes two guides equally."""
        return bool(self._as_before().any())

    def has_ties(self) -> bool:
        """Whether some need or some guide likes two equally; takes a sort."""
        if self.needs_tie():
            return True
        likes = np.sort(self.guide << 32 | self.offer // self.tie)
        return bool((likes[1:] == likes[:-1]).any())

    def favoring(self, chosen: Sequence[int]) -> "Preferences":
        """The same likings, with ties broken for these places on both sides."""
        order, offer = np.arange(len(self.pair)), self.offer.copy()
        offer[list(chosen)] += self.louder
        begins = np.flatnonzero(~self._as_before())
        top = begins[np.searchsorted(begins, chosen, side="right") - 1]
        order[top], order[list(chosen)] = chosen, top
        return replace(self, pair=self.pair[order], guide=self.guide[order], offer=offer[order])

    def _as_before(self) -> Flags:
        """For each place whether the need likes the place before as much."""
        same = np.zeros(len(self.pair) + 1, np.bool_)
        same[1:-1] = self.liking[1:] == self.liking[:-1]
        same[self.first] = False
        return same[:-1]


def preferences(problem: Problem, pairs: Ints, seed: int = 0) -> Preferences:
    """The preferences of both sides over `pairs`, indices of the problem in growing order."""
    need, tied = problem.pair_need[pairs], pair_order(problem, seed)[pairs]
    first = np.searchsorted(need, np.arange(problem.needs + 1)).astype(np.int64)
    within = np.arange(len(pairs)) - first[need]
    ours = _values(problem, problem.pair_learner_rank, pairs)
    theirs = _values(problem, problem.pair_guide_rank, pairs)
    low = _bits(within)
    keys = _packed(ours, tied, within, _bits(ours), low)
    _sort_lists(keys, first)
    order = first[need] + (keys & ((1 << low) - 1))
    low, top = _bits(need), _bits(theirs) + _LOUD_BITS
    offer = _packed((theirs.max(initial=0) - theirs) << _LOUD_BITS, ~tied, need, top, low)
    return Preferences(
        pair=pairs[order],
        first=first,
        guide=problem.pair_guide[pairs][order],
        liking=ours[order],
        offer=offer[order],
        radix=1 << low,
        louder=1 << (_BITS - top),
    )


def _sort_lists(keys: Ints, first: Ints) -> None:
    """Sort the keys of each list in place; lists of one length go together, which is quick."""
    length = np.diff(first)
    for each in np.unique(length).tolist():
        at = first[:-1][length == each][:, None] + np.arange(each)
        keys[at] = np.sort(keys[at], axis=1)


def _values(problem: Problem, rank: Ints, pairs: Ints) -> Ints:
    """How well a side likes each pair, from 0, the best; equal when it is a tie."""
    rank, score = rank[pairs], problem.pair_score[pairs]
    value: Ints = rank.max(initial=0) + 1 + score.max(initial=0) - score
    np.copyto(value, rank, where=rank > 0)
    if _bits(value) > _VALUE_BITS:
        value = np.unique(value, return_inverse=True)[1].astype(np.int64)
    return value


def _packed(high: Ints, tied: NDArray[np.uint64], low: Ints, top: int, bottom: int) -> Ints:
    """`high`, then as much of `tied` as there is room for, then `low`, in one number each."""
    room = max(_BITS - top - bottom, 0)
    middle = (tied >> np.uint64(64 - room)).astype(np.int64) if room else 0
    packed: Ints = high << (room + bottom) | middle << bottom | low
    return packed


def _bits(numbers: Ints) -> int:
    return int(numbers.max(initial=0)).bit_length()
