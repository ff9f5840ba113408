"""One door to the solvers: the method and the kind of rules say which of them answers."""

import numpy as np

from fourfold.matching.integer import needs_integer_program, solve_integer
from fourfold.matching.optimal import solve_optimal
from fourfold.matching.problem import NOBODY, Assignment, Problem, Solution, objective
from fourfold.matching.stable.solve import solve_stable
from fourfold.matching.terms import Method


def solve(problem: Problem, method: Method = Method.OPTIMAL, seed: int = 0) -> Solution:
    """The pairs of a problem. `seed` decides between equals, and nothing else does.

    FourfoldError when no assignment keeps every rule, with what stands in the way.
    """
    if problem.pair_forbidden.all() and not problem.terms.group_rules:
        # Where no pair can be made, nobody having anybody is the best there is, and stable.
        nobody = Assignment(np.full(problem.needs, NOBODY, np.int64))
        return Solution(nobody, bound=objective(problem, nobody))
    if method is Method.STABLE:
        return solve_stable(problem, seed)
    if needs_integer_program(problem):
        return solve_integer(problem, seed)
    return solve_optimal(problem, seed)
