"""The best few of each row, exactly, from scores that come in tiles and are never kept.

The order is total: the higher score first, then the smaller hash of the pair.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fourfold.matching.problem import Flags, Ints

Scores = NDArray[np.int16]
Hashes = NDArray[np.uint64]

# The score of what must not be found; every other score is above it.
REFUSED = int(np.iinfo(np.int16).min)
# A row's k-th best is looked for among the largest of every so many scores.
_STRIDE = 8


@dataclass(frozen=True, eq=False)
class Found:
    """Places in a table with their scores: three arrays of one length."""

    row: Ints
    column: Ints
    score: Ints

    def __len__(self) -> int:
        return len(self.row)

    def among(self, keep: Ints | Flags) -> "Found":
        """Some of the places, by index or by flag."""
        return Found(self.row[keep], self.column[keep], self.score[keep])


NOTHING = Found(*(np.zeros(0, np.int64) for _ in range(3)))


def together(found: Iterable[Found]) -> Found:
    """The places of several, one after the other."""
    each = (NOTHING, *found)
    return Found(
        np.concatenate([one.row for one in each]),
        np.concatenate([one.column for one in each]),
        np.concatenate([one.score for one in each]),
    )


class Best:
    """Collects what may be among the best `k` of each row, tile by tile."""

    def __init__(self, rows: int, k: int) -> None:
        self._k = k
        # A row's k-th best is at least this, as far as its tiles have come.
        self._floor: Scores = np.full(rows, REFUSED + 1, np.int16)
        self._found: list[Found] = []

    def add(self, scores: Scores, columns: Ints) -> None:
        """Take in a score for each row and each of these columns; REFUSED where there is none."""
        np.maximum(self._floor, _least_of_best(scores, self._k), out=self._floor)
        flat = np.flatnonzero(scores >= self._floor[:, None])
        row, place = np.divmod(flat, scores.shape[1])
        self._found.append(Found(row, columns[place], scores.ravel()[flat].astype(np.int64)))

    def possible(self) -> Found:
        """Every place that may be among its row's best, with all that tie for the last one."""
        found = together(self._found)
        return found.among(found.score >= self._floor[found.row])


def best_of(found: Found, k: int, hashes: Hashes) -> Found:
    """The best `k` of each row, rows in order; `hashes` has one entry a place and settles ties."""
    order = np.lexsort((found.column, hashes, -found.score, found.row))
    rows = found.row[order]
    place_in_row = np.arange(len(rows)) - np.searchsorted(rows, rows)
    return found.among(order[place_in_row < k])


def _least_of_best(scores: Scores, k: int) -> Scores:
    """For each row something that at least `k` scores reach; REFUSED + 1 where there are fewer."""
    rows, width = scores.shape
    if width < k:
        return np.full(rows, REFUSED + 1, np.int16)
    if width >= k * _STRIDE:
        # The k-th of the largest of each group is at most the k-th of all, and fewer are sorted.
        scores = scores[:, : width // _STRIDE * _STRIDE]
        scores = scores.reshape(rows, _STRIDE, width // _STRIDE).max(axis=1)
        width //= _STRIDE
    least = np.partition(scores, width - k, axis=1)[:, width - k]
    return np.maximum(least, REFUSED + 1)
