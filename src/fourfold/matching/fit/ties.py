"""What single learners and guides are to each other: roles that forbid a pair, and rankings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntFlag
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from fourfold.matching.fit.names import key
from fourfold.matching.fit.people import Guide, Learner, Need

T = TypeVar("T")
Ints = NDArray[np.integer[Any]]
# Later ranks are all alike.
LAST_RANK = 1000


class Tie(IntFlag):
    """What a guide is to a learner, or one of the two to the other."""

    ASSESSES = 1
    SUPERVISES = 2
    TREATS = 4
    CONFLICT = 8
    AVOIDS = 16
    SAME_PERSON = 32


@dataclass(frozen=True, eq=False)
class Sparse:
    """A few guides for each row, in their order: those of row r are `first[r] : first[r + 1]`.

    `values` has one row of numbers an entry.
    """

    first: NDArray[np.int64]
    guide: NDArray[np.int32]
    values: NDArray[np.int16]

    def spread(self, rows: Ints, place: Ints) -> tuple[Ints, Ints, Ints]:
        """(row of the block, column of the block, entry) of what lies in a block.

        `place` is the column of each guide in the block, -1 for a guide that is not in it.
        """
        counts = self.first[rows + 1] - self.first[rows]
        starts = np.repeat(self.first[rows] - np.cumsum(counts) + counts, counts)
        entry = starts + np.arange(len(starts))
        row, column = np.repeat(np.arange(len(rows)), counts), place[self.guide[entry]]
        inside = column >= 0
        return row[inside], column[inside], entry[inside]


def ties_of(learners: Sequence[Learner], guides: Sequence[Guide]) -> Sparse:
    """For each learner the guides with whom they have a tie; the value is a `Tie`."""
    row_of = {learner.id: row for row, learner in enumerate(learners)}
    column_of = {guide.id: column for column, guide in enumerate(guides)}
    found: dict[tuple[int, int], int] = {}
    for learner, guide, tie in _told(learners, guides):
        if learner in row_of and guide in column_of:
            pair = row_of[learner], column_of[guide]
            found[pair] = found.get(pair, 0) | tie
    return _sparse(len(learners), {pair: (tie,) for pair, tie in found.items()}, 1)


def ranks_of(
    learners: Sequence[Learner], needs: Sequence[tuple[int, Need]], guides: Sequence[Guide]
) -> Sparse:
    """For each need the guides that rank it or are ranked; the values are both ranks, 0 for none.

    The rank of a tier is 1 + how many stand in better tiers.
    """
    column_of = {guide.id: column for column, guide in enumerate(guides)}
    row_of = {(learners[place].id, need.name): row for row, (place, need) in enumerate(needs)}
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (place, need) in enumerate(needs):
        for guide, rank in _ranked(learners[place].ranking.get(need.name, ())):
            found[row, column_of[guide]] = rank, 0
    for column, each in enumerate(guides):
        for named, rank in _ranked(each.ranking):
            row = row_of[named]
            found[row, column] = found.get((row, column), (0, 0))[0], rank
    return _sparse(len(needs), found, 2)


def _told(learners: Iterable[Learner], guides: Iterable[Guide]) -> Iterator[tuple[str, str, Tie]]:
    """(learner id, guide id, tie) of everything that somebody or the program said."""
    names = {guide.id: key(guide.name) for guide in guides}
    for learner in learners:
        # Two lists that were numbered apart may share an id; two names tell people apart.
        if len({key(learner.name), names.get(learner.id, "")} - {""}) < 2:
            yield learner.id, learner.id, Tie.SAME_PERSON
        yield from ((learner.id, guide, Tie.AVOIDS) for guide in learner.avoids)
        yield from ((learner.id, guide, Tie.CONFLICT) for guide in learner.conflicts)
    for each in guides:
        yield from ((learner, each.id, Tie.ASSESSES) for learner in each.assesses)
        yield from ((learner, each.id, Tie.SUPERVISES) for learner in each.supervises)
        yield from ((learner, each.id, Tie.TREATS) for learner in each.treats)
        yield from ((learner, each.id, Tie.CONFLICT) for learner in each.conflicts)
        yield from ((learner, each.id, Tie.AVOIDS) for learner in each.avoids)


def _ranked(tiers: Sequence[frozenset[T]]) -> Iterator[tuple[T, int]]:
    rank = 1
    for tier in tiers:
        yield from ((each, min(rank, LAST_RANK)) for each in tier)
        rank += len(tier)


def _sparse(rows: int, found: Mapping[tuple[int, int], tuple[int, ...]], width: int) -> Sparse:
    pairs = sorted(found)
    row = np.array([pair[0] for pair in pairs], np.int64)
    return Sparse(
        first=np.searchsorted(row, np.arange(rows + 1)).astype(np.int64),
        guide=np.array([pair[1] for pair in pairs], np.int32),
        values=np.array([found[pair] for pair in pairs], np.int16).reshape(-1, width),
    )
