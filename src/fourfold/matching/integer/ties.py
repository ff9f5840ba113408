"""One answer among equally good ones: most needs, then best learner ranks, then `pair_order`."""

from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array, vstack

from fourfold.matching.integer.highs import highest
from fourfold.matching.integer.program import program_of, worth
from fourfold.matching.integer.rows import Program
from fourfold.matching.order import pair_order
from fourfold.matching.problem import Ints, Problem

# Ties are worth less work than the value; where it runs out, the answer so far is kept.
_WORK = 100_000
# The seeded order is cut to so many bits, which the solver's arithmetic still tells apart.
_BITS = 20


def settled(problem: Problem, pairs: Ints, chosen: Ints, seed: int) -> Ints:
    """Chosen pairs of the same objective, which depend on ids, ranks and seed alone.

    `chosen` are a best assignment among `pairs`. Two assignments that even the seeded order does
    not tell apart are told apart by the canonical order of the problem's rows.
    """
    program, nodes = program_of(problem, pairs), _WORK // (1 + len(pairs) - len(chosen))
    goal, nothing = program.worth, np.zeros(len(program.worth) - len(pairs), np.int64)
    value = int(worth(problem)[chosen].sum() - _load_cost(problem, chosen))
    for wish in (_by_rank(problem), -_by_seed(problem, seed)):
        program = _keeping(program, goal, value)
        goal = np.concatenate((wish[pairs], nothing))
        found = highest(program, goal, nodes)
        value = int(wish[chosen].sum())
        if found and found.value >= value:
            chosen, value = pairs[found.x[: len(pairs)] > 0], found.value
    return chosen


def _load_cost(problem: Problem, chosen: Ints) -> int:
    loads = np.bincount(problem.pair_guide[chosen], minlength=problem.guides)
    cost = problem.terms.cost_of
    return sum(cost(int(load)) - cost(0) for load in loads)


def _keeping(program: Program, worth: Ints, value: int) -> Program:
    """The program with one more row: whatever it answers, this worth stays as high."""
    row = csr_array(worth[None, :])
    return replace(
        program,
        matrix=csr_array(vstack([program.matrix, row])),
        least=np.append(program.least, value),
        most=np.append(program.most, np.inf),
    )


def _by_rank(problem: Problem) -> Ints:
    """Higher is better; one more need with a guide outweighs every rank."""
    rank = problem.pair_learner_rank
    worst = int(rank.max(initial=0)) + 1
    points: Ints = worst * problem.needs - np.where(rank > 0, rank, worst) + 1
    return points


def _by_seed(problem: Problem, seed: int) -> Ints:
    order: Ints = (pair_order(problem, seed) >> np.uint64(64 - _BITS)).astype(np.int64)
    return order
