"""Prices of rules between groups, when somebody else has proposed the prices of guides."""

from collections.abc import Callable

import numpy as np

from fourfold.matching.audit.bound import Prices, bound_by, toll_of_pairs
from fourfold.matching.audit.frame import Frame
from fourfold.matching.audit.linear import Side, group_sides
from fourfold.matching.problem import Ints

_FRACTION = 1 << 20
_STEPS = 24


def priced_sides(frame: Frame, guide: Ints) -> Prices:
    """These prices of guides with the price for each group rule that proves most, rule by rule."""
    doors = guide[frame.door_guide]
    plain = toll_of_pairs(frame, np.concatenate([guide, doors]))
    prices = Prices(
        _FRACTION * plain.guide, _FRACTION * plain.toll, _FRACTION * plain.rules, _FRACTION
    )
    for side in group_sides(frame):
        prices = _priced(frame, prices, side)
    return prices


def _priced(frame: Frame, prices: Prices, side: Side) -> Prices:
    heaviest = int(np.abs(side.weight).max(initial=1)) or 1
    dearest = 4 * _FRACTION * int(np.abs(frame.worth).max(initial=1)) // heaviest + 1

    def bound(price: int) -> int:
        return bound_by(frame, _with_side(prices, side, price)).bound

    return _with_side(prices, side, _lowest(bound, dearest))


def _lowest(bound: Callable[[int], int], dearest: int) -> int:
    """The price up to `dearest` with about the least bound, which first falls and then rises."""
    low, high = 0, dearest
    for _ in range(_STEPS):
        third = (high - low) // 3
        if third == 0:
            break
        if bound(low + third) <= bound(high - third):
            high -= third
        else:
            low += third
    return min((low, (low + high) // 2, high, 0), key=bound)


def _with_side(prices: Prices, side: Side, price: int) -> Prices:
    toll = prices.toll.copy()
    toll[side.pairs] += price * side.weight
    return Prices(prices.guide, toll, prices.rules + price * side.limit, prices.fraction)
