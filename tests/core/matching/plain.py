"""Stable matching in the plainest way, by looking at everything; shares no solver and no audit."""

from itertools import product

import numpy as np

from fourfold.matching.problem import NOBODY, Assignment, Problem


def is_matching(problem: Problem, assignment: Assignment) -> bool:
    """Whether all places, quotas, bans and locks are kept."""
    chosen = [int(pair) for pair in assignment.pair_of if pair != NOBODY]
    return (
        all(problem.pair_need[pair] == n for n, pair in _kept(assignment))
        and not any(problem.pair_forbidden[pair] for pair in chosen)
        and all(pair in chosen for pair in np.flatnonzero(problem.pair_locked))
        and all(_fits(problem, g, _needs_of(problem, chosen, g)) for g in range(problem.guides))
    )


def blocking(problem: Problem, assignment: Assignment) -> list[tuple[int, int]]:
    """Every need and guide who would both rather have each other; closed guides want nobody."""
    return [
        (int(problem.pair_need[pair]), int(problem.pair_guide[pair]))
        for pair in range(problem.pairs)
        if not problem.pair_forbidden[pair]
        and not _locked(problem, int(problem.pair_need[pair]))
        and _need_gains(problem, assignment, pair)
        and _guide_gains(problem, assignment, pair)
    ]


def stable_matchings(problem: Problem) -> list[Assignment]:
    """Every weakly stable matching of a tiny problem."""
    choices = [[NOBODY, *np.flatnonzero(problem.pair_need == n)] for n in range(problem.needs)]
    found = (Assignment(np.array(pairs, np.int64)) for pairs in product(*choices))
    return [each for each in found if is_matching(problem, each) and not blocking(problem, each)]


def place_of(problem: Problem, assignment: Assignment) -> list[tuple[int, int]]:
    """How well each need likes what it has, the smaller the better; nobody is the worst."""
    nobody = (2, 0)
    return [
        nobody if pair == NOBODY else _liking(problem, problem.pair_learner_rank, int(pair))
        for pair in assignment.pair_of
    ]


def _need_gains(problem: Problem, assignment: Assignment, pair: int) -> bool:
    now = int(assignment.pair_of[problem.pair_need[pair]])
    ranks = problem.pair_learner_rank
    return now == NOBODY or _liking(problem, ranks, pair) < _liking(problem, ranks, now)


def _guide_gains(problem: Problem, assignment: Assignment, pair: int) -> bool:
    need, guide = int(problem.pair_need[pair]), int(problem.pair_guide[pair])
    chosen = [int(each) for _, each in _kept(assignment)]
    there = _needs_of(problem, chosen, guide)
    if not there and problem.min_if_open[guide] > 1:
        return False
    if _fits(problem, guide, [*there, need]):
        return True
    ranks = problem.pair_guide_rank
    return any(
        _liking(problem, ranks, pair) < _liking(problem, ranks, other)
        and _fits(problem, guide, [need, *(n for n in there if n != problem.pair_need[other])])
        for other in chosen
        if problem.pair_guide[other] == guide and not problem.pair_locked[other]
    )


def _liking(problem: Problem, ranks: np.ndarray, pair: int) -> tuple[int, int]:
    """Ranked first and by rank, then by score."""
    return (0, int(ranks[pair])) if ranks[pair] else (1, -int(problem.pair_score[pair]))


def _fits(problem: Problem, guide: int, needs: list[int]) -> bool:
    learners = [int(problem.need_learner[need]) for need in needs]
    names = [problem.need_kinds[need] for need in needs]
    quotas = zip(problem.quota_guide, problem.quota_name, problem.quota_limit, strict=True)
    return (
        len(needs) <= problem.capacity[guide]
        and not (problem.terms.distinct_guides and len(set(learners)) < len(learners))
        and all(names.count(name) <= limit for one, name, limit in quotas if one == guide)
    )


def _needs_of(problem: Problem, chosen: list[int], guide: int) -> list[int]:
    return [int(problem.pair_need[pair]) for pair in chosen if problem.pair_guide[pair] == guide]


def _kept(assignment: Assignment) -> list[tuple[int, int]]:
    return [(n, int(pair)) for n, pair in enumerate(assignment.pair_of) if pair != NOBODY]


def _locked(problem: Problem, need: int) -> bool:
    return bool(problem.pair_locked[problem.pair_need == need].any())
