"""Solving an integer program exactly with HiGHS, the same way every time."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, diags_array

from fourfold.issues import FourfoldError
from fourfold.matching.integer.quiet import quiet
from fourfold.matching.integer.rows import Program
from fourfold.matching.problem import Ints

# A limit that counts work, not time, so that a fast and a slow machine answer the same.
MOST_NODES = 20_000
_INFEASIBLE = 2
# Rows of large numbers are shrunk to this size, which the solver's tolerance is made for.
_ROW_SIZE = 1_000


@dataclass(frozen=True, eq=False)
class Found:
    """The best whole numbers found, what they are worth, and what none can exceed."""

    x: Ints
    value: int
    bound: int


def highest(program: Program, worth: Ints | None = None, nodes: int = MOST_NODES) -> Found | None:
    """The x of the highest worth (another worth when one is given); None when no x holds.

    FourfoldError when the numbers are too large to decide, or nothing was found within `nodes`.
    """
    worth = program.worth if worth is None else worth
    if not len(worth):
        nobody = np.zeros(0, np.int64)
        return Found(nobody, 0, 0) if program.holds(nobody) else None
    matrix, least, most = scaled(program)
    with quiet():
        result = milp(
            -worth.astype(np.float64),
            constraints=LinearConstraint(matrix, least, most),
            integrality=np.ones(len(worth)),
            bounds=Bounds(program.floor, 1),
            options={"mip_rel_gap": 0, "node_limit": nodes},
        )
    if result.status == _INFEASIBLE:
        return None
    if result.x is None:
        raise FourfoldError(
            "No matching that keeps all rules was found. Leave out a rule, or ask for less of it."
        )
    x = np.round(result.x).astype(np.int64)
    if not program.holds(x):
        raise FourfoldError(
            "The scores and penalties are too large to keep every rule exactly. Write them with"
            " fewer digits."
        )
    value = int(worth @ x)
    return Found(x, value, max(value, int(np.floor(-result.mip_dual_bound + 0.01))))


def scaled(program: Program) -> tuple[csr_array, np.ndarray, np.ndarray]:
    """The rows with half a unit of room, so that no rounding decides whether a row holds."""
    size = np.ones(program.matrix.shape[0])
    np.maximum.at(size, program.matrix.tocoo().coords[0], np.abs(program.matrix.data))
    factor = np.where(size > _ROW_SIZE, _ROW_SIZE / size, 1.0)
    room = np.where((factor < 1) & (program.least != program.most), 0.5, 0.0)
    scaled = csr_array(diags_array(factor) @ program.matrix)
    return scaled, factor * (program.least - room), factor * (program.most + room)
