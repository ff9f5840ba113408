"""What the integer program rests on: bounds, prices, load costs and ties."""

import os
from dataclasses import replace

import numpy as np
import pytest

from fourfold.matching.integer import solve_integer
from fourfold.matching.integer.fractional import fractional
from fourfold.matching.integer.highs import highest
from fourfold.matching.integer.loads import convex_below
from fourfold.matching.integer.priced import MOST_FLOWS, lowest_bound
from fourfold.matching.integer.program import program_of, usable
from fourfold.matching.integer.quiet import quiet
from fourfold.matching.integer.relaxed import Relaxation
from fourfold.matching.integer.ties import settled
from fourfold.matching.integer.window import Windows
from fourfold.matching.problem import objective
from fourfold.matching.terms import LargestMeanGap, Terms
from tests.core.matching.instances import random_problem, random_terms

NONE = np.zeros(0, np.int64)


@pytest.mark.parametrize(
    ("costs", "below"),
    [
        ((), ()),
        ((7,), (14,)),
        ((0, 5, 12), (0, 10, 24)),
        ((0, 10, 12, 13), (0, 8, 16, 24)),
        ((3, 9, 9, 30), (6, 12, 18, 60)),
    ],
)
def test_the_convex_cost_below_a_load_cost(costs, below):
    assert convex_below(costs, 2) == below


@pytest.mark.parametrize("seed", range(5))
def test_prices_of_rules_bound_the_best_from_above(seed):
    problem = random_problem(seed, learners=20, terms=random_terms(seed, gap=-40))
    best = objective(problem, solve_integer(problem).assignment)
    relaxation = Relaxation(problem)

    priced = lowest_bound(relaxation)

    assert len(priced.tried) <= MOST_FLOWS
    assert all(each.bound >= best * relaxation.fine for each in priced.tried)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("width", [0, 150])
def test_a_small_window_never_promises_too_much(seed, width):
    problem = random_problem(seed, learners=12, terms=random_terms(seed, gap=0))
    best = objective(problem, solve_integer(problem).assignment)
    relaxation = Relaxation(problem)
    flowed = lowest_bound(relaxation).best
    windows = Windows(problem, relaxation.shortfall(flowed), flowed.chosen)

    found = windows.of(width).best()

    assert found is None or found.value <= best <= found.bound


@pytest.mark.parametrize("seed", range(5))
def test_a_window_of_the_whole_distance_holds_the_best(seed):
    terms = random_terms(seed, convex=False)
    problem = random_problem(seed, learners=12, least_open=3, terms=terms)
    best = objective(problem, solve_integer(problem).assignment)
    windows = Windows(problem, fractional(problem), NONE)

    found = windows.of(windows.bound - best).best()

    assert (found.value, found.bound) == (best, best)


@pytest.mark.parametrize("seed", range(5))
def test_ties_end_the_same_wherever_they_start(seed):
    problem, pairs, program, best = _with_ties(seed)
    anything = np.random.default_rng(seed).integers(0, 9, len(program.worth))
    one, other = (
        pairs[highest(_as_good(program, best), goal).x[: len(pairs)] > 0]
        for goal in (anything, -anything)
    )

    ends = [settled(problem, pairs, start, seed).tolist() for start in (one, other)]

    assert ends[0] == ends[1]


def test_the_seed_decides_between_equals_and_nothing_else():
    problem = _with_ties(2)[0]
    solutions = [solve_integer(problem, seed) for seed in (0, 1, 2, 0)]

    pairs = [each.assignment.pair_of.tolist() for each in solutions]

    assert pairs[0] == pairs[3]
    assert len({str(each) for each in pairs}) > 1
    assert len({objective(problem, each.assignment) for each in solutions}) == 1


def test_among_equals_learners_have_whom_they_rank_first():
    terms = Terms(group_rules=(LargestMeanGap("A", "B", 10_000),))
    problem = random_problem(6, learners=4, guides=4, density=1.0, terms=terms)
    problem = replace(
        problem,
        pair_score=np.full(16, 50),
        capacity=np.full(4, 4),
        pair_learner_rank=np.tile([2, 1, 3, 0], 4),
    )

    assignment = solve_integer(problem).assignment

    assert problem.pair_guide[assignment.chosen()].tolist() == [1, 1, 1, 1]


def test_what_compiled_code_prints_is_dropped(capfd):
    with quiet():
        os.write(1, b"from inside\n")
    os.write(1, b"from outside\n")

    assert capfd.readouterr().out == "from outside\n"


def _with_ties(seed):
    """A problem with coarse scores, its pairs, its program, and the best worth of that."""
    terms = Terms(unmatched_penalty=300, group_rules=(LargestMeanGap("A", "B", 30),))
    problem = random_problem(seed, learners=10, ranked=True, ties=True, terms=terms)
    pairs = usable(problem)
    program = program_of(problem, pairs)
    return problem, pairs, program, highest(program).value


def _as_good(program, best):
    """The program with the row that its worth is the best."""
    return replace(
        program,
        matrix=_stacked(program.matrix, program.worth),
        least=np.append(program.least, best),
        most=np.append(program.most, np.inf),
    )


def _stacked(matrix, row):
    return type(matrix)(np.vstack([matrix.toarray(), row]))
