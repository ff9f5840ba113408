"""The cost of load as a flow can charge it."""

from collections.abc import Sequence
from itertools import accumulate, pairwise


def convex_below(costs: Sequence[int], fine: int) -> tuple[int, ...]:
    """The highest convex cost that exceeds `costs` nowhere, in parts of 1 / fine, rounded down."""
    corners: list[tuple[int, int]] = []
    for corner in enumerate(costs):
        while len(corners) > 1 and _on_or_above(corners[-1], corners[-2], corner):
            corners.pop()
        corners.append(corner)
    steps = [
        fine * (high - low) // (end - start)
        for (start, low), (end, high) in pairwise(corners)
        for _ in range(end - start)
    ]
    return tuple(accumulate(steps, initial=fine * costs[0])) if costs else ()


def _on_or_above(middle: tuple[int, int], first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Whether the middle point lies on the line from first to last, or above it."""
    rise, run = last[1] - first[1], last[0] - first[0]
    return (middle[1] - first[1]) * run >= rise * (middle[0] - first[0])
