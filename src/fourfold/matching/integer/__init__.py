"""The best assignment under rules that no flow can keep, exact or with its distance stated."""

from fourfold.matching.integer.solve import needs_integer_program, solve_integer

__all__ = ["needs_integer_program", "solve_integer"]
