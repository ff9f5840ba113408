"""Stable pairs: no need and no guide would both rather have each other (A-16).

Needs ask in the order of their lists, so without ties each has the best guide it can have in any
stable matching. With ties every answer is weakly stable, and as many are served as we find.
"""

from collections.abc import Iterator

import numpy as np

from fourfold.issues import FourfoldError
from fourfold.matching.problem import NOBODY, Assignment, Problem, Solution
from fourfold.matching.stable.opening import Opening, opening
from fourfold.matching.stable.places import places
from fourfold.matching.stable.proposals import Proposals
from fourfold.matching.stable.repair import repair
from fourfold.matching.stable.tries import Run, best_run


def solve_stable(problem: Problem, seed: int = 0) -> Solution:
    """A stable matching; `seed` decides between equals. Locked pairs are made, forbidden are not.

    A guide with `min_if_open` takes that many or nobody: stability then holds among the open
    guides, and a notice names the others. FourfoldError for rules between groups.
    """
    if problem.terms.group_rules:
        raise FourfoldError(
            "A stable matching cannot keep rules between groups. Leave out group_rules,"
            " or use --method optimal."
        )
    left, gate = places(problem), opening(problem, seed)
    run = best_run(problem, left, gate, seed)
    unsettled = _repaired(run, gate) if left.tangled else 0
    notices = (
        *_left_out(problem),
        *gate.notices(run.market, run.closed),
        *_unsettled(unsettled),
    )
    return Solution(_assignment(problem, run.market), notices=notices)


def _repaired(run: Run, gate: Opening) -> int:
    """How many pairs would rather, after repairs that leave no open guide with too few."""
    unsettled = repair(run.market)
    while closed := gate.close_short(run.market):
        run.closed += closed
        unsettled = repair(run.market)
    return unsettled


def _assignment(problem: Problem, market: Proposals) -> Assignment:
    pair_of = np.full(problem.needs, NOBODY, np.int64)
    now = np.array(market.now, np.int64)
    kept = now != NOBODY
    pair_of[kept] = market.wishes.pair[now[kept]]
    locked = np.flatnonzero(problem.pair_locked)
    pair_of[problem.pair_need[locked]] = locked
    return Assignment(pair_of)


def _left_out(problem: Problem) -> Iterator[str]:
    terms = problem.terms
    left_out = [
        *(["the cost of load"] if any(terms.load_cost) else []),
        *(["the penalty for moves"] if terms.move_penalty else []),
    ]
    if left_out:
        yield f"Stable pairs go by preferences alone, without {' and '.join(left_out)}."


def _unsettled(count: int) -> Iterator[str]:
    if count:
        yield (
            "With quotas and different guides for one learner, no stable matching was found:"
            f" in {count} places of the lists a learner and a guide would rather have each other."
        )
