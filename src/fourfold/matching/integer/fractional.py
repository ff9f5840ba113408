"""The bound of an integer program when parts of pairs count.

It is slower than a flow and knows more: that a guide whose load grows cheaper has room for so
many, and two limits that count the same pair.
"""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from fourfold.matching.integer.highs import scaled
from fourfold.matching.integer.program import constant, program_of, usable
from fourfold.matching.integer.relaxed import NEVER, Shortfall
from fourfold.matching.integer.rows import Program
from fourfold.matching.problem import Problem


def fractional(problem: Problem) -> Shortfall | None:
    """What no assignment exceeds, and how it falls; None when not even parts of pairs fit."""
    pairs = usable(problem)
    program = program_of(problem, pairs)
    matrix, most = _upper(program)
    limits = np.stack((program.floor, np.ones(len(program.floor))), axis=1)
    worth = program.worth.astype(np.float64)
    found = linprog(-worth, A_ub=matrix, b_ub=most, bounds=limits, method="highs-ds")
    if found.x is None:
        return None
    # Rows of needs come first: their price is what a need loses without anybody.
    needs = np.unique(problem.pair_need[pairs])
    of_need, of_pair = np.zeros(problem.needs, np.int64), np.full(problem.pairs, NEVER, np.int64)
    of_need[needs] = np.floor(np.maximum(0, -found.ineqlin.marginals[: len(needs)]))
    of_pair[pairs] = np.floor(np.maximum(0, found.lower.marginals[: len(pairs)]))
    # A locked pair is fixed, so that what its column would lose says nothing.
    of_pair[problem.pair_locked] = 0
    of_need[problem.pair_need[problem.pair_locked]] = NEVER
    return Shortfall(int(np.floor(-found.fun + 0.01)) + constant(problem), of_pair, of_need)


def _upper(program: Program) -> tuple[csr_array, np.ndarray]:
    """The rows as upper limits only, those with an upper limit first."""
    matrix, least, most = scaled(program)
    above, below = np.isfinite(most), np.isfinite(least)
    rows = csr_array(vstack([matrix[above], -matrix[below]]))
    return rows, np.concatenate((most[above], -least[below]))
