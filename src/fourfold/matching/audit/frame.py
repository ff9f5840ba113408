"""A problem as the audit reads it: what each pair is worth beside nobody, and what limits it.

A door is a limit inside one guide: one place for a learner whose needs go to different guides, or
the quota of one kind of need. Nodes are the guides, then the doors.
"""

from dataclasses import dataclass

import numpy as np

from fourfold.issues import FourfoldError
from fourfold.matching.problem import Flags, Ints, Problem

# Sums of so much and more could leave 64 bits.
_LARGEST = 1 << 62


@dataclass(frozen=True, eq=False)
class Frame:
    """What the proofs of the audit share; amounts in units of the problem."""

    problem: Problem
    # One entry a pair: what it adds to a need that has nobody.
    worth: Ints
    # One entry a pair: whether any assignment may have it.
    may: Flags
    # The node of each pair: a door, or the guide where no door stands before it.
    node: Ints
    door_guide: Ints
    door_limit: Ints
    # How many locked needs each guide has; fewer than that it never has.
    locked_load: Ints
    # The most needs that each guide could have: places, and pairs that are allowed.
    most_load: Ints
    # What is lost when every need has nobody and no previous pair is kept.
    base: int
    # Whether some quota could not be made a door, because a door stands there already.
    quota_left_out: bool

    @property
    def nodes(self) -> int:
        """How many guides and doors there are."""
        return self.problem.guides + len(self.door_guide)

    @property
    def is_flow(self) -> bool:
        """Whether prices alone can prove an optimum: no rule here needs an integer program."""
        terms = self.problem.terms
        return (
            not terms.group_rules
            and terms.load_is_convex
            and not self.quota_left_out
            and bool((self.problem.min_if_open <= 1).all())
        )

    def cost(self, load: Ints) -> Ints:
        """What these loads cost; beyond the list each further learner costs like the last."""
        listed = np.asarray(self.problem.terms.load_cost or (0,), np.int64)
        last = len(listed) - 1
        step = listed[last] - listed[last - 1] if last else 0
        costs: Ints = listed[np.minimum(load, last)] + np.maximum(load - last, 0) * step
        return costs


def frame_of(problem: Problem) -> Frame:
    """Read a problem; FourfoldError when its amounts are too large to be summed exactly."""
    terms = problem.terms
    worth = problem.pair_score + terms.unmatched_penalty
    worth[problem.pair_previous] += terms.move_penalty
    largest = int(np.abs(worth).max(initial=0)) + max(map(abs, terms.load_cost), default=0)
    if largest * (problem.needs + int(problem.capacity.sum()) + 1) >= _LARGEST:
        raise FourfoldError(
            f"Amounts up to {problem.in_points(largest):,} points over {problem.needs:,} needs are"
            " too large to be added up exactly. Use smaller scores and penalties."
        )
    may = _allowed(problem)
    distinct, quotas = _learner_doors(problem, may), _quota_doors(problem, may)
    both = bool(((distinct.door >= 0) & (quotas.door >= 0)).any())
    door = np.where(distinct.door >= 0, distinct.door, quotas.door + len(distinct.guide))
    has_door = (distinct.door >= 0) | (quotas.door >= 0)
    previous = int(problem.pair_previous.sum()) + problem.lost_previous
    return Frame(
        problem=problem,
        worth=worth,
        may=may,
        node=np.where(has_door, problem.guides + door, problem.pair_guide),
        door_guide=np.concatenate([distinct.guide, quotas.guide]),
        door_limit=np.concatenate([distinct.limit, quotas.limit]),
        locked_load=np.bincount(
            problem.pair_guide[problem.pair_locked], minlength=problem.guides
        ).astype(np.int64),
        most_load=np.minimum(
            problem.capacity, np.bincount(problem.pair_guide[may], minlength=problem.guides)
        ),
        base=-terms.unmatched_penalty * problem.needs - terms.move_penalty * previous,
        quota_left_out=both,
    )


@dataclass(frozen=True, eq=False)
class _Doors:
    """Doors of one kind: the door of each pair or -1, and guide and limit of each door."""

    door: Ints
    guide: Ints
    limit: Ints


def _allowed(problem: Problem) -> Flags:
    """Pairs that are not forbidden, of no full-stop quota, and no rival of a locked pair."""
    locked_need = np.zeros(problem.needs, np.bool_)
    locked_need[problem.pair_need[problem.pair_locked]] = True
    may: Flags = ~problem.pair_forbidden & (problem.pair_locked | ~locked_need[problem.pair_need])
    return may & (quota_limits(problem) > 0) if problem.quota_name else may


def quota_limits(problem: Problem) -> Ints:
    """The quota that each pair falls under; the guide's capacity where there is none."""
    limit = problem.capacity[problem.pair_guide]
    for pairs, most in quota_pairs(problem):
        limit[pairs] = np.minimum(limit[pairs], most)
    return limit


def quota_pairs(problem: Problem) -> list[tuple[Ints, int]]:
    """For each quota the pairs it counts, and its limit."""
    if not problem.quota_name:
        return []
    names = {name: number for number, name in enumerate(dict.fromkeys(problem.quota_name))}
    of_need = np.array([names.get(name, -1) for name in problem.need_kinds], np.int64)
    key = problem.pair_guide * len(names) + of_need[problem.pair_need]
    key[of_need[problem.pair_need] < 0] = -1
    order = np.argsort(key, kind="stable")
    wanted = problem.quota_guide * len(names) + [names[name] for name in problem.quota_name]
    first, last = (np.searchsorted(key[order], wanted, side) for side in ("left", "right"))
    return [
        (order[start:stop], int(most))
        for start, stop, most in zip(first, last, problem.quota_limit, strict=True)
    ]


def _learner_doors(problem: Problem, may: Flags) -> _Doors:
    """One place at a guide for all needs of one learner, where two could meet there."""
    several = np.bincount(problem.need_learner, minlength=len(problem.learner_ids)) > 1
    learner = problem.need_learner[problem.pair_need]
    if not problem.terms.distinct_guides or not several.any():
        return _no_doors(problem)
    pairs = np.flatnonzero(may & several[learner])
    keys, inverse, count = np.unique(
        learner[pairs] * problem.guides + problem.pair_guide[pairs],
        return_inverse=True,
        return_counts=True,
    )
    shared = count > 1
    number = np.where(shared, np.cumsum(shared) - 1, -1)
    door = np.full(problem.pairs, -1, np.int64)
    door[pairs] = number[inverse]
    guide = keys[shared] % problem.guides
    return _Doors(door, guide, np.ones(len(guide), np.int64))


def _quota_doors(problem: Problem, may: Flags) -> _Doors:
    """A door for every quota that could bind."""
    doors = _no_doors(problem)
    guides: list[int] = []
    limits: list[int] = []
    for pairs, most in quota_pairs(problem):
        counted = pairs[may[pairs]]
        if len(counted) > most:
            doors.door[counted] = len(guides)
            guides.append(int(problem.pair_guide[counted[0]]))
            limits.append(most)
    return _Doors(doors.door, np.array(guides, np.int64), np.array(limits, np.int64))


def _no_doors(problem: Problem) -> _Doors:
    none = np.zeros(0, np.int64)
    return _Doors(np.full(problem.pairs, -1, np.int64), none, none)
