"""The best assignment under side rules that no flow can keep."""

from dataclasses import replace

import numpy as np

from fourfold.matching.integer.fractional import fractional
from fourfold.matching.integer.priced import Priced, lowest_bound
from fourfold.matching.integer.program import usable
from fourfold.matching.integer.refusal import refusal
from fourfold.matching.integer.relaxed import Relaxation
from fourfold.matching.integer.ties import settled
from fourfold.matching.integer.window import Best, Windows
from fourfold.matching.optimal import is_flow
from fourfold.matching.problem import Ints, Problem, Solution, assignment_of
from fourfold.matching.terms import LargestMeanGap

# Choices of so many flows are looked at together: those on either side of the best prices.
_NEIGHBORS = 3
# With more undecided pairs than this, which is less where means are compared, the canonical order
# of rows alone tells equally good answers apart, not ranks and seed.
_MOST_TIED, _MOST_TIED_BY_MEANS = 2_000, 400
# Where load grows cheaper or limits collide, a linear program bounds better than a flow; with more
# pairs than this it takes too long.
_MOST_FRACTIONAL = 150_000


def needs_integer_program(problem: Problem) -> bool:
    """Whether some rule of the problem can be kept by no flow."""
    return not is_flow(problem)


def solve_integer(problem: Problem, seed: int = 0) -> Solution:
    """The assignment of highest objective under every rule, with its bound.

    The bound equals the objective when the assignment is proven best, which it is at any size
    unless the rules leave too many pairs undecided; a notice then says how far it may be from the
    best. FourfoldError, naming the rule and what it could reach, when the rules cannot hold.
    """
    windows = _windows(problem)
    if windows is None:
        raise refusal(problem)
    best = _searched(windows)
    if best is None:
        raise refusal(problem)
    bound = min(best.bound, windows.bound)
    chosen = best.chosen
    if bound == best.value:
        window = windows.of(windows.bound - bound)
        if 0 < window.undecided <= (_MOST_TIED_BY_MEANS if _has_means(problem) else _MOST_TIED):
            chosen = settled(window.problem, window.pairs, chosen, seed)
    return Solution(
        assignment_of(problem, chosen), bound=bound, notices=_notices(problem, best.value, bound)
    )


def _windows(problem: Problem) -> Windows | None:
    """Where to look, by the cheapest bound that is good enough; None when no rule can hold."""
    plain = replace(problem.terms, group_rules=())
    odd = not is_flow(replace(problem, terms=plain, min_if_open=problem.min_if_open * 0))
    if odd and 0 < len(usable(problem)) <= _MOST_FRACTIONAL:
        shortfall = fractional(problem)
        return None if shortfall is None else Windows(problem, shortfall, np.zeros(0, np.int64))
    relaxation = Relaxation(problem)
    priced = lowest_bound(relaxation)
    if priced.impossible:
        return None
    return Windows(problem, relaxation.shortfall(priced.best), _near(priced))


def _has_means(problem: Problem) -> bool:
    return any(isinstance(rule, LargestMeanGap) for rule in problem.terms.group_rules)


def _near(priced: Priced) -> Ints:
    """The pairs of the choices whose bounds are lowest."""
    nearest = sorted(priced.tried, key=lambda each: each.bound)[:_NEIGHBORS]
    return np.unique(np.concatenate([each.chosen for each in nearest]))


def _searched(windows: Windows) -> Best | None:
    """The best assignment found, first among few pairs, then among all that could be better."""
    small, widest = windows.first(), windows.widest()
    best = small.best() or widest.best() or windows.all().best()
    if best is None or best.value >= best.bound:
        return best
    better = min(windows.bound - best.value, widest.width)
    wider = windows.of(better).best() if better > small.width else None
    return max(filter(None, (best, wider)), key=lambda each: (each.value, -each.bound))


def _notices(problem: Problem, value: int, bound: int) -> tuple[str, ...]:
    if value == bound:
        return ()
    short = problem.in_points(bound - value)
    return (f"Proven to be within {short} points of the best; there may be a better one.",)
