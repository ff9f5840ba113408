"""The assignment of highest objective, by min-cost flow, with the prices that prove it."""

from fourfold.matching.optimal.network import is_flow
from fourfold.matching.optimal.solve import solve_optimal

__all__ = ["is_flow", "solve_optimal"]
