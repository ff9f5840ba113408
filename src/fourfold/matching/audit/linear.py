"""Prices for rules that no prices of guides can prove alone, from the linear relaxation.

HiGHS only proposes prices. They are rounded to fractions, and `bound_by` adds the bound up in whole
numbers, so a wrong or careless answer can make the bound weak but never false.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

from fourfold.matching.audit.bound import Prices
from fourfold.matching.audit.frame import Frame, quota_pairs
from fourfold.matching.audit.rules import group_needs
from fourfold.matching.problem import NOBODY, Flags, Ints
from fourfold.matching.terms import LargestMeanGap, LeastMatched

Floats = NDArray[np.float64]
# Values, rows and columns of a sparse matrix.
_Part = tuple[NDArray[Any], Ints, Ints]

# Beyond so many pairs the relaxation takes longer than anybody waits for a proof.
MOST_PAIRS = 60_000
_LARGEST = 1 << 60
_BARELY = 1e-7
_FINEST = 1 << 40


@dataclass(frozen=True, eq=False)
class Side:
    """A limit over some pairs: the sum of `weight` over the chosen ones is at most `limit`."""

    pairs: Ints
    weight: Ints
    limit: int


def sides_of(frame: Frame) -> list[Side]:
    """Every limit of the problem beside the places of guides, in whole numbers."""
    return [*_quota_sides(frame), *_learner_sides(frame), *group_sides(frame)]


@dataclass(frozen=True, eq=False)
class States:
    """The loads a guide may have, as one column each: which guide, how many, at what cost."""

    guide: Ints
    load: Ints
    cost: Ints


@dataclass(frozen=True, eq=False)
class Relaxed:
    """The relaxation's answer: its prices, how much of each pair it takes, and of each load.

    `short` says that no mixture keeps every limit.
    """

    prices: Prices
    taken: Floats
    states: States
    load_taken: Floats
    short: bool


def relax(frame: Frame, sides: list[Side]) -> Relaxed | None:
    """Solve the relaxation; None when HiGHS gives up. Limits may be broken at a very high price,
    so that there are prices even where no mixture keeps them all."""
    problem, states = frame.problem, _states(frame)
    pairs = np.flatnonzero(frame.may)
    program = _program(frame, sides, states)
    solved = linprog(**program, method="highs")
    if not solved.success:
        return None
    taken = np.zeros(problem.pairs)
    taken[pairs] = solved.x[: len(pairs)]
    loads, guides = len(pairs) + len(states.guide), problem.guides
    prices = _rounded(
        frame,
        sides,
        -solved.eqlin.marginals[:guides],
        np.maximum(0, -solved.ineqlin.marginals[problem.needs :]),
    )
    short = bool((solved.x[loads:] > _BARELY).any())
    return Relaxed(prices, taken, states, solved.x[len(pairs) : loads], short)


def _rounded(frame: Frame, sides: list[Side], guide: Floats, side: Floats) -> Prices:
    """Prices as whole numbers of 1 / fraction; the finest fraction that 64 bits can add up."""
    problem = frame.problem
    heaviest = [float(np.abs(each.weight).max(initial=1)) for each in sides]
    largest = float(np.abs(frame.worth).max(initial=1)) + float(np.abs(guide).max(initial=0))
    largest += float(np.dot(side, heaviest)) + max(map(abs, problem.terms.load_cost), default=0)
    places = problem.needs + int(np.minimum(problem.capacity, problem.pairs).sum()) + 1
    fraction = 1
    while fraction < _FINEST and 4 * fraction * largest * places < _LARGEST:
        fraction *= 2
    whole = np.rint(guide * fraction).astype(np.int64)
    toll, rules = whole[problem.pair_guide], 0
    for price, each in zip(np.rint(side * fraction).astype(np.int64), sides, strict=True):
        toll[each.pairs] += int(price) * each.weight
        rules += int(price) * each.limit
    return Prices(whole, toll, rules, fraction)


def _states(frame: Frame) -> States:
    problem = frame.problem
    most = frame.most_load
    guide = np.repeat(np.arange(problem.guides), most + 1)
    load = np.arange(len(guide)) - np.repeat(np.cumsum(most + 1) - most - 1, most + 1)
    keep = (load >= frame.locked_load[guide]) & ((load == 0) | (load >= problem.min_if_open[guide]))
    if not problem.terms.load_cost:
        # Between two loads that cost nothing the relaxation mixes anyway.
        least = np.maximum(problem.min_if_open, frame.locked_load)[guide]
        keep &= (load == 0) | (load == least) | (load == most[guide])
    guide, load = guide[keep], load[keep]
    return States(guide, load, frame.cost(load))


def _program(frame: Frame, sides: list[Side], states: States) -> dict[str, Any]:
    """The relaxation as linprog takes it: columns are the allowed pairs, the loads, then for each
    side and each guide how far it is missed."""
    problem, pairs = frame.problem, np.flatnonzero(frame.may)
    first_miss = len(pairs) + len(states.guide)
    columns = first_miss + len(sides) + 2 * problem.guides
    dear = 4.0 * float(np.abs(frame.worth).max(initial=1)) * (problem.needs + 1)
    weights = np.array([float(np.abs(each.weight).max(initial=1)) for each in sides])
    missed = np.concatenate([dear / weights, np.full(2 * problem.guides, dear)])
    low = np.concatenate([problem.pair_locked[pairs].astype(float), np.zeros(columns - len(pairs))])
    high = np.concatenate([np.ones(first_miss), np.full(columns - first_miss, np.inf)])
    return {
        "c": np.concatenate([-frame.worth[pairs], states.cost, missed]).astype(np.float64),
        "A_eq": _loads(frame, states, first_miss + len(sides), columns),
        "b_eq": np.concatenate([np.zeros(problem.guides), np.ones(problem.guides)]),
        "A_ub": _limits(frame, sides, first_miss, columns),
        "b_ub": np.array([1.0] * problem.needs + [float(each.limit) for each in sides]),
        "bounds": np.column_stack([low, high]),
    }


def _loads(frame: Frame, states: States, first_miss: int, columns: int) -> csr_array:
    """For each guide: its pairs are its load; and it has one load."""
    pairs, guides = np.flatnonzero(frame.may), frame.problem.guides
    state, every = len(pairs) + np.arange(len(states.guide)), np.arange(guides)
    ones = np.ones(guides)
    return _matrix(
        (np.ones(len(pairs)), frame.problem.pair_guide[pairs], np.arange(len(pairs))),
        (-states.load, states.guide, state),
        (np.ones(len(state)), guides + states.guide, state),
        (ones, every, first_miss + every),
        (-ones, every, first_miss + guides + every),
        shape=(2 * guides, columns),
    )


def _limits(frame: Frame, sides: list[Side], first_miss: int, columns: int) -> csr_array:
    """A row for each need, then one for each side."""
    needs, pairs = frame.problem.needs, np.flatnonzero(frame.may)
    column = np.full(frame.problem.pairs, NOBODY, np.int64)
    column[pairs] = np.arange(len(pairs))
    parts: list[_Part] = [(np.ones(len(pairs)), frame.problem.pair_need[pairs], column[pairs])]
    for number, side in enumerate(sides):
        inside = frame.may[side.pairs]
        row = np.full(int(inside.sum()), needs + number)
        parts.append((side.weight[inside], row, column[side.pairs[inside]]))
        miss = np.array([first_miss + number])
        parts.append((-np.ones(1), np.array([needs + number]), miss))
    return _matrix(*parts, shape=(needs + len(sides), columns))


def _matrix(*parts: _Part, shape: tuple[int, int]) -> csr_array:
    value, row, column = (np.concatenate(each) for each in zip(*parts, strict=True))
    return csr_array((value, (row, column)), shape=shape)


def _quota_sides(frame: Frame) -> Iterator[Side]:
    for pairs, most in quota_pairs(frame.problem):
        if len(pairs) > most:
            yield Side(pairs, np.ones(len(pairs), np.int64), most)


def _learner_sides(frame: Frame) -> Iterator[Side]:
    problem = frame.problem
    if not problem.terms.distinct_guides:
        return
    key = problem.need_learner[problem.pair_need] * problem.guides + problem.pair_guide
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    for pairs in np.split(order, starts[1:]):
        if len(pairs) > 1:
            yield Side(pairs, np.ones(len(pairs), np.int64), 1)


def group_sides(frame: Frame) -> Iterator[Side]:
    """The rules between groups as limits over pairs."""
    for rule in frame.problem.terms.group_rules:
        if isinstance(rule, LeastMatched):
            pairs = np.flatnonzero(_in_group(frame, rule.group))
            yield Side(pairs, np.full(len(pairs), -1, np.int64), -rule.count)
        else:
            yield _gap_side(frame, rule)


def _gap_side(frame: Frame, rule: LargestMeanGap) -> Side:
    """A gap of means as whole numbers: both sides times the sizes of both groups."""
    over, under = (max(1, len(group_needs(frame.problem, g))) for g in (rule.over, rule.under))
    factor = under * _in_group(frame, rule.over).astype(np.int64)
    factor -= over * _in_group(frame, rule.under).astype(np.int64)
    pairs = np.flatnonzero(factor)
    return Side(pairs, factor[pairs] * frame.problem.pair_score[pairs], rule.gap * over * under)


def _in_group(frame: Frame, group: str) -> Flags:
    inside = np.zeros(frame.problem.needs, np.bool_)
    inside[group_needs(frame.problem, group)] = True
    flags: Flags = inside[frame.problem.pair_need]
    return flags
