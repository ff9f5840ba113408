"""The search for candidates in blocks: each block looks at some needs and all guides of a bucket.

A block is three numbers, what all blocks share is sent once, and a result is plain arrays; so
blocks run as well on threads as on other machines or as jobs, in any order, with the same results.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfold.matching.candidates.best import Best, Found, best_of, together
from fourfold.matching.candidates.ground import TILE_GUIDES, TILE_PAIRS, Ground, Search
from fourfold.matching.problem import Ints

# Needs of one block.
BLOCK_NEEDS = 1024


class Task(NamedTuple):
    """One block: needs `start` to `stop` of a bucket."""

    bucket: int
    start: int
    stop: int


@dataclass(frozen=True, eq=False)
class Looked:
    """What came of a block: pairs, each once, by need and guide, and counts for its needs.

    `refused` has a row a need and a column a rule: guides whom that rule refused first.
    """

    need: NDArray[np.int32]
    guide: NDArray[np.int32]
    score: NDArray[np.int16]
    of_need: NDArray[np.int32]
    refused: NDArray[np.int32]


def tasks_of(search: Search) -> tuple[Task, ...]:
    """The blocks that together look at every need once."""
    return tuple(
        Task(number, start, min(start + BLOCK_NEEDS, len(bucket.needs)))
        for number, bucket in enumerate(search.buckets)
        for start in range(0, len(bucket.needs), BLOCK_NEEDS)
    )


def run_task(search: Search, task: Task) -> Looked:
    """Look at one block."""
    bucket = search.buckets[task.bucket]
    needs = bucket.needs[task.start : task.stop]
    refused = np.tile(bucket.refused, (len(needs), 1))
    if search.only is None:
        ground = Ground(search, needs, bucket.guides)
        pairs = together(
            _best_of_needs(ground, rows, refused[rows])
            for rows in _parts(len(needs), TILE_PAIRS // TILE_GUIDES)
        )
    else:
        ground = Ground(search, needs, bucket.guides[search.only[bucket.guides]])
        pairs = together(
            _best_of_guides(ground, columns)
            for columns in _parts(len(ground.guides), TILE_PAIRS // BLOCK_NEEDS)
        )
    _, once = np.unique(pairs.row * search.features.guides + pairs.column, return_index=True)
    return Looked(
        need=pairs.row[once].astype(np.int32),
        guide=pairs.column[once].astype(np.int32),
        score=pairs.score[once].astype(np.int16),
        of_need=needs.astype(np.int32),
        refused=refused.astype(np.int32),
    )


def _best_of_needs(ground: Ground, rows: slice, refused: Ints) -> Found:
    """The best guides of each need and those kept for it; counts into `refused`."""
    search, needs = ground.search, ground.needs[rows]
    best, kept = Best(len(needs), search.k), []
    for columns in _parts(len(ground.guides), TILE_GUIDES):
        tile = ground.tile(rows, columns)
        refused += tile.refused
        best.add(tile.scores, ground.guides[columns])
        kept.append(tile.kept)
    found = best.possible()
    pairs = Found(needs[found.row], found.column, found.score)
    return together((best_of(pairs, search.k, search.hash_of(pairs.row, pairs.column)), *kept))


def _best_of_guides(ground: Ground, columns: slice) -> Found:
    """The best of the needs for each guide."""
    search, guides = ground.search, ground.guides[columns]
    best = Best(len(guides), search.k)
    best.add(np.ascontiguousarray(ground.tile(slice(None), columns).scores.T), ground.needs)
    found = best.possible()
    pairs = Found(guides[found.row], found.column, found.score)
    chosen = best_of(pairs, search.k, search.hash_of(pairs.column, pairs.row))
    return Found(chosen.column, chosen.row, chosen.score)


def _parts(length: int, size: int) -> Iterator[slice]:
    for start in range(0, length, size):
        yield slice(start, start + size)
