"""Rows and columns of an integer program, put together piece by piece."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from fourfold.matching.problem import Ints

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Program:
    """Maximize worth @ x, where least <= matrix @ x <= most and x is whole between floor and 1."""

    worth: Ints
    floor: Ints
    matrix: csr_array
    least: Floats
    most: Floats

    def holds(self, x: Ints) -> bool:
        """Whether these whole numbers keep every row, without rounding."""
        sums = self.matrix @ x
        kept = (self.least <= sums) & (sums <= self.most)
        return bool(kept.all() and (x >= self.floor).all())


@dataclass
class Rows:
    """Collects rows of a sparse matrix; entries come as arrays of equal length."""

    columns: int
    count: int = 0
    _parts: list[tuple[Ints, Ints, Ints]] = field(default_factory=list)
    _least: list[Floats] = field(default_factory=list)
    _most: list[Floats] = field(default_factory=list)

    def add(
        self, row: Ints, column: Ints, value: ArrayLike, *, least: ArrayLike, most: ArrayLike
    ) -> None:
        """Add the rows 0, 1, ... of these entries below those that are there."""
        most = np.atleast_1d(np.asarray(most, np.float64))
        self._least.append(np.broadcast_to(np.asarray(least, np.float64), most.shape))
        self._most.append(most)
        values = np.broadcast_to(np.asarray(value, np.int64), row.shape)
        self._parts.append((row + self.count, column, values))
        self.count += len(most)

    def program(self, worth: Ints, floor: Ints) -> Program:
        """The rows so far, with what each column is worth and the least it may be."""
        row, column, value = (np.concatenate(part) for part in zip(*self._parts, strict=True))
        matrix = csr_array((value, (row, column)), shape=(self.count, self.columns))
        return Program(
            worth, floor, matrix, np.concatenate(self._least), np.concatenate(self._most)
        )
