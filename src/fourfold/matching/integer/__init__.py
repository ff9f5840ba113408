"""The best assignment under rules that no flow can keep, exact or with its distance stated."""

from fourfold.matching.integer.frontier import Point, frontier
from fourfold.matching.integer.solve import needs_integer_program, solve_integer

__all__ = ["Point", "frontier", "needs_integer_program", "solve_integer"]
