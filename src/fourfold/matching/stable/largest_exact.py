"""The largest stable matching of a small problem as an integer program, within a limit of work.

One column a place of the lists. For each place: either the need has that guide or one it likes as
much, or the guide is full of needs it likes as much (the rows of Kwanashie and Manlove, 2014).
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from fourfold.matching.problem import Ints
from fourfold.matching.stable.preferences import Preferences

# Work is counted in pairs and nodes, not in time, so that every machine answers the same.
MOST_PAIRS = 500
_MOST_NODES = 10


def largest(wishes: Preferences, room: Ints) -> list[int]:
    """The places of a largest stable matching; empty when none was found within the limit.

    `room` has one entry a guide, and nothing else stands in the way of a choice. The matching may
    be smaller than the largest when the limit came first.
    """
    columns = len(wishes.pair)
    of_need, of_guide, stable = _rows(wishes, room)
    result = milp(
        -np.ones(columns),
        constraints=[
            LinearConstraint(of_need, -np.inf, 1),
            LinearConstraint(of_guide, -np.inf, room),
            LinearConstraint(stable, room[wishes.guide], np.inf),
        ],
        integrality=np.ones(columns),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0, "node_limit": _MOST_NODES},
    )
    if result.x is None:
        return []
    chosen = np.round(result.x).astype(np.int64)
    holds = (
        (of_need @ chosen <= 1).all()
        and (of_guide @ chosen <= room).all()
        and (stable @ chosen >= room[wishes.guide]).all()
    )
    found: list[int] = np.flatnonzero(chosen).tolist()
    return found if holds else []


def _rows(wishes: Preferences, room: Ints) -> tuple[csr_array, csr_array, csr_array]:
    """One row a need, one a guide, one a place: who has somebody, who is there, what is stable."""
    need = np.repeat(np.arange(wishes.needs), np.diff(wishes.first))
    guide, likes = wishes.guide, wishes.offer // wishes.tie
    same_need, same_guide = need[:, None] == need, guide[:, None] == guide
    as_liked = same_need & (wishes.liking <= wishes.liking[:, None])
    as_wanted = same_guide & (likes >= likes[:, None])
    weights = np.where(as_liked, room[guide][:, None], as_wanted)
    return (
        csr_array(np.equal.outer(np.arange(wishes.needs), need).astype(np.int64)),
        csr_array(np.equal.outer(np.arange(len(room)), guide).astype(np.int64)),
        csr_array(weights.astype(np.int64)),
    )
