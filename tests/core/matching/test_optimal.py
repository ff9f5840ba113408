"""The optimal method: highest objective, every rule kept, prices that mean something."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from bench.matching_instances import instance

from fourfold.issues import FourfoldError
from fourfold.matching.optimal import is_flow, solve_optimal
from fourfold.matching.optimal.columns import best_choice
from fourfold.matching.optimal.network import Network, network_of
from fourfold.matching.problem import NOBODY, Assignment, Problem, objective
from fourfold.matching.terms import LeastMatched, Terms
from tests.core.matching.instances import random_problem, random_terms
from tests.core.matching.reference import reference_value

SEEDS = range(200)
SIZE = {"learners": 5, "guides": 3}


def small(**changes: object) -> Problem:
    """Ana and Ben each need somebody; Gil and Hui have one place each."""
    problem = Problem(
        learner_ids=("ana", "ben"),
        groups=(),
        learner_group=np.full(2, NOBODY),
        need_learner=np.arange(2),
        need_names=("any", "any"),
        guide_ids=("gil", "hui"),
        capacity=np.array([1, 1]),
        min_if_open=np.zeros(2, np.int64),
        pair_need=np.array([0, 0, 1, 1]),
        pair_guide=np.array([0, 1, 0, 1]),
        pair_score=np.array([90, 60, 80, 20]),
        pair_learner_rank=np.zeros(4, np.int64),
        pair_guide_rank=np.zeros(4, np.int64),
        pair_forbidden=np.zeros(4, np.bool_),
        pair_locked=np.zeros(4, np.bool_),
        pair_previous=np.zeros(4, np.bool_),
    )
    return replace(problem, **changes)


def flags(*at: int) -> np.ndarray:
    """Four flags, those at these places set."""
    return np.isin(np.arange(4), at)


def keeps_rules(problem: Problem, assignment: Assignment) -> bool:
    """Every rule but the objective, in the plainest way."""
    chosen = [int(pair) for pair in assignment.chosen()]
    rows = list(assignment.rows(problem))
    with_guide = [(learner, guide) for learner, _, guide in rows]
    named = [(name, guide) for _, name, guide in rows]
    return (
        not any(problem.pair_forbidden[pair] for pair in chosen)
        and all(pair in chosen for pair in np.flatnonzero(problem.pair_locked))
        and all(assignment.loads(problem) <= problem.capacity)
        and (not problem.terms.distinct_guides or len(set(with_guide)) == len(rows))
        and all(
            named.count((name, problem.guide_ids[guide])) <= limit
            for name, guide, limit in zip(
                problem.quota_name, problem.quota_guide, problem.quota_limit, strict=True
            )
        )
    )


def worth(problem: Problem, network: Network, pair_of: np.ndarray) -> int:
    """The objective of pairs of a network."""
    return objective(problem, Assignment(network.in_problem(pair_of)))


def test_it_takes_the_highest_sum_not_the_best_pair_first() -> None:
    solution = solve_optimal(small())

    assert solution.assignment.pair_of.tolist() == [1, 2]
    assert solution.bound == 140
    assert solution.prices.tolist() == [30, 0]


def test_a_price_is_what_one_more_place_there_would_add() -> None:
    with_room = solve_optimal(small(capacity=np.array([2, 1])))

    assert with_room.bound == 140 + 30
    assert solve_optimal(small(capacity=np.array([1, 2]))).bound == 140


@pytest.mark.parametrize(
    ("changes", "pairs", "value"),
    [
        ({"pair_locked": flags(0)}, [0, 3], 110),
        ({"pair_forbidden": flags(2)}, [0, 3], 110),
        ({"pair_forbidden": flags(2, 3)}, [0, NOBODY], 90),
        ({"pair_previous": flags(0), "terms": Terms(move_penalty=40)}, [0, 3], 110),
        ({"pair_score": np.array([-5, -5, -5, -5])}, [NOBODY, NOBODY], 0),
        (
            {"pair_score": np.array([-5, -9, -5, -5]), "terms": Terms(unmatched_penalty=8)},
            [0, 3],
            -10,
        ),
        ({"capacity": np.array([2, 1]), "terms": Terms(load_cost=(0, 5, 50))}, [1, 2], 130),
        ({"capacity": np.array([0, 0])}, [NOBODY, NOBODY], 0),
    ],
)
def test_each_term_and_rule_is_weighed(
    changes: dict[str, object], pairs: list[int], value: int
) -> None:
    solution = solve_optimal(small(**changes))

    assert solution.assignment.pair_of.tolist() == pairs
    assert solution.bound == value


def test_needs_of_one_learner_go_to_different_guides() -> None:
    both = small(
        learner_ids=("ana",),
        need_learner=np.array([0, 0]),
        need_names=("coach", "mentor"),
        capacity=np.array([2, 1]),
    )

    assert solve_optimal(both).assignment.pair_of.tolist() == [0, 2]
    different = solve_optimal(replace(both, terms=Terms(distinct_guides=True)))
    assert different.assignment.pair_of.tolist() == [1, 2]


def test_a_quota_limits_needs_of_one_name() -> None:
    limited = small(
        capacity=np.array([2, 2]),
        quota_guide=np.array([0]),
        quota_name=("any",),
        quota_limit=np.array([1]),
    )

    assert solve_optimal(limited).assignment.pair_of.tolist() == [1, 2]


def test_nobody_needs_anything() -> None:
    nothing = random_problem(1, density=0.0)

    solution = solve_optimal(nothing)

    assert solution.assignment.matched == 0
    assert solution.prices.tolist() == [0] * nothing.guides


KINDS = {
    "penalties and load cost": ({**SIZE, "previous": 0.6}, {}),
    "locks and bans": ({**SIZE, "locks": 2, "forbidden": 0.2, "previous": 0.3}, {}),
    "different guides": ({**SIZE, "several_needs": True, "locks": 2}, {"distinct": True}),
    "quotas": ({**SIZE, "several_needs": True, "quotas": True, "forbidden": 0.1}, {}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_value_is_that_of_an_independent_solver(kind: str) -> None:
    limits, rules = KINDS[kind]
    for seed in SEEDS:
        problem = random_problem(seed, terms=random_terms(seed, **rules), **limits)

        solution = solve_optimal(problem)

        assert keeps_rules(problem, solution.assignment), seed
        assert solution.bound == objective(problem, solution.assignment), seed
        assert solution.bound == reference_value(problem), seed


def test_prices_are_right_whatever_the_rules() -> None:
    for seed, (limits, rules) in product(range(15), KINDS.values()):
        terms = random_terms(seed, longest=4, **rules)
        problem = random_problem(seed, terms=terms, **limits)
        solution = solve_optimal(problem)
        for guide in range(problem.guides):
            more = problem.capacity.copy()
            more[guide] += 1
            step = terms.load_cost[more[guide]] - terms.load_cost[more[guide] - 1]

            gain = solve_optimal(replace(problem, capacity=more)).bound - solution.bound

            assert gain == max(0, solution.prices[guide] - step), (seed, guide)


def test_few_columns_find_the_same_as_all() -> None:
    network = network_of(instance(2_000, 500, 50, seed=3, ranked=False))

    every, prices = best_choice(network)
    few, few_prices = best_choice(network, few_pairs=0)

    assert network.value[few].sum() == network.value[every].sum()
    assert few_prices.tolist() == prices.tolist()


def test_few_columns_keep_different_guides_and_locks() -> None:
    terms = replace(random_terms(5, distinct=True), unmatched_penalty=0)
    problem = random_problem(
        5, learners=60, guides=90, several_needs=True, locks=5, previous=0.2, terms=terms
    )
    network = network_of(problem)

    every, prices = best_choice(network)
    few, few_prices = best_choice(network, few_pairs=0)

    assert len(network.pair) > 32 * network.needs
    assert worth(problem, network, few) == worth(problem, network, every)
    assert few_prices[: network.guides].tolist() == prices[: network.guides].tolist()


@pytest.mark.parametrize(
    "changes",
    [
        {"min_if_open": np.array([2, 0])},
        {"terms": Terms(load_cost=(0, 10, 11))},
        {"terms": Terms(group_rules=(LeastMatched("A", 1),))},
        {
            "learner_ids": ("ana", "ben", "cem"),
            "need_learner": np.array([0, 0]),
            "terms": Terms(distinct_guides=True),
            "quota_guide": np.array([0]),
            "quota_name": ("any",),
            "quota_limit": np.array([1]),
        },
    ],
)
def test_what_no_flow_can_keep_is_refused(changes: dict[str, object]) -> None:
    problem = small(**changes)

    assert not is_flow(problem)
    with pytest.raises(FourfoldError, match="need an integer program"):
        solve_optimal(problem)


def test_locks_that_cannot_be_kept_are_refused() -> None:
    with pytest.raises(FourfoldError, match="locked pairs cannot all be kept"):
        solve_optimal(small(pair_locked=flags(0, 2)))


def test_amounts_too_large_to_be_exact_are_refused() -> None:
    with pytest.raises(FourfoldError, match="fewer digits"):
        solve_optimal(small(pair_score=np.array([90, 60, 80, 20]) * 10**16))
