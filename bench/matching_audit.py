"""Measures the audit: speed and memory of a proof, and whether it refutes what is wrong.

`./run bench matching` runs it. Every large measurement has a process of its own, so that its memory
is its own. Exits with 1 when a limit is missed.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from tests.core.matching.instances import random_problem, random_terms

from bench.figures import print_figure, provenance
from bench.matching_instances import instance
from fourfold.issues import FourfoldError
from fourfold.matching.audit import certify
from fourfold.matching.problem import NOBODY, Assignment, Problem, objective
from fourfold.matching.solve import solve

SMALL, LARGE, K = (10_000, 2_500), (100_000, 25_000), 50
SEEDS = 200
SIZE = {"learners": 8, "guides": 4}
# What is put into the problem, and what into its terms.
KINDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "plain": ({}, {}),
    "locks, bans and previous pairs": ({"locks": 2, "forbidden": 0.1, "previous": 0.4}, {}),
    "different guides": ({"several_needs": True}, {"distinct": True}),
    "quotas": ({"several_needs": True, "quotas": True}, {}),
    "guides who take so many or nobody": ({"least_open": 3}, {}),
    "cost of load that falls": ({}, {"convex": False}),
    "least matched": ({}, {"least": 2}),
    "largest gap": ({}, {"gap": 60}),
    "all at once": (
        {"several_needs": True, "quotas": True, "least_open": 2, "locks": 1, "previous": 0.3},
        {"distinct": True, "gap": 200, "convex": False},
    ),
}
Figures = dict[str, float]


def measure() -> int:
    """Print every figure beside its limit; how many limits are missed."""
    return _speed() + _verdicts()


def _speed() -> int:
    small, large = _of_size(SMALL), _of_size(LARGE)
    return (
        print_figure("audit, 10,000 x 2,500, k=50: s", round(small["own"], 2), at_most=1)
        + print_figure("audit, 100,000 x 25,000, k=50: s", round(large["own"], 2), at_most=8)
        + print_figure("the same with the solver's prices: s", round(large["given"], 2), at_most=2)
        + print_figure("the same: peak GB with the problem", round(large["memory"], 2), at_most=1)
        + print_figure("gap of both optima: units", int(small["gap"] + large["gap"]), at_most=0)
        + print_figure("wrong claims believed", int(small["lies"] + large["lies"]), at_most=0)
    )


def _of_size(size: tuple[int, int]) -> Figures:
    """Solve in one process and audit in another."""
    with tempfile.TemporaryDirectory() as folder:
        where = str(Path(folder) / "solution.npz")
        _child("_solve", size, where)
        return dict(json.loads(_child("_audit", size, where)))


def _child(task: str, size: tuple[int, int], where: str) -> str:
    line = [sys.executable, "-m", "bench.matching_audit", task, *map(str, size), where]
    done = subprocess.run(line, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout


def _solve(problem: Problem, where: str) -> None:
    found = solve(problem)
    np.savez(where, pair_of=found.assignment.pair_of, prices=found.prices)


def _audit(problem: Problem, where: str) -> None:
    stored = np.load(where)
    assignment, prices = Assignment(stored["pair_of"]), stored["prices"]
    start = time.perf_counter()
    found = certify(problem, assignment)
    own = time.perf_counter() - start
    start = time.perf_counter()
    quick = certify(problem, assignment, prices=prices)
    given = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    lie = prices.copy()
    lie[int(prices.argmax())] += 1
    lies = int(certify(problem, assignment, prices=lie).holds) + int(not quick.holds)
    print(
        json.dumps(
            {"own": own, "given": given, "memory": memory, "gap": found.gap or 0, "lies": lies}
        )
    )


def _verdicts() -> int:
    missed = 0
    for name, (sizes, terms) in KINDS.items():
        asked, wrong = 0, 0
        for seed in range(SEEDS):
            problem = random_problem(seed, **SIZE, **sizes, terms=random_terms(seed, **terms))
            try:
                best = solve(problem)
            except FourfoldError:
                continue
            asked += 1
            wrong += not certify(problem, best.assignment, prices=best.prices).is_optimal
            wrong += _believed(problem, best.assignment)
        missed += print_figure(f"{name}: wrong verdicts in {asked} instances", wrong, at_most=0)
    return missed


def _believed(problem: Problem, best: Assignment) -> int:
    """1 when a worse assignment is taken for the best, or refuted without moves that gain."""
    free = [n for n, p in enumerate(best.pair_of) if p != NOBODY and not problem.pair_locked[p]]
    pair_of = best.pair_of.copy()
    pair_of[free[:1]] = NOBODY
    found = certify(problem, Assignment(pair_of))
    if not found.is_feasible or found.objective == objective(problem, best):
        return 0
    gains = found.proof.exchange is not None and found.proof.exchange.gain > 0
    return int(found.is_optimal or not gains)


def main() -> int:
    """One large task in a process of its own, or everything; 1 when a limit is missed."""
    if len(sys.argv) == 5:
        problem = instance(int(sys.argv[2]), int(sys.argv[3]), K)
        {"_solve": _solve, "_audit": _audit}[sys.argv[1]](problem, sys.argv[4])
        return 0
    print(provenance())
    return int(measure() > 0)


if __name__ == "__main__":
    sys.exit(main())
