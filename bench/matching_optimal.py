"""Measures the optimal method: speed, proof, what-if, re-matching. `./run bench matching` runs it.

Every large measurement has a process of its own, so that its memory is its own. Exits with 1 when
a limit is missed. `python -m bench.matching_optimal --without-peers` leaves scipy and HiGHS out,
which take some minutes.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from bench.figures import print_figure, provenance
from bench.matching_instances import instance
from fourfold.matching.optimal import solve_optimal
from fourfold.matching.problem import NOBODY, Ints, Problem, Solution
from fourfold.matching.whatif import Outcome, WhatIf

SMALL, LARGE, K = (10_000, 2_500), (100_000, 25_000), 50
ROUNDS = 3
ASKED = 100
CHECKED = 20
# Of 10,000 points; scores that change do so by this much, about a third of their spread.
KEEP_BONUS, DRIFT = 400, 300
# Seconds that a peer gets.
PATIENCE = 120
Figures = dict[str, float]


def measure(*, peers: bool = True) -> int:
    """Print every figure beside its limit; how many limits are missed."""
    missed = _solving(_in_child("ours_small"), _in_child("ours_large"))
    missed += _asking(_in_child("whatif_small"), _in_child("whatif_large"))
    missed += _matching_again(_in_child("rematch"))
    return missed + (_beside_peers() if peers else 0)


def _solving(small: Figures, large: Figures) -> int:
    print(f"      10,000 x 2,500: {small['memory']:.2f} GB; 100,000 x 25,000: 5M pairs")
    return (
        print_figure("optimum, 10,000 x 2,500, k=50: s", round(small["s"], 2), at_most=0.4)
        + print_figure("optimum, 100,000 x 25,000, k=50: s", round(large["s"], 1), at_most=12)
        + print_figure("the same: peak GB with the problem", round(large["memory"], 2), at_most=1)
        + print_figure(
            "gap to the prices' total, both: units", int(small["gap"] + large["gap"]), at_most=0
        )
        + print_figure("pairs worth more than their price", int(large["beyond"]), at_most=0)
    )


def _asking(small: Figures, large: Figures) -> int:
    missed = 0
    for name, limit, figures in (("10,000", 50, small), ("100,000", 100, large)):
        for kind in ("leaves", "lock", "forbid", "room"):
            median, high = (round(figures[f"{kind} {part}"], 1) for part in ("median", "p95"))
            name_of_kind = f"what if, {kind}, {name}"
            missed += print_figure(f"{name_of_kind}: median ms", median, at_most=limit)
            if small is figures:
                missed += print_figure(f"{name_of_kind}: 95th percentile ms", high, at_most=limit)
            else:
                print(f"      {name_of_kind}: 95th percentile {high} ms")
    checked = int(small["checked"])
    return missed + print_figure(
        f"what if: {checked} answers that differ from a fresh solve", int(small["wrong"]), at_most=0
    )


def _matching_again(found: Figures) -> int:
    moved, fresh = found["kept_moved"], found["fresh_moved"]
    print(
        f"      re-matching moves {moved:,.0f} of those who could stay, a fresh solve {fresh:,.0f}"
    )
    return print_figure(
        "moves of a re-match, share of a fresh solve", round(moved / fresh, 3), at_most=0.2
    ) + print_figure("score it gives up: %", round(found["lost"] * 100, 3), at_most=0.1)


def _beside_peers() -> int:
    ours, scipy_ = _in_child("ours_large"), _in_child("scipy_large")
    print(f"      scipy's sparse matching: {scipy_['s']:.1f} s, {scipy_['memory']:.2f} GB")
    missed = print_figure(
        "times as fast as scipy", round(scipy_["s"] / ours["s"], 1), at_least=9
    ) + print_figure("scipy's total differs by", int(scipy_["value"] - ours["value"]), at_most=0)
    small, highs = _in_child("ours_small"), _in_child("highs_small")
    if "value" not in highs:
        print(f"      HiGHS through scipy, 10,000: not done in {PATIENCE} s")
        return missed
    print(f"      HiGHS through scipy, 10,000: {highs['s']:.1f} s, {highs['memory']:.2f} GB")
    differs = int(abs(highs["value"] - small["value"]))
    return (
        missed
        + print_figure("times as fast as HiGHS", round(highs["s"] / small["s"], 1), at_least=50)
        + print_figure("HiGHS' total differs by", differs, at_most=0)
    )


def ours_small() -> Figures:
    """The whole method at 10,000, best of some rounds: processes beside it slow each down."""
    return _ours(instance(*SMALL, K, seed=1), ROUNDS)


def ours_large() -> Figures:
    """The whole method at 100,000."""
    return _ours(instance(*LARGE, K, seed=1), 1)


def _ours(problem: Problem, rounds: int) -> Figures:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        solution = solve_optimal(problem)
        times.append(time.perf_counter() - start)
    memory = _memory()
    gap, beyond = _proof(problem, solution)
    value = float(solution.bound or 0)
    return {"s": min(times), "memory": memory, "gap": gap, "beyond": beyond, "value": value}


def _proof(problem: Problem, solution: Solution) -> tuple[int, int]:
    """Total by prices minus total by pairs, and pairs that beat what their need has."""
    assert solution.prices is not None
    pair_of, stay = solution.assignment.pair_of, -problem.terms.unmatched_penalty
    net = problem.pair_score - solution.prices[problem.pair_guide]
    left = np.where(pair_of == NOBODY, stay, net[pair_of])
    total = int(left.sum()) + int((solution.prices * problem.capacity).sum())
    return total - int(solution.bound or 0), int((net > left[problem.pair_need]).sum())


def whatif_small() -> Figures:
    """What-if at 10,000, with answers checked against fresh solves."""
    return _whatif(SMALL, ASKED, CHECKED)


def whatif_large() -> Figures:
    """What-if at 100,000."""
    return _whatif(LARGE, ASKED // 2, 0)


def _whatif(size: tuple[int, int], asked: int, checked: int) -> Figures:
    problem = instance(*size, K, seed=1, ranked=False)
    solution, dice = solve_optimal(problem), np.random.default_rng(0)
    whatif, pair_of = WhatIf(problem, solution), solution.assignment.pair_of
    guides = dice.choice(problem.guides, asked, replace=False).tolist()
    needs = dice.choice(np.flatnonzero(pair_of != NOBODY), asked, replace=False)
    others = dice.integers(problem.first_pair[needs], problem.first_pair[needs + 1]).tolist()
    found, outcomes = {}, []
    kinds: dict[str, tuple[Callable[[int], Outcome], list[int]]] = {
        "leaves": (whatif.guide_leaves, guides),
        "lock": (whatif.lock, others),
        "forbid": (whatif.forbid, pair_of[needs].tolist()),
        "room": (lambda g: whatif.guide_has_room(g, int(problem.capacity[g]) + 1), guides),
    }
    for kind, (ask, about) in kinds.items():
        times = []
        for each in about:
            start = time.perf_counter()
            outcomes.append(ask(each))
            times.append((time.perf_counter() - start) * 1000)
        found[f"{kind} median"] = statistics.median(times)
        found[f"{kind} p95"] = float(np.percentile(times, 95))
    every = len(outcomes) // checked if checked else len(outcomes) + 1
    fresh = [(each, solve_optimal(each.problem)) for each in outcomes[::every][:checked]]
    wrong = sum(each.objective_after != solution.bound for each, solution in fresh)
    return {**found, "wrong": wrong, "checked": len(fresh)}


def rematch() -> Figures:
    """1% of guides gone, 1% of learners new, 3% of scores changed: solved afresh and kept close."""
    before = instance(*SMALL, K, seed=1)
    old, dice = solve_optimal(before).assignment, np.random.default_rng(1)
    gone = dice.random(before.guides) < 0.01
    new = dice.random(before.needs) < 0.01
    drift = (dice.random(before.pairs) < 0.03) * dice.normal(0, DRIFT, before.pairs)
    drift += new[before.pair_need] * dice.normal(0, 1_000, before.pairs)
    previous = np.zeros(before.pairs, np.bool_)
    previous[old.chosen()] = True
    could_stay = previous & ~new[before.pair_need] & ~gone[before.pair_guide]
    after = replace(
        before,
        capacity=np.where(gone, 0, before.capacity),
        pair_score=np.clip(before.pair_score + drift, 0, 10_000).astype(np.int64),
        pair_previous=could_stay,
    )
    kept_terms = replace(after.terms, move_penalty=KEEP_BONUS)
    fresh = solve_optimal(after).assignment.chosen()
    kept = solve_optimal(replace(after, terms=kept_terms)).assignment.chosen()
    worth = [_worth(after, chosen) for chosen in (fresh, kept)]
    return {
        "fresh_moved": float(could_stay.sum() - could_stay[fresh].sum()),
        "kept_moved": float(could_stay.sum() - could_stay[kept].sum()),
        "lost": (worth[0] - worth[1]) / float(after.pair_score[fresh].sum()),
    }


def _worth(problem: Problem, chosen: Ints) -> float:
    unmatched = problem.needs - len(chosen)
    return float(problem.pair_score[chosen].sum() - problem.terms.unmatched_penalty * unmatched)


def scipy_large() -> Figures:
    """Scipy's sparse matching: a column for each place, and one for each need that stays alone."""
    problem = instance(*LARGE, K, seed=1, ranked=False)
    start = time.perf_counter()
    first = np.concatenate(([0], np.cumsum(problem.capacity)))
    copies = problem.capacity[problem.pair_guide]
    row = np.repeat(problem.pair_need, copies)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(copies) - copies, copies)
    column = np.repeat(first[problem.pair_guide], copies) + nth
    needs, high = np.arange(problem.needs), problem.pair_score.max() + 1
    alone = np.full(problem.needs, high + problem.terms.unmatched_penalty)
    cost = np.concatenate((np.repeat(high - problem.pair_score, copies), alone))
    ends = (np.concatenate((row, needs)), np.concatenate((column, first[-1] + needs)))
    matrix = csr_array(coo_array((cost, ends), shape=(problem.needs, first[-1] + problem.needs)))
    rows, columns = min_weight_full_bipartite_matching(matrix)
    took = time.perf_counter() - start
    value = float(high * problem.needs - matrix[rows, columns].sum())
    return {"s": took, "memory": _memory(), "value": value}


def highs_small() -> Figures:
    """HiGHS through scipy, as a linear program: its corners are whole numbers here."""
    problem = instance(*SMALL, K, seed=1, ranked=False)
    start, pairs = time.perf_counter(), np.arange(problem.pairs)
    ones = np.ones(problem.pairs)
    of_need = csr_array(coo_array((ones, (problem.pair_need, pairs))))
    of_guide = csr_array(
        coo_array((ones, (problem.pair_guide, pairs)), shape=(problem.guides, problem.pairs))
    )
    found = milp(
        -(problem.pair_score + problem.terms.unmatched_penalty).astype(float),
        constraints=[
            LinearConstraint(of_need, 0, 1),
            LinearConstraint(of_guide, 0, problem.capacity),
        ],
        bounds=Bounds(0, 1),
        options={"time_limit": PATIENCE},
    )
    took = time.perf_counter() - start
    if found.status != 0:
        return {"s": took, "memory": _memory()}
    penalties = problem.terms.unmatched_penalty * problem.needs
    return {"s": took, "memory": _memory(), "value": float(round(-found.fun) - penalties)}


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


PARTS = (
    ours_small,
    ours_large,
    whatif_small,
    whatif_large,
    rematch,
    scipy_large,
    highs_small,
)


def _in_child(name: str) -> Figures:
    command = [sys.executable, "-m", "bench.matching_optimal", name]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    figures: Figures = json.loads(answer.stdout)
    return figures


def main(arguments: list[str]) -> int:
    """Measure everything, or one part as JSON."""
    for part in PARTS:
        if part.__name__ in arguments:
            print(json.dumps({name: float(value) for name, value in part().items()}))
            return 0
    print(provenance())
    return 1 if measure(peers="--without-peers" not in arguments) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
