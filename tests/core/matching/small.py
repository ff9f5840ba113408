"""A matching problem small enough to reckon by hand, written as rows."""

from collections.abc import Mapping, Sequence

import numpy as np

from fourfold.matching.problem import NOBODY, Assignment, Problem
from fourfold.matching.terms import Terms

Row = tuple[str, str, int]


def problem_of(
    capacity: Mapping[str, int],
    pairs: Sequence[Row],
    *,
    forbidden: Sequence[tuple[str, str]] = (),
    locked: Sequence[tuple[str, str]] = (),
    previous: Sequence[tuple[str, str]] = (),
    learner_ranks: Mapping[tuple[str, str], int] | None = None,
    guide_ranks: Mapping[tuple[str, str], int] | None = None,
    min_if_open: Mapping[str, int] | None = None,
    quotas: Sequence[Row] = (),
    groups: Mapping[str, str] | None = None,
    terms: Terms | None = None,
    scale: int = 1,
) -> Problem:
    """A problem of rows (need, guide, score); a need is “ana” or “ana/coaching”, sorted by name."""
    needs = sorted({need for need, _, _ in pairs})
    guides = sorted(capacity)
    learners = sorted({need.partition("/")[0] for need in needs})
    rows = sorted(pairs)
    names = sorted(set((groups or {}).values()))

    def numbers(found: Mapping[tuple[str, str], int] | None) -> np.ndarray:
        return np.array([(found or {}).get(row[:2], 0) for row in rows], np.int64)

    def flags(found: Sequence[tuple[str, str]]) -> np.ndarray:
        return np.array([row[:2] in found for row in rows], np.bool_)

    return Problem(
        learner_ids=tuple(learners),
        groups=tuple(names),
        learner_group=np.array(
            [names.index(groups[one]) if one in (groups or {}) else NOBODY for one in learners],
            np.int64,
        ),
        need_learner=np.array([learners.index(n.partition("/")[0]) for n in needs], np.int64),
        need_names=tuple(need.partition("/")[2] or "any" for need in needs),
        guide_ids=tuple(guides),
        capacity=np.array([capacity[guide] for guide in guides], np.int64),
        min_if_open=np.array([(min_if_open or {}).get(g, 0) for g in guides], np.int64),
        pair_need=np.array([needs.index(need) for need, _, _ in rows], np.int64),
        pair_guide=np.array([guides.index(guide) for _, guide, _ in rows], np.int64),
        pair_score=np.array([score for _, _, score in rows], np.int64),
        pair_learner_rank=numbers(learner_ranks),
        pair_guide_rank=numbers(guide_ranks),
        pair_forbidden=flags(forbidden),
        pair_locked=flags(locked),
        pair_previous=flags(previous),
        quota_guide=np.array([guides.index(guide) for guide, _, _ in quotas], np.int64),
        quota_name=tuple(name for _, name, _ in quotas),
        quota_limit=np.array([limit for _, _, limit in quotas], np.int64),
        terms=terms or Terms(),
        scale=scale,
    )


def assigned(problem: Problem, **guides: str) -> Assignment:
    """Who has whom: assigned(problem, ana="gita"); “ana/coaching” is written ana_coaching."""
    pair_of = np.full(problem.needs, NOBODY, np.int64)
    for pair in range(problem.pairs):
        learner, name = problem.need_of(int(problem.pair_need[pair]))
        key = learner if name == "any" else f"{learner}_{name}"
        if guides.get(key) == problem.guide_ids[problem.pair_guide[pair]]:
            pair_of[problem.pair_need[pair]] = pair
    return Assignment(pair_of)
