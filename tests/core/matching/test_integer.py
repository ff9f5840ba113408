"""The best assignment under side rules equals what the definition says, on every kind of rule."""

from dataclasses import replace

import numpy as np
import pytest

from fourfold.issues import FourfoldError
from fourfold.matching.integer import needs_integer_program, solve_integer
from fourfold.matching.problem import objective
from fourfold.matching.terms import LargestMeanGap, Terms
from tests.core.matching.instances import random_problem, random_terms
from tests.core.matching.reference import reference_value

# The bench does 200 of each.
SEEDS = range(25)


def with_open_guides(seed):
    return random_problem(seed, least_open=3, terms=random_terms(seed))


def with_falling_load_cost(seed):
    return random_problem(seed, terms=random_terms(seed, convex=False))


def with_least_matched(seed):
    return random_problem(seed, terms=random_terms(seed, least=seed % 4))


def with_mean_gap(seed):
    return random_problem(seed, learners=7, terms=random_terms(seed, gap=seed % 7 * 100 - 350))


def with_both_rules(seed):
    return random_problem(seed, terms=random_terms(seed, least=seed % 3, gap=seed % 5 * 80 - 80))


def with_quotas_on_different_guides(seed):
    terms = random_terms(seed, distinct=True)
    return random_problem(seed, learners=5, several_needs=True, quotas=True, terms=terms)


def with_everything(seed):
    terms = random_terms(seed, convex=False, distinct=True, least=1, gap=seed % 7 * 60)
    return random_problem(
        seed,
        learners=5,
        several_needs=True,
        ties=bool(seed % 2),
        locks=seed % 3,
        forbidden=0.1,
        previous=0.3,
        least_open=2,
        quotas=True,
        terms=terms,
    )


KINDS = [
    with_open_guides,
    with_falling_load_cost,
    with_least_matched,
    with_mean_gap,
    with_both_rules,
    with_quotas_on_different_guides,
    with_everything,
]


def value_of(problem):
    """The objective found, once its bound proves it; None when the rules cannot hold."""
    try:
        solution = solve_integer(problem)
    except FourfoldError:
        return None
    value = objective(problem, solution.assignment)
    assert solution.bound == value
    return value


@pytest.mark.parametrize("kind", KINDS)
def test_the_value_is_that_of_the_definition(kind):
    problems = [kind(seed) for seed in SEEDS]

    found = [value_of(problem) for problem in problems]

    assert found == [reference_value(problem) for problem in problems]


def test_a_larger_problem_is_decided_in_its_window():
    terms = Terms(unmatched_penalty=900, group_rules=(LargestMeanGap("A", "B", 20),))
    problem = random_problem(4, learners=60, guides=25, density=0.9, terms=terms)

    solution = solve_integer(problem)

    assert problem.pairs > 1_000
    assert solution.bound == objective(problem, solution.assignment) == reference_value(problem)
    assert solution.notices == ()


def test_nobody_at_all_has_the_value_of_nobody():
    terms = Terms(unmatched_penalty=5, group_rules=(LargestMeanGap("A", "B", 0),))
    problem = random_problem(1, density=0.0, terms=terms)

    solution = solve_integer(problem)

    assert (solution.bound, solution.assignment.matched) == (-5 * problem.needs, 0)


@pytest.mark.parametrize("kind", KINDS[:-2])
def test_only_side_rules_need_an_integer_program(kind):
    hard = [kind(seed) for seed in range(8)]
    easy = [
        replace(
            problem,
            min_if_open=np.zeros(problem.guides, np.int64),
            terms=Terms(unmatched_penalty=problem.terms.unmatched_penalty),
        )
        for problem in hard
    ]

    assert any(needs_integer_program(problem) for problem in hard)
    assert not any(needs_integer_program(problem) for problem in easy)
