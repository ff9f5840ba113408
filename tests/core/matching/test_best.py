"""Examples of the best few of each row."""

import numpy as np

from fourfold.matching.candidates.best import NOTHING, REFUSED, Best, best_of, together


def hashes(row: np.ndarray, column: np.ndarray) -> np.ndarray:
    """Some order that is not that of the columns."""
    return (row * 7 + column * 5_003).astype(np.uint64) % np.uint64(997)


def best_in_tiles(scores: np.ndarray, k: int, width: int) -> list[tuple[int, int, int]]:
    best = Best(len(scores), k)
    for start in range(0, scores.shape[1], width):
        tile = scores[:, start : start + width]
        best.add(np.ascontiguousarray(tile), np.arange(start, start + tile.shape[1]))
    found = best.possible()
    found = best_of(found, k, hashes(found.row, found.column))
    return list(zip(found.row.tolist(), found.column.tolist(), found.score.tolist(), strict=True))


def best_one_by_one(scores: np.ndarray, k: int) -> list[tuple[int, int, int]]:
    found = []
    for row, line in enumerate(scores.tolist()):
        columns = [column for column, score in enumerate(line) if score != REFUSED]
        places = hashes(np.full(len(line), row), np.arange(len(line))).tolist()
        columns.sort(key=lambda column: (-line[column], places[column], column))
        found += [(row, column, line[column]) for column in columns[:k]]
    return found


def test_the_best_are_those_of_sorting_everything_however_the_tiles_are_cut():
    dice = np.random.default_rng(1)
    scores = dice.integers(0, 900, (40, 700)).astype(np.int16)
    scores[dice.random(scores.shape) < 0.4] = REFUSED

    cut = [best_in_tiles(scores, 9, width) for width in (700, 256, 100, 8)]

    assert cut == [best_one_by_one(scores, 9)] * 4


def test_many_ties_are_settled_by_the_hash_alone():
    scores = np.random.default_rng(2).integers(0, 3, (20, 300)).astype(np.int16)

    assert best_in_tiles(scores, 5, 64) == best_one_by_one(scores, 5)


def test_a_row_with_fewer_than_asked_keeps_them_all():
    scores = np.full((3, 50), REFUSED, np.int16)
    scores[1, [4, 40]] = [-5, 7]

    assert best_in_tiles(scores, 4, 16) == [(1, 40, 7), (1, 4, -5)]


def test_no_tiles_have_no_best():
    assert len(together([])) == len(Best(3, 2).possible()) == len(NOTHING) == 0
