"""A problem under the settings of a run: its pairs, and what other settings would give."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from fourfold.issues import FourfoldError
from fourfold.matching.problem import Assignment, Flags, Problem, Solution
from fourfold.matching.solve import solve
from fourfold.matching.terms import Method
from fourfold_web.matching.run_settings import POSITIONS, Position, RunSettings, Way

# What it costs to move somebody from their stable pair; a guide for one more person is worth it.
_FROM_STABLE = 20_000
# More pairs than these are solved once and not for every place on the slider.
MOST_FOR_FRONTIER = 300_000


@dataclass(frozen=True, eq=False)
class Solved:
    """The problem that was solved in the end, and its solution."""

    problem: Problem
    solution: Solution


def at(problem: Problem, ruled: Flags, position: Position) -> Problem:
    """The problem at a place on the slider; `ruled` are the pairs that are forbidden anywhere."""
    weak = (problem.pair_score < position.floor * problem.scale) & ~problem.pair_locked
    penalty = position.penalty * problem.scale
    return replace(
        problem,
        pair_forbidden=ruled | weak,
        terms=replace(problem.terms, unmatched_penalty=penalty),
    )


def solved(problem: Problem, ruled: Flags, settings: RunSettings) -> Solved:
    """The pairs that the settings ask for. FourfoldError when no pairs keep every rule."""
    problem = at(problem, ruled, settings.position)
    if settings.way is Way.TOTAL:
        return Solved(problem, solve(problem, Method.OPTIMAL, settings.seed))
    plain = replace(
        problem, terms=replace(problem.terms, move_penalty=0, load_cost=(), group_rules=())
    )
    stable = solve(plain, Method.STABLE, settings.seed)
    if settings.way is Way.STABLE:
        return Solved(plain, stable)
    kept = np.zeros(problem.pairs, np.bool_)
    kept[stable.assignment.chosen()] = True
    terms = replace(
        problem.terms,
        move_penalty=_FROM_STABLE * problem.scale,
        unmatched_penalty=POSITIONS[-1].penalty * problem.scale,
    )
    filled = replace(problem, pair_previous=kept, lost_previous=0, terms=terms)
    return Solved(filled, solve(filled, Method.OPTIMAL, settings.seed))


def frontier(problem: Problem, ruled: Flags, settings: RunSettings) -> list[dict]:
    """What the best total comes to at each place on the slider; empty for very large problems."""
    if problem.pairs > MOST_FOR_FRONTIER:
        return []
    return list(_rows(problem, ruled, settings))


def _rows(problem: Problem, ruled: Flags, settings: RunSettings) -> Iterator[dict]:
    plain = replace(problem, terms=replace(problem.terms, group_rules=()))
    for place, position in enumerate(POSITIONS):
        try:
            found = solve(at(plain, ruled, position), Method.OPTIMAL, settings.seed)
        except FourfoldError:
            # A pin may leave nothing at one place, while others still give something.
            continue
        yield {"place": place, "label": position.label, **_worth(problem, found.assignment)}


def _worth(problem: Problem, assignment: Assignment) -> dict[str, int]:
    scores = problem.pair_score[assignment.chosen()]
    return {
        "matched": assignment.matched,
        "score": int(scores.sum()) // problem.scale,
        "mean": int(scores.mean()) // problem.scale if len(scores) else 0,
        "weakest": int(scores.min()) // problem.scale if len(scores) else 0,
    }


def with_change(
    problem: Problem, ruled: Flags, change: dict[str, str], key: tuple[str, str] | None
) -> tuple[Problem, Flags]:
    """The problem with one change tried out, and what is forbidden in it.

    `key` is the need that a pin or ban is about. FourfoldError when the pair was no candidate.
    """
    if not change:
        return problem, ruled
    guide = problem.guide_ids.index(change["guide"]) if change["guide"] in problem.guide_ids else -1
    with_guide = problem.pair_guide == guide
    if change["kind"] == "leaves":
        return _without_guide(problem, ruled, with_guide, guide)
    of_need = np.array([problem.need_of(need) == key for need in problem.pair_need], np.bool_)
    here = of_need & with_guide
    if change["kind"] == "forbid":
        return replace(problem, pair_locked=problem.pair_locked & ~here), ruled | here
    if not here.any():
        raise FourfoldError(
            "These two were no candidates for each other in that run: a rule keeps them apart, or"
            " one of the two joined later. Pin them on the page of the round and run again."
        )
    locked = (problem.pair_locked & ~of_need) | here
    if locked[with_guide].sum() > problem.capacity[guide]:
        raise FourfoldError(
            f"{change['guide']} has no free place beside the pairs that are pinned already."
        )
    return replace(problem, pair_locked=locked), ruled & ~here


def _without_guide(
    problem: Problem, ruled: Flags, with_guide: Flags, guide: int
) -> tuple[Problem, Flags]:
    capacity = problem.capacity.copy()
    if guide >= 0:
        capacity[guide] = 0
    locked = problem.pair_locked & ~with_guide
    return replace(problem, capacity=capacity, pair_locked=locked), ruled | with_guide
