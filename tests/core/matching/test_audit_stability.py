"""Blocking pairs, found one by one and against a look at everything."""

import numpy as np
import pytest

from fourfold.matching.audit import certify
from fourfold.matching.audit.rules import check_rules
from fourfold.matching.audit.values import Blocking
from fourfold.matching.problem import NOBODY, Assignment
from fourfold.matching.terms import Terms
from tests.core.matching.instances import random_problem
from tests.core.matching.plain import blocking
from tests.core.matching.small import assigned, problem_of

PAIRS = [
    *[("ana", "gita", 90), ("ana", "hugo", 60)],
    *[("ben", "gita", 80), ("ben", "hugo", 20)],
]
KINDS = {
    "ranks": {"ranked": True},
    "ties": {"ranked": True, "ties": True, "forbidden": 0.1},
    "locks": {"ranked": True, "locks": 2, "least_open": 2},
    "different": {"ranked": True, "several_needs": True, "terms": Terms(distinct_guides=True)},
    "quotas": {"ties": True, "several_needs": True, "quotas": True, "locks": 1},
    "everything": {
        "ranked": True,
        "ties": True,
        "several_needs": True,
        "quotas": True,
        "locks": 1,
        "terms": Terms(distinct_guides=True),
    },
}


def test_two_who_would_rather_have_each_other_are_named():
    problem = problem_of({"gita": 1, "hugo": 1}, PAIRS)

    found = certify(problem, assigned(problem, ana="hugo", ben="gita"))

    assert (found.blocking, found.blocking_count) == ((Blocking("ana", "any", "gita"),), 1)
    assert not found.is_stable


def test_ranks_count_before_scores():
    ranks = {("ben", "gita"): 1}
    problem = problem_of({"gita": 1, "hugo": 1}, PAIRS, guide_ranks=ranks)

    found = certify(problem, assigned(problem, ana="hugo", ben="gita"))

    assert found.is_stable


def test_equal_wishes_block_nothing():
    pairs = [("ana", "gita", 50), ("ana", "hugo", 50)]
    problem = problem_of({"gita": 1, "hugo": 1}, pairs)

    assert certify(problem, assigned(problem, ana="hugo")).is_stable


def test_locked_needs_neither_block_nor_give_way():
    problem = problem_of({"gita": 1, "hugo": 1}, PAIRS, locked=[("ben", "gita")])

    assert certify(problem, assigned(problem, ana="hugo", ben="gita")).is_stable


def test_a_guide_closed_for_want_of_learners_wants_nobody_and_the_certificate_says_so():
    problem = problem_of({"gita": 2, "hugo": 2}, PAIRS, min_if_open={"gita": 3})

    found = certify(problem, assigned(problem, ana="hugo", ben="hugo"))

    assert (found.is_stable, found.closed) == (True, 1)
    assert "Guides who take nobody because too few would come: 1." in found.sentences()[-2]


@pytest.mark.parametrize("kind", KINDS)
def test_blocking_pairs_are_those_of_a_look_at_everything(kind):
    dice = np.random.default_rng(3)
    for seed in range(8):
        problem = random_problem(seed, learners=6, guides=4, **KINDS[kind])
        given = _something(dice, problem)
        found = certify(problem, given)
        if found.is_feasible:
            seen = [(p.learner_id, p.need, p.guide_id) for p in found.blocking]
            assert seen == [
                (*problem.need_of(need), problem.guide_ids[guide])
                for need, guide in blocking(problem, given)
            ], seed


def _something(dice: np.random.Generator, problem) -> Assignment:
    """Pairs thrown together, as long as no rule breaks."""
    pair_of = np.full(problem.needs, NOBODY, np.int64)
    locked = np.flatnonzero(problem.pair_locked)
    pair_of[problem.pair_need[locked]] = locked
    for pair in dice.permutation(problem.pairs):
        need = problem.pair_need[pair]
        if pair_of[need] == NOBODY and dice.random() < 0.8:
            pair_of[need] = pair
            if not all(check.broken == 0 for check in _rules(problem, pair_of)):
                pair_of[need] = NOBODY
    return Assignment(pair_of)


def _rules(problem, pair_of: np.ndarray):
    rules = check_rules(problem, Assignment(pair_of))
    return [check for check in rules if check.code != "min_if_open"]
