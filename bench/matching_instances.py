"""Large made-up matching problems, built from arrays in a second or so.

Guides stand on a ring, specialty by specialty; a learner looks at a spread of guides from their own
place on it and keeps the best. Specialties are as unequal as real ones, some guides are wanted by
many, and the two sides rank by different weights. Nothing here is about real people.
"""

import numpy as np
from numpy.typing import NDArray

from fourfold.matching.problem import Problem
from fourfold.matching.terms import Terms

SPECIALTIES = 30
TRAITS = 6
MOST_POINTS = 10_000
# Learners looked at together, so that the pool of all of them is never in memory.
BLOCK = 10_000
TERMS = Terms(unmatched_penalty=20_000)

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def instance(
    needs: int, guides: int, k: int, seed: int = 0, *, ranked: bool = True, terms: Terms = TERMS
) -> Problem:
    """A problem with `needs` learners of one need each and exactly `k` pairs a need.

    Capacities are 1 to 8, so with guides = needs / 4 there is an eighth more room than needs.
    Scores are 0 to 10,000. Without `ranked` nobody ranks.
    """
    dice = np.random.default_rng(seed)
    weights = 1 / np.arange(1, SPECIALTIES + 1)
    share = np.concatenate(([0.0], np.cumsum(weights / weights.sum())))
    specialty = dice.choice(SPECIALTIES, needs, p=weights / weights.sum())
    width = (share[specialty + 1] - share[specialty]) * guides
    start = share[specialty] * guides + dice.random(needs) * width
    ours, theirs = _traits(dice, needs), _traits(dice, guides)
    wanted = dice.normal(0, 1, guides).astype(np.float32)
    found = [
        _block(dice, k, start[at], width[at], ours[at], theirs, wanted)
        for at in (slice(first, first + BLOCK) for first in range(0, needs, BLOCK))
    ]
    guide, likes, suits = (np.concatenate(parts) for parts in zip(*found, strict=True))
    need = np.repeat(np.arange(needs), k)
    nobody = np.zeros(needs * k, np.int64)
    return Problem(
        learner_ids=tuple(f"l{n:06}" for n in range(needs)),
        groups=("A", "B"),
        learner_group=(dice.random(needs) < 0.3).astype(np.int64),
        need_learner=np.arange(needs),
        need_names=("any",) * needs,
        guide_ids=tuple(f"g{n:06}" for n in range(guides)),
        capacity=dice.integers(1, 9, guides),
        min_if_open=np.zeros(guides, np.int64),
        pair_need=need,
        pair_guide=guide.ravel().astype(np.int64),
        pair_score=_points(0.6 * likes + 0.4 * suits).ravel(),
        pair_learner_rank=_ranks_in_rows(likes) if ranked else nobody,
        pair_guide_rank=_ranks_in_groups(guide.ravel(), suits.ravel()) if ranked else nobody,
        pair_forbidden=np.zeros(needs * k, np.bool_),
        pair_locked=np.zeros(needs * k, np.bool_),
        pair_previous=np.zeros(needs * k, np.bool_),
        terms=terms,
    )


def _traits(dice: np.random.Generator, people: int) -> Floats:
    traits = dice.normal(size=(people, TRAITS)).astype(np.float32)
    unit: Floats = traits / np.linalg.norm(traits, axis=1, keepdims=True)
    return unit


def _block(
    dice: np.random.Generator,
    k: int,
    start: NDArray[np.float64],
    width: NDArray[np.float64],
    ours: Floats,
    theirs: Floats,
    wanted: Floats,
) -> tuple[NDArray[np.int32], Floats, Floats]:
    """For each learner of a block k guides in growing order, and how the two like each other."""
    guides, pool = len(theirs), min(2 * k, len(theirs))
    step = np.clip(width / pool, 1, guides / pool).astype(np.int64)[:, None]
    jitter = (dice.random((len(start), pool)) * step).astype(np.int64)
    guide = (start.astype(np.int64)[:, None] + np.arange(pool) * step + jitter) % guides
    close = np.einsum("nt,npt->np", ours, theirs[guide])
    noise = dice.normal(size=(2, *close.shape)).astype(np.float32)
    likes = close + 0.35 * wanted[guide] + 0.25 * noise[0]
    suits = close + 0.35 * noise[1]
    best = np.argpartition(-(0.6 * likes + 0.4 * suits), k - 1, axis=1)[:, :k]
    best = np.take_along_axis(best, np.argsort(np.take_along_axis(guide, best, 1), axis=1), 1)
    guide, likes, suits = (np.take_along_axis(each, best, 1) for each in (guide, likes, suits))
    return guide.astype(np.int32), likes, suits


def _points(value: Floats) -> Ints:
    """About 0 to 10,000, whole."""
    return np.clip((value + 1.2) / 3.2 * MOST_POINTS, 0, MOST_POINTS).astype(np.int64)


def _ranks_in_rows(value: Floats) -> Ints:
    return (np.argsort(np.argsort(-value, axis=1), axis=1) + 1).astype(np.int64).ravel()


def _ranks_in_groups(group: NDArray[np.int32], value: Floats) -> Ints:
    order = np.lexsort((-value, group))
    first = np.searchsorted(group[order], group[order])
    ranks = np.empty(len(group), np.int64)
    ranks[order] = np.arange(len(group)) - first + 1
    return ranks
