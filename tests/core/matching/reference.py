"""The best objective of a small problem, written straight from its definition; shares no solver."""

from collections import defaultdict

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from fourfold.matching.problem import Problem
from fourfold.matching.terms import LeastMatched


def reference_value(problem: Problem) -> int | None:
    """The highest objective of any assignment, in units; None when no assignment holds."""
    terms, sheet = problem.terms, _Sheet()
    pair = [sheet.column() for _ in range(problem.pairs)]
    unmatched = [sheet.column(-terms.unmatched_penalty) for _ in range(problem.needs)]
    for p in range(problem.pairs):
        lost = terms.move_penalty if problem.pair_previous[p] else 0
        sheet.worth[pair[p]] = int(problem.pair_score[p]) + lost
        if problem.pair_forbidden[p]:
            sheet.row({pair[p]: 1}, 0, 0)
        if problem.pair_locked[p]:
            sheet.row({pair[p]: 1}, 1, 1)
    for n in range(problem.needs):
        mine = {pair[p]: 1 for p in range(problem.pairs) if problem.pair_need[p] == n}
        sheet.row(mine | {unmatched[n]: 1}, 1, 1)
    _loads(problem, sheet, pair)
    _different_guides(problem, sheet, pair)
    _quotas(problem, sheet, pair)
    for rule in terms.group_rules:
        _group_rule(problem, sheet, pair, rule)
    best = sheet.highest()
    gone = int(problem.pair_previous.sum()) + problem.lost_previous
    return None if best is None else best - terms.move_penalty * gone


class _Sheet:
    """A table of yes-or-no columns, each with its worth, and rows that bound sums of them."""

    def __init__(self) -> None:
        self.worth: list[int] = []
        self.rows: list[tuple[dict[int, int], float, float]] = []

    def column(self, worth: int = 0) -> int:
        self.worth.append(worth)
        return len(self.worth) - 1

    def row(self, weights: dict[int, int], least: float, most: float) -> None:
        self.rows.append((weights, least, most))

    def highest(self) -> int | None:
        matrix = np.zeros((len(self.rows), len(self.worth)))
        for index, (weights, _, _) in enumerate(self.rows):
            for column, weight in weights.items():
                matrix[index, column] = weight
        limits = [(least, most) for _, least, most in self.rows]
        found = milp(
            -np.array(self.worth, float),
            constraints=LinearConstraint(matrix, *np.array(limits).T),
            integrality=np.ones(len(self.worth)),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0},
        )
        if found.x is None:
            assert found.status == 2, found.message
            return None
        return int(np.round(found.x).astype(int) @ np.array(self.worth))


def _loads(problem: Problem, sheet: _Sheet, pair: list[int]) -> None:
    """One column for each load that a guide may have, and just one of them is so."""
    for g in range(problem.guides):
        least, most = int(problem.min_if_open[g]), int(problem.capacity[g])
        loads = [load for load in range(most + 1) if load == 0 or load >= least]
        has = {load: sheet.column(-problem.terms.cost_of(load)) for load in loads}
        sheet.row(dict.fromkeys(has.values(), 1), 1, 1)
        mine = {pair[p]: 1 for p in range(problem.pairs) if problem.pair_guide[p] == g}
        sheet.row(mine | {column: -load for load, column in has.items()}, 0, 0)


def _different_guides(problem: Problem, sheet: _Sheet, pair: list[int]) -> None:
    if not problem.terms.distinct_guides:
        return
    together = defaultdict(dict)
    for p in range(problem.pairs):
        learner = int(problem.need_learner[problem.pair_need[p]])
        together[learner, int(problem.pair_guide[p])][pair[p]] = 1
    for columns in together.values():
        sheet.row(columns, 0, 1)


def _quotas(problem: Problem, sheet: _Sheet, pair: list[int]) -> None:
    for guide, name, most in zip(
        problem.quota_guide, problem.quota_name, problem.quota_limit, strict=True
    ):
        named = {
            pair[p]: 1
            for p in range(problem.pairs)
            if problem.pair_guide[p] == guide and problem.need_kinds[problem.pair_need[p]] == name
        }
        sheet.row(named, 0, int(most))


def _group_rule(problem: Problem, sheet: _Sheet, pair: list[int], rule: object) -> None:
    if isinstance(rule, LeastMatched):
        group = problem.groups.index(rule.group)
        mine = {
            pair[p]: 1
            for p in range(problem.pairs)
            if problem.need_group[problem.pair_need[p]] == group
        }
        sheet.row(mine, rule.count, np.inf)
        return
    over, under = problem.groups.index(rule.over), problem.groups.index(rule.under)
    over_needs = max(1, int((problem.need_group == over).sum()))
    under_needs = max(1, int((problem.need_group == under).sum()))
    weights = {}
    for p in range(problem.pairs):
        group, score = problem.need_group[problem.pair_need[p]], int(problem.pair_score[p])
        if group == over:
            weights[pair[p]] = under_needs * score
        if group == under:
            weights[pair[p]] = -over_needs * score
    sheet.row(weights, -np.inf, rule.gap * over_needs * under_needs)
