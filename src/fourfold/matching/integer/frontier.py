"""Coverage against quality: what a problem comes to at several penalties."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fourfold.matching.integer.solve import needs_integer_program, solve_integer
from fourfold.matching.optimal import solve_optimal
from fourfold.matching.problem import Problem, objective


@dataclass(frozen=True, slots=True)
class Point:
    """One penalty, and the best assignment at it: needs matched, sum of scores, objective.

    Amounts are in units.
    """

    penalty: int
    matched: int
    score: int
    objective: int


def frontier(problem: Problem, penalties: Sequence[int], seed: int = 0) -> list[Point]:
    """A point for each penalty for a need without a guide, in the order given.

    Every rule of the problem is kept; a flow does each point in milliseconds where it can.
    FourfoldError when the rules cannot hold.
    """
    solve = solve_integer if needs_integer_program(problem) else solve_optimal
    points = []
    for penalty in penalties:
        priced = replace(problem, terms=replace(problem.terms, unmatched_penalty=penalty))
        found = solve(priced, seed).assignment
        score = int(problem.pair_score[found.chosen()].sum())
        points.append(Point(penalty, found.matched, score, objective(priced, found)))
    return points
