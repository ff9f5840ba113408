"""Optimal assignment: from the problem to the solution with its proof."""

import numpy as np

from fourfold.issues import FourfoldError
from fourfold.matching.optimal.canonical import canonical
from fourfold.matching.optimal.columns import best_choice
from fourfold.matching.optimal.network import is_flow, network_of
from fourfold.matching.order import pair_order
from fourfold.matching.problem import Assignment, Ints, Problem, Solution, objective


def solve_optimal(problem: Problem, seed: int = 0) -> Solution:
    """The assignment of highest objective; its bound is its objective.

    Among equally good ones the one with the most needs matched, then the least sum of learners'
    ranks, then the first in the seed's order. `prices` are what one more place of each guide would
    add if that place cost no load; what its load costs is to be taken off. Raises FourfoldError
    when the problem is no flow (`is_flow`), or when amounts are too large to be exact.
    """
    if not is_flow(problem):
        raise FourfoldError(
            "These rules need an integer program: the optimal method by flow takes no group rules, "
            "no “nobody or at least two”, no falling load cost, and no quota on a learner who "
            "wants different guides."
        )
    network = network_of(problem)
    pair_of, prices = best_choice(network)
    rank, order = _learner_rank(problem)[network.pair], pair_order(problem, seed)[network.pair]
    pair_of = canonical(network, pair_of, prices, rank, order)
    assignment = Assignment(network.in_problem(pair_of))
    value = objective(problem, assignment)
    return Solution(assignment, bound=value, prices=prices[: problem.guides])


def _learner_rank(problem: Problem) -> Ints:
    """Ranks, with the unranked one worse than the worst of all."""
    ranks = problem.pair_learner_rank
    return np.where(ranks == 0, ranks.max(initial=0) + 1, ranks)
