"""Group rules as sums over chosen pairs: weights and what they may add up to."""

from dataclasses import dataclass
from math import gcd

import numpy as np

from fourfold.matching.problem import Flags, Ints, Problem
from fourfold.matching.terms import GroupRule, LargestMeanGap, LeastMatched


@dataclass(frozen=True, eq=False)
class Linear:
    """A rule holds when the weights of the chosen pairs add up to `limit` or less."""

    # One entry a pair.
    weights: Ints
    limit: int

    def excess(self, chosen: Ints) -> int:
        """By how much these pairs exceed the limit; negative when there is room left."""
        return int(self.weights[chosen].sum()) - self.limit


def linear(problem: Problem, rule: GroupRule) -> Linear:
    """The rule in whole numbers: a mean gap is multiplied by the sizes of its two groups."""
    if isinstance(rule, LeastMatched):
        return Linear(-group_pairs(problem, rule.group).astype(np.int64), -rule.count)
    over, under = _divisor(problem, rule.over), _divisor(problem, rule.under)
    shared = gcd(over, under)
    of_over = problem.pair_score * group_pairs(problem, rule.over) * (under // shared)
    of_under = problem.pair_score * group_pairs(problem, rule.under) * (over // shared)
    return Linear(of_over - of_under, rule.gap * (over * under // shared))


def group_size(problem: Problem, group: str) -> int:
    """How many needs a group has."""
    return int(_needs_of(problem, group).sum())


def group_pairs(problem: Problem, group: str) -> Flags:
    """Which pairs are of a group's needs."""
    mine: Flags = _needs_of(problem, group)[problem.pair_need]
    return mine


def mean_gap(problem: Problem, rule: LargestMeanGap, chosen: Ints) -> float:
    """Mean score of `over` minus that of `under`, in units."""
    score = problem.pair_score[chosen]
    of = {
        group: score[group_pairs(problem, group)[chosen]].sum() / _divisor(problem, group)
        for group in (rule.over, rule.under)
    }
    return float(of[rule.over] - of[rule.under])


def _needs_of(problem: Problem, group: str) -> Flags:
    if group not in problem.groups:
        return np.zeros(problem.needs, np.bool_)
    mine: Flags = problem.need_group == problem.groups.index(group)
    return mine


def _divisor(problem: Problem, group: str) -> int:
    """What a group's sum is divided by; the mean of a group without needs is 0."""
    return max(1, group_size(problem, group))
