"""Small random matching problems, with as many kinds of rules as a test asks for."""

from dataclasses import replace

import numpy as np

from fourfold.matching.problem import NOBODY, Problem
from fourfold.matching.terms import LargestMeanGap, LeastMatched, Terms


def random_problem(
    seed: int,
    *,
    learners: int = 8,
    guides: int = 4,
    density: float = 0.7,
    several_needs: bool = False,
    ranked: bool = False,
    ties: bool = False,
    locks: int = 0,
    forbidden: float = 0.0,
    previous: float = 0.0,
    least_open: int = 0,
    quotas: bool = False,
    terms: Terms | None = None,
) -> Problem:
    """A problem of about this size; the same for the same arguments.

    Scores are 0 to 1000, capacities 1 to 3, groups A and B. `ranked` gives both sides ranks for
    about two pairs of three, `ties` makes ranks and scores coarse. Locks respect every capacity,
    quota, ban and the rule of different guides.
    """
    dice = np.random.default_rng(seed)
    counts = dice.integers(1, 3, learners) if several_needs else np.ones(learners, np.int64)
    need_learner = np.repeat(np.arange(learners), counts)
    names = tuple("any" if not several_needs else f"n{k}:need" for c in counts for k in range(c))
    needs = len(need_learner)
    need, guide = np.nonzero(dice.random((needs, guides)) < density)
    pairs = len(need)
    score = dice.integers(0, 11, pairs) * 100 if ties else dice.integers(0, 1001, pairs)
    problem = Problem(
        learner_ids=tuple(f"l{n:03}" for n in range(learners)),
        groups=("A", "B"),
        learner_group=dice.integers(NOBODY, 2, learners).astype(np.int64),
        need_learner=need_learner.astype(np.int64),
        need_names=names,
        guide_ids=tuple(f"g{n:03}" for n in range(guides)),
        capacity=dice.integers(1, 4, guides).astype(np.int64),
        min_if_open=dice.integers(0, least_open + 1, guides).astype(np.int64),
        pair_need=need.astype(np.int64),
        pair_guide=guide.astype(np.int64),
        pair_score=score.astype(np.int64),
        pair_learner_rank=_ranks(dice, need, ranked, ties),
        pair_guide_rank=_ranks(dice, guide, ranked, ties),
        pair_forbidden=dice.random(pairs) < forbidden,
        pair_locked=np.zeros(pairs, np.bool_),
        pair_previous=_one_a_need(dice, need, previous),
        terms=terms or Terms(),
    )
    if quotas:
        problem = replace(
            problem,
            quota_guide=np.arange(guides, dtype=np.int64),
            quota_name=tuple(
                names[int(n)].partition(":")[0] for n in dice.integers(0, needs, guides)
            ),
            quota_limit=dice.integers(1, 3, guides).astype(np.int64),
        )
    return _with_locks(dice, problem, locks)


def random_terms(
    seed: int,
    *,
    convex: bool = True,
    distinct: bool = False,
    least: int | None = None,
    gap: int | None = None,
    longest: int = 3,
) -> Terms:
    """Penalties and a load cost drawn from the seed; group rules as asked, over A and B."""
    dice = np.random.default_rng(seed + 90_000)
    steps = dice.integers(0, 200, longest)
    steps = np.sort(steps) if convex else steps
    rules = (
        *([LeastMatched("B", least)] if least is not None else []),
        *([LargestMeanGap("A", "B", gap)] if gap is not None else []),
    )
    return Terms(
        unmatched_penalty=int(dice.integers(0, 800)),
        move_penalty=int(dice.integers(0, 300)),
        load_cost=(0, *(int(each) for each in np.cumsum(steps))),
        distinct_guides=distinct,
        group_rules=rules,
    )


def _ranks(dice: np.random.Generator, side: np.ndarray, ranked: bool, ties: bool) -> np.ndarray:
    """For about two pairs of three of each side a rank among that side's pairs, else 0."""
    ranks = np.zeros(len(side), np.int64)
    if not ranked:
        return ranks
    for one in np.unique(side):
        mine = dice.permutation(np.flatnonzero(side == one))
        chosen = mine[: max(1, 2 * len(mine) // 3)]
        places = np.arange(1, len(chosen) + 1)
        ranks[chosen] = (places + 1) // 2 if ties else places
    return ranks


def _one_a_need(dice: np.random.Generator, need: np.ndarray, share: float) -> np.ndarray:
    flags = np.zeros(len(need), np.bool_)
    for one in np.unique(need):
        if dice.random() < share:
            flags[dice.choice(np.flatnonzero(need == one))] = True
    return flags


def _with_locks(dice: np.random.Generator, problem: Problem, locks: int) -> Problem:
    locked = np.zeros(problem.pairs, np.bool_)
    for pair in dice.permutation(problem.pairs):
        trial = locked.copy()
        trial[pair] = True
        if locked.sum() < locks and _fits(problem, trial):
            locked = trial
    return replace(problem, pair_locked=locked)


def _fits(problem: Problem, locked: np.ndarray) -> bool:
    pairs = np.flatnonzero(locked)
    guides, needs = problem.pair_guide[pairs], problem.pair_need[pairs]
    by_learner = set(zip(problem.need_learner[needs].tolist(), guides.tolist(), strict=True))
    named = [(problem.need_kinds[n], int(g)) for n, g in zip(needs, guides, strict=True)]
    quotas = zip(problem.quota_name, problem.quota_guide, problem.quota_limit, strict=True)
    return (
        not problem.pair_forbidden[pairs].any()
        and len(np.unique(needs)) == len(pairs)
        and len(by_learner) == len(pairs)
        and bool((np.bincount(guides, minlength=problem.guides) <= problem.capacity).all())
        and all(named.count((name, int(guide))) <= limit for name, guide, limit in quotas)
    )
