"""A matching problem, or the part of it that some pairs span, as an integer program."""

from collections import defaultdict

import numpy as np

from fourfold.matching.integer.rows import Program, Rows
from fourfold.matching.integer.rules import linear
from fourfold.matching.problem import Ints, Problem


def program_of(problem: Problem, pairs: Ints) -> Program:
    """The program whose first columns are these pairs, one each, and then the guides' loads.

    What it is worth plus `constant(problem)` is the objective. Every locked pair must be among
    the pairs and no forbidden one.
    """
    guide, load, price = _load_columns(problem, pairs)
    rows = Rows(len(pairs) + len(load))
    first = np.arange(len(pairs))
    needs, need_row = np.unique(problem.pair_need[pairs], return_inverse=True)
    rows.add(need_row, first, 1, least=0, most=np.ones(len(needs)))
    _add_loads(rows, problem, pairs, guide, load)
    _add_different_guides(rows, problem, pairs)
    _add_quotas(rows, problem, pairs)
    for rule in problem.terms.group_rules:
        sums = linear(problem, rule)
        rows.add(first * 0, first, sums.weights[pairs], least=-np.inf, most=sums.limit)
    floor = np.concatenate((problem.pair_locked[pairs], np.zeros(len(load)))).astype(np.int64)
    return rows.program(np.concatenate((worth(problem)[pairs], -price)), floor)


def worth(problem: Problem) -> Ints:
    """What each pair adds when its need had nobody, apart from the cost of load."""
    terms = problem.terms
    gain: Ints = (
        problem.pair_score + terms.unmatched_penalty + terms.move_penalty * problem.pair_previous
    )
    return gain


def constant(problem: Problem) -> int:
    """The objective when nobody is matched."""
    terms = problem.terms
    left = int(problem.pair_previous.sum()) + problem.lost_previous
    return (
        -terms.unmatched_penalty * problem.needs
        - terms.move_penalty * left
        - terms.cost_of(0) * problem.guides
    )


def usable(problem: Problem) -> Ints:
    """The pairs that are not forbidden."""
    return np.flatnonzero(~problem.pair_forbidden)


def _load_columns(problem: Problem, pairs: Ints) -> tuple[Ints, Ints, Ints]:
    """A column for each load but 0 that a guide may have: guide, load, and cost beyond load 0.

    Guides whose load costs nothing, and who take any number, have none.
    """
    most = _most(problem, pairs)
    least = np.maximum(problem.min_if_open, 1)
    chosen = most > 0 if problem.terms.load_cost else (most > 0) & (least > 1)
    loads = [(g, k) for g in np.flatnonzero(chosen) for k in range(least[g], most[g] + 1)]
    guide, load = np.array(loads, np.int64).reshape(-1, 2).T
    nothing = problem.terms.cost_of(0)
    return guide, load, np.array([problem.terms.cost_of(k) - nothing for k in load], np.int64)


def _most(problem: Problem, pairs: Ints) -> Ints:
    """The largest load of each guide: its capacity, or all pairs that it has."""
    has = np.bincount(problem.pair_guide[pairs], minlength=problem.guides)
    return np.minimum(problem.capacity, has)


def _add_loads(rows: Rows, problem: Problem, pairs: Ints, guide: Ints, load: Ints) -> None:
    """A guide's pairs are as many as the one load it has; without such columns, its capacity."""
    most, of_pair = _most(problem, pairs), problem.pair_guide[pairs]
    column, extra = np.arange(len(pairs)), np.arange(len(load)) + len(pairs)
    counted = np.zeros(problem.guides, np.bool_)
    counted[guide] = True
    # A guide who needs more people than it has pairs can have nobody.
    shut = (most < problem.min_if_open) & (problem.min_if_open > 1)
    rows.add(
        np.concatenate((of_pair, guide)),
        np.concatenate((column, extra)),
        np.concatenate((np.ones(len(pairs)), -load)),
        least=np.where(counted, 0, -np.inf),
        most=np.where(counted | shut, 0, most),
    )
    rows.add(guide, extra, 1, least=0, most=np.ones(problem.guides))


def _add_different_guides(rows: Rows, problem: Problem, pairs: Ints) -> None:
    if not problem.terms.distinct_guides:
        return
    learner = problem.need_learner[problem.pair_need[pairs]]
    _, row, size = np.unique(
        learner * problem.guides + problem.pair_guide[pairs],
        return_inverse=True,
        return_counts=True,
    )
    several = np.flatnonzero(size[row] > 1)
    kept, row = np.unique(row[several], return_inverse=True)
    if len(kept):
        rows.add(row, several, 1, least=0, most=np.ones(len(kept)))


def _add_quotas(rows: Rows, problem: Problem, pairs: Ints) -> None:
    named, kinds = defaultdict(list), problem.need_kinds
    for column, pair in enumerate(pairs) if problem.quota_name else ():
        kind = kinds[problem.pair_need[pair]]
        named[int(problem.pair_guide[pair]), kind].append(column)
    for guide, name, limit in zip(
        problem.quota_guide, problem.quota_name, problem.quota_limit, strict=True
    ):
        columns = np.array(named[int(guide), name], np.int64)
        if len(columns) > limit:
            rows.add(columns * 0, columns, 1, least=0, most=limit)
