"""Among equally good assignments the optimal method always gives the same one, and says which."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
from bench.matching_instances import instance

from fourfold.matching.optimal import solve_optimal
from fourfold.matching.optimal.canonical import canonical
from fourfold.matching.optimal.columns import best_choice
from fourfold.matching.optimal.network import network_of
from fourfold.matching.order import pair_order
from fourfold.matching.problem import NOBODY, Assignment, Problem, assignment_of, objective
from fourfold.matching.terms import Terms
from tests.core.matching.instances import random_problem

FLAT = Terms(load_cost=(0, 100, 200, 300))


def coarse(seed: int, *, distinct: bool = False) -> Problem:
    """A small problem in which very many assignments are equally good."""
    problem = random_problem(
        seed,
        learners=3 if distinct else 5,
        guides=3,
        ranked=True,
        ties=True,
        locks=seed % 2,
        several_needs=distinct,
        terms=replace(FLAT, distinct_guides=distinct),
    )
    return replace(problem, pair_score=problem.pair_score // 500 * 100)


def best_ones(problem: Problem) -> list[Assignment]:
    """Every assignment of highest objective, by trying them all."""
    all_ = list(assignments(problem))
    best = max(objective(problem, each) for each in all_)
    return [each for each in all_ if objective(problem, each) == best]


def assignments(problem: Problem) -> Iterator[Assignment]:
    first = problem.first_pair
    choices = [
        [p for p in range(first[n], first[n + 1]) if problem.pair_locked[p]]
        or [NOBODY, *range(first[n], first[n + 1])]
        for n in range(problem.needs)
    ]
    for pairs in product(*choices):
        assignment = assignment_of(problem, [pair for pair in pairs if pair != NOBODY])
        rows = [(learner, guide) for learner, _, guide in assignment.rows(problem)]
        different = not problem.terms.distinct_guides or len(set(rows)) == len(rows)
        if different and all(assignment.loads(problem) <= problem.capacity):
            yield assignment


def place(problem: Problem, assignment: Assignment) -> tuple[int, int, int]:
    """What the best ones are told apart by; less comes first."""
    ranks, chosen = problem.pair_learner_rank, assignment.chosen()
    ranks = np.where(ranks == 0, ranks.max() + 1, ranks)
    order = pair_order(problem)[chosen] >> np.uint64(24)
    return -assignment.matched, int(ranks[chosen].sum()), int(order.sum())


def test_the_first_of_the_best_has_most_matched_then_least_ranks_then_the_order() -> None:
    for seed, distinct in product(range(40), (False, True)):
        problem = coarse(seed, distinct=distinct)
        first = min(best_ones(problem), key=lambda each: place(problem, each))

        solution = solve_optimal(problem)

        assert solution.assignment.pair_of.tolist() == first.pair_of.tolist(), seed


def test_it_does_not_matter_which_of_the_best_the_flow_found() -> None:
    for seed in range(40):
        problem = coarse(seed)
        network = network_of(problem)
        _, prices = best_choice(network)
        ranks, order = problem.pair_learner_rank[network.pair], pair_order(problem)[network.pair]

        found = {
            canonical(network, network.from_problem(each.pair_of), prices, ranks, order).tobytes()
            for each in best_ones(problem)
        }

        assert len(found) == 1, seed


def test_another_seed_decides_otherwise_between_equals() -> None:
    problem = random_problem(3, learners=12, guides=6)
    problem = replace(problem, pair_score=np.full(problem.pairs, 500))

    found = {solve_optimal(problem, seed).assignment.pair_of.tobytes() for seed in range(5)}

    assert len(found) > 1
    assert {solve_optimal(problem, 1).bound} == {solve_optimal(problem, 2).bound}


def test_thousands_of_equals_are_decided_by_rank() -> None:
    problem = instance(2_000, 500, 20, seed=4)
    problem = replace(problem, pair_score=np.full(problem.pairs, 5))

    solution = solve_optimal(problem)

    by_rank = solve_optimal(replace(problem, pair_score=1_000 - problem.pair_learner_rank))
    ranks = problem.pair_learner_rank[solution.assignment.chosen()]
    assert solution.assignment.matched == by_rank.assignment.matched
    assert ranks.sum() == problem.pair_learner_rank[by_rank.assignment.chosen()].sum()
