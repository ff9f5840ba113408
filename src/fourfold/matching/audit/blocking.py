"""Needs and guides who would both rather have each other (A-16).

A need would rather have the better rank; unranked pairs come after all ranked ones, by score. A
guide likewise, as long as it has room or may let a need go that it likes less.
"""

from dataclasses import dataclass

import numpy as np

from fourfold.matching.audit.frame import quota_pairs
from fourfold.matching.audit.values import Blocking
from fourfold.matching.problem import NOBODY, Flags, Ints, Problem

_FREE = 1 << 61
_FIXED = -(1 << 61)


def blocking_pairs(problem: Problem, pair_of: Ints) -> Ints:
    """The pairs that block, in canonical order. A guide closed for want of learners has none.

    `pair_of` has one pair or NOBODY for each need. What is locked or forbidden never blocks.
    """
    wish = _places(problem.pair_learner_rank, problem.pair_score)
    has = pair_of != NOBODY
    now = np.full(problem.needs, _FREE)
    now[has] = wish[pair_of[has]]
    now[problem.pair_need[problem.pair_locked]] = _FIXED
    wanted = np.flatnonzero((wish < now[problem.pair_need]) & ~problem.pair_forbidden)
    liking = _places(problem.pair_guide_rank, problem.pair_score)
    return wanted[_guide_gains(problem, pair_of[has], liking, wanted)]


def named(problem: Problem, pairs: Ints) -> tuple[Blocking, ...]:
    """These pairs by the ids of learner, need and guide."""
    return tuple(
        Blocking(*problem.need_of(int(need)), problem.guide_ids[guide])
        for need, guide in zip(problem.pair_need[pairs], problem.pair_guide[pairs], strict=True)
    )


def _places(rank: Ints, score: Ints) -> Ints:
    """One number a pair, smaller for better: the ranked by rank, then the others by score."""
    after_all_ranks = int(rank.max(initial=0)) + 1 + int(score.max(initial=0))
    places: Ints = np.where(rank > 0, rank, after_all_ranks - score)
    return places


@dataclass(frozen=True, eq=False)
class _Held:
    """Per guide how many needs it has, and the place of the one it would rather let go."""

    load: Ints
    worst: Ints


def _guide_gains(problem: Problem, chosen: Ints, liking: Ints, wanted: Ints) -> Flags:
    """Whether each guide has room for the wanted pair or would let another go for it."""
    guide, like = problem.pair_guide[wanted], liking[wanted]
    held = _held(problem.guides, problem.pair_guide[chosen], _let_go(problem, chosen, liking))
    full = held.load[guide] >= problem.capacity[guide]
    gains: Flags = ~full | (held.worst[guide] > like)
    gains &= ~((held.load[guide] == 0) & (problem.min_if_open[guide] > 1))
    gains &= problem.capacity[guide] > 0
    stopped = _quota_stops(problem, chosen, liking, wanted, gains)
    return _own_need_stops(problem, chosen, liking, wanted, gains, stopped)


def _let_go(problem: Problem, chosen: Ints, liking: Ints) -> Ints:
    return np.where(problem.pair_locked[chosen], _FIXED, liking[chosen])


def _held(count: int, of: Ints, place: Ints) -> _Held:
    worst = np.full(count, _FIXED)
    np.maximum.at(worst, of, place)
    return _Held(np.bincount(of, minlength=count).astype(np.int64), worst)


def _quota_stops(problem: Problem, chosen: Ints, liking: Ints, wanted: Ints, gains: Flags) -> Flags:
    """Take back a gain for which no need of the same kind could make room under a full quota.

    Answers which wanted pairs meet a full quota.
    """
    if not problem.quota_name:
        return np.zeros(len(wanted), np.bool_)
    made = np.zeros(problem.pairs, np.bool_)
    made[chosen] = True
    worst = np.full(problem.pairs, _FREE)
    for pairs, most in quota_pairs(problem):
        mine = pairs[made[pairs]]
        if len(mine) >= most:
            lets_go = int(_let_go(problem, mine, liking).max(initial=_FIXED))
            worst[pairs] = np.minimum(worst[pairs], lets_go)
    gains &= worst[wanted] > liking[wanted]
    stopped: Flags = worst[wanted] < _FREE
    return stopped


def _own_need_stops(
    problem: Problem, chosen: Ints, liking: Ints, wanted: Ints, gains: Flags, stopped: Flags
) -> Flags:
    """Where a learner has the guide for another need, only that need could make room."""
    if not problem.terms.distinct_guides or not len(chosen):
        return gains
    key = problem.need_learner[problem.pair_need] * problem.guides + problem.pair_guide
    order = chosen[np.argsort(key[chosen], kind="stable")]
    near = np.minimum(np.searchsorted(key[order], key[wanted]), len(order) - 1)
    other = order[near]
    meets = key[other] == key[wanted]
    gives_way = _let_go(problem, other, liking) > liking[wanted]
    # Under a full quota only a need of the same kind makes room.
    kinds = np.unique(problem.need_kinds, return_inverse=True)[1]
    alike = kinds[problem.pair_need[other]] == kinds[problem.pair_need[wanted]]
    here = problem.capacity[problem.pair_guide[wanted]] > 0
    answer: Flags = np.where(meets, gives_way & here & (alike | ~stopped), gains)
    return answer
