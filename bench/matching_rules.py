"""Measures matching under side rules. `./run bench matching` runs it; about two minutes.

A mean gap between two groups is asked to be much smaller than it would be; the bound is that of
the prices of the rule, which no linear program undercuts by more than the rounding stated. Exits
with 1 when a limit is missed.
"""

import sys
import time
from dataclasses import replace

import numpy as np
from tests.core.matching.reference import reference_value
from tests.core.matching.test_integer import KINDS, value_of

from bench.figures import print_figure, provenance
from bench.matching_instances import instance
from fourfold.matching.integer import solve_integer
from fourfold.matching.integer.fractional import fractional
from fourfold.matching.integer.priced import MOST_FLOWS, lowest_bound
from fourfold.matching.integer.relaxed import Relaxation
from fourfold.matching.integer.rules import mean_gap
from fourfold.matching.optimal import solve_optimal
from fourfold.matching.problem import Problem, objective
from fourfold.matching.terms import LargestMeanGap, LeastMatched, Terms

SIZES = {"2,000 x 500": (2_000, 500, 5.0), "10,000 x 2,500": (10_000, 2_500, 15.0)}
K = 50
# How much smaller the gap of means is to be, of 10,000 points.
CLOSER = 300
SHARE_LIMIT = 0.01
OF_EVERY_KIND = 200
RESIDENCY = (200, 50)
ROUNDS = 3


def measure() -> int:
    """Print every figure beside its limit; how many limits are missed."""
    missed = sum(_group_rule(name, *size) for name, size in SIZES.items())
    return missed + _side_rules() + _values()


def _group_rule(name: str, needs: int, guides: int, seconds: float) -> int:
    problem = _with_rule(instance(needs, guides, K, seed=1))
    relaxation = Relaxation(problem)
    priced, found = lowest_bound(relaxation), _timed(problem)
    bound = priced.best.bound / relaxation.fine
    print(
        f"      {name}: {found['short']:,} points below what is proven, {len(priced.tried)} flows;"
        f" {100 * (1 - found['value'] / bound):.5f}% below the prices' bound"
    )
    if needs <= 2_000:
        print(f"      the linear program's bound is {bound - fractional(problem).bound:,.0f} lower")
    return (
        print_figure(
            f"group rule, {name}: % below the bound",
            round(100 * (1 - found["value"] / bound), 5),
            at_most=SHARE_LIMIT,
        )
        + print_figure(f"group rule, {name}: flows", len(priced.tried), at_most=MOST_FLOWS)
        + print_figure(f"group rule, {name}: s", round(found["s"], 1), at_most=seconds)
    )


def _with_rule(problem: Problem) -> Problem:
    """The problem with a rule that its best assignment breaks by `CLOSER` points."""
    rule = LargestMeanGap("A", "B", 0)
    now = mean_gap(problem, rule, solve_optimal(problem).assignment.chosen())
    rule = replace(rule, gap=int(np.floor(now)) - CLOSER)
    return replace(problem, terms=replace(problem.terms, group_rules=(rule,)))


def _side_rules() -> int:
    """Every other rule at the size of a residency, where the answer is to be proven best."""
    missed = 0
    for name, problem in _residencies():
        found = _timed(problem)
        missed += print_figure(f"{name}, 200 x 50: points unproven", found["short"], at_most=0)
        missed += print_figure(f"{name}, 200 x 50: s", round(found["s"], 1), at_most=5)
    return missed


def _residencies() -> list[tuple[str, Problem]]:
    problem = instance(*RESIDENCY, K, seed=1)
    falling = tuple(int(500 * load**0.5) for load in range(9))
    least = LeastMatched("B", int((problem.need_group == 1).sum()) - 5)
    tight = replace(problem, capacity=np.maximum(1, problem.capacity - 1))
    closer = _with_rule(tight).terms.group_rules
    return [
        ("nobody or three", replace(problem, min_if_open=np.minimum(3, problem.capacity))),
        ("falling load cost", _on(problem, load_cost=falling)),
        ("least matched and mean gap", _on(tight, group_rules=(least, *closer))),
        (
            "all at once",
            _on(
                replace(tight, min_if_open=np.minimum(3, tight.capacity)),
                load_cost=falling,
                group_rules=(least, *closer),
            ),
        ),
    ]


def _on(problem: Problem, **terms: object) -> Problem:
    return replace(problem, terms=Terms(unmatched_penalty=20_000, **terms))


def _timed(problem: Problem) -> dict[str, float]:
    start = time.perf_counter()
    solution = solve_integer(problem)
    seconds = time.perf_counter() - start
    value = objective(problem, solution.assignment)
    return {"s": seconds, "value": value, "short": solution.bound - value}


def _values() -> int:
    missed = 0
    for kind in KINDS:
        problems = [kind(seed) for seed in range(OF_EVERY_KIND)]
        wrong = sum(value_of(each) != reference_value(each) for each in problems)
        name = kind.__name__.replace("_", " ")
        missed += print_figure(f"{OF_EVERY_KIND} {name}: other values", wrong, at_most=0)
    return missed


def main() -> int:
    """Print every figure beside its limit; 0 when all are met."""
    print(provenance())
    return min(measure(), 1)


if __name__ == "__main__":
    sys.exit(main())
