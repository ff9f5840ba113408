"""The candidates of every need: its best guides among all whom no rule refuses, exactly.

Pairs are looked at in blocks and never all held. With them come those that people named: ranked
pairs, previous ones and locked ones; and for guides who are on hardly any list, their best needs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfold.issues import FourfoldError
from fourfold.matching.candidates.best import Found, best_of
from fourfold.matching.candidates.buckets import buckets_of
from fourfold.matching.candidates.engines import Engine, map_blocks
from fourfold.matching.candidates.ground import Search
from fourfold.matching.candidates.search import Looked, run_task, tasks_of
from fourfold.matching.candidates.similarity import Likeness
from fourfold.matching.fit.facts import rules
from fourfold.matching.fit.features import Features
from fourfold.matching.fit.scoring import Weights
from fourfold.matching.fit.ties import Sparse
from fourfold.matching.problem import Ints

# How many guides a need gets, and on how many lists a guide stands at least, if rules allow it.
USUAL_K, USUAL_LISTS = 50, 5


@dataclass(frozen=True, eq=False)
class Candidates:
    """Pairs by need and guide (indices into the features) with their scores.

    `refused` has a row a need and a column a rule of `rules()`: how many guides that rule refuses
    before any other does. `k` is how many guides each need was to get.
    """

    need: Ints
    guide: Ints
    score: Ints
    refused: Ints
    guides: int
    k: int

    def __len__(self) -> int:
        return len(self.need)

    @property
    def possible(self) -> Ints:
        """For each need how many guides no rule refuses."""
        possible: Ints = self.guides - self.refused.sum(axis=1)
        return possible

    def short(self) -> Ints:
        """The needs with fewer possible guides than `k`, those with the fewest first."""
        fewest_first = np.argsort(self.possible, kind="stable")
        return fewest_first[self.possible[fewest_first] < min(self.k, self.guides)]


def candidates(
    features: Features,
    weights: Weights,
    likeness: Likeness,
    k: int = USUAL_K,
    *,
    keep: Iterable[tuple[int, int]] = (),
    engine: Engine = Engine.THREADS,
    workers: int | None = None,
    seed: int = 0,
) -> Candidates:
    """The best `k` guides of each need, and the pairs that are always in.

    `keep` are (need, guide) besides the ranked ones. FourfoldError when `k` is no positive number.
    """
    search = search_of(features, weights, likeness, k, keep=keep, seed=seed)
    found = joined(search, map_blocks(run_task, search, tasks_of(search), engine, workers))
    more = for_guides(search, found)
    if more is None:
        return found
    return with_guides(found, more, map_blocks(run_task, more, tasks_of(more), engine, workers))


def search_of(
    features: Features,
    weights: Weights,
    likeness: Likeness,
    k: int = USUAL_K,
    *,
    keep: Iterable[tuple[int, int]] = (),
    seed: int = 0,
) -> Search:
    """What the blocks of `tasks_of` share; for jobs that `run_task` one after the other."""
    if k < 1:
        raise FourfoldError(f"A need gets 1 candidate or more, not {k}.")
    parts = {form: dict(of_form) for form, of_form in weights.parts.items()}
    kept = _kept(features, keep)
    return Search(features, parts, likeness, buckets_of(features), kept, k, seed=seed)


def joined(search: Search, looked: Sequence[Looked]) -> Candidates:
    """The candidates from the results of all blocks, in any order."""
    features = search.features
    refused = np.zeros((features.needs, len(rules())), np.int64)
    for one in looked:
        refused[one.of_need] = one.refused
    need, guide, score = _pairs(looked)
    codes, order = np.unique(need.astype(np.int64) * features.guides + guide, return_index=True)
    pairs = np.divmod(codes, features.guides)
    return Candidates(*pairs, score[order].astype(np.int64), refused, features.guides, search.k)


def for_guides(search: Search, found: Candidates, lists: int = USUAL_LISTS) -> Search | None:
    """The search for needs of guides who stand on fewer than `lists` lists; None when none do."""
    on_lists = np.bincount(found.guide, minlength=found.guides)
    few = (on_lists < lists) & (search.features.capacity > 0)
    return replace(search, only=few, k=lists) if few.any() else None


def with_guides(found: Candidates, search: Search, looked: Sequence[Looked]) -> Candidates:
    """The candidates with those from the search `for_guides`."""
    need, guide, score = (side.astype(np.int64) for side in _pairs(looked))
    # Each block has the best of its needs; a guide wants the best of all.
    best = best_of(Found(guide, need, score), search.k, search.hash_of(need, guide))
    codes, new = found.need * found.guides + found.guide, best.column * found.guides + best.row
    fresh = best.among(~np.isin(new, codes))
    fresh = fresh.among(np.lexsort((fresh.row, fresh.column)))
    place = np.searchsorted(codes, fresh.column * found.guides + fresh.row)
    return replace(
        found,
        need=np.insert(found.need, place, fresh.column),
        guide=np.insert(found.guide, place, fresh.row),
        score=np.insert(found.score, place, fresh.score),
    )


def _pairs(looked: Sequence[Looked]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    none = np.zeros(0, np.int16)
    return (
        np.concatenate([none, *(one.need for one in looked)]),
        np.concatenate([none, *(one.guide for one in looked)]),
        np.concatenate([none, *(one.score for one in looked)]),
    )


def _kept(features: Features, keep: Iterable[tuple[int, int]]) -> Sparse:
    """The ranked pairs and those to keep, as lists of guides by need."""
    more = np.array([*keep], np.int64).reshape(-1, 2)
    ranks = features.ranks
    ranked = np.repeat(np.arange(features.needs), np.diff(ranks.first))
    rows = np.concatenate((ranked, more[:, 0]))
    columns: Ints = np.concatenate((ranks.guide, more[:, 1]))
    codes = np.unique(rows * features.guides + columns).astype(np.int64)
    row, column = np.divmod(codes, features.guides)
    first = np.searchsorted(row, np.arange(features.needs + 1)).astype(np.int64)
    return Sparse(first, column.astype(np.int32), np.zeros((len(codes), 0), np.int16))
