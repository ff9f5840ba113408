"""What locks leave to choose: the places of each guide, and who may not share one guide."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from fourfold.matching.problem import Flags, Ints, Problem


@dataclass(frozen=True, eq=False)
class Places:
    """The places that locked pairs leave, and the limits on who takes them.

    `free` are the pairs that can still be chosen, as indices of the problem; `room` is one entry a
    guide. `quota` says how many needs with a name a guide still takes. `bounded` are the guides
    where a quota or the rule of different guides may stand in the way of a free place.
    """

    free: Ints
    room: Ints
    bounded: frozenset[int]
    quota: dict[tuple[int, str], int]
    learner: list[int]
    name: tuple[str, ...]
    distinct: bool

    @property
    def tangled(self) -> bool:
        """Whether a guide's choice may be under two rules at once, so that none may be stable."""
        return self.distinct and bool(self.quota) and len(set(self.learner)) < len(self.learner)

    def in_the_way(self, need: int, guide: int, there: list[int]) -> list[int] | None:
        """Of the needs `there`, with this guide, those whose leaving makes room for one more.

        None when there is room already; empty when nobody's leaving alone makes room.
        """
        crowds = []
        if len(there) >= self.room[guide]:
            crowds.append(there)
        if self.distinct:
            mine = self.learner[need]
            crowds += [[each] for each in there if self.learner[each] == mine]
        limit = self.quota.get((guide, self.name[need]))
        if limit is not None:
            named = [each for each in there if self.name[each] == self.name[need]]
            crowds += [named] if len(named) >= limit else []
        if not crowds:
            return None
        return [each for each in crowds[0] if all(each in crowd for crowd in crowds)]


def places(problem: Problem) -> Places:
    """What is left to choose, with every locked pair taken as made."""
    locked = np.flatnonzero(problem.pair_locked)
    room = problem.capacity - np.bincount(problem.pair_guide[locked], minlength=problem.guides)
    quota = _quota(problem, locked)
    free = np.flatnonzero(_free(problem, locked, room, quota))
    bounded = {guide for guide, _ in quota}
    if problem.terms.distinct_guides:
        together = _together(problem, free)
        values, counts = np.unique(together, return_counts=True)
        bounded.update((values[counts > 1] % problem.guides).tolist())
    return Places(
        free=free,
        room=room,
        bounded=frozenset(bounded),
        quota=quota,
        learner=problem.need_learner.tolist(),
        name=problem.need_kinds,
        distinct=problem.terms.distinct_guides,
    )


def most_possible(problem: Problem, left: Places) -> int:
    """How many needs could have one of the free pairs if nobody minded: no matching serves more."""
    need, guide = problem.pair_need[left.free], problem.pair_guide[left.free]
    wanted = np.minimum(left.room, np.bincount(guide, minlength=problem.guides))
    first, seats = np.cumsum(wanted) - wanted, wanted[guide]
    begins = np.repeat(np.cumsum(seats) - seats, seats)
    seat = np.repeat(first[guide], seats) + np.arange(len(begins)) - begins
    shape = problem.needs, int(wanted.sum())
    graph = csr_array((np.ones(len(seat), np.int8), (np.repeat(need, seats), seat)), shape=shape)
    return int((maximum_bipartite_matching(graph, perm_type="column") >= 0).sum())


def _quota(problem: Problem, locked: Ints) -> dict[tuple[int, str], int]:
    limits = zip(problem.quota_guide.tolist(), problem.quota_name, strict=True)
    quota = dict(zip(limits, problem.quota_limit.tolist(), strict=True))
    kinds = problem.need_kinds
    for pair in locked.tolist():
        key = int(problem.pair_guide[pair]), kinds[problem.pair_need[pair]]
        if key in quota:
            quota[key] -= 1
    return quota


def _free(problem: Problem, locked: Ints, room: Ints, quota: dict[tuple[int, str], int]) -> Flags:
    free = ~problem.pair_forbidden & (room[problem.pair_guide] > 0)
    free &= ~np.isin(problem.pair_need, problem.pair_need[locked])
    if problem.terms.distinct_guides and len(locked):
        free &= ~np.isin(_together(problem, np.arange(problem.pairs)), _together(problem, locked))
    kinds = problem.need_kinds if quota else ()
    for (guide, name), limit in quota.items():
        if limit <= 0:
            for pair in np.flatnonzero(free & (problem.pair_guide == guide)).tolist():
                free[pair] = kinds[problem.pair_need[pair]] != name
    return free


def _together(problem: Problem, pairs: Ints) -> Ints:
    """One number for each learner and guide."""
    learner = problem.need_learner[problem.pair_need[pairs]]
    both: Ints = learner * problem.guides + problem.pair_guide[pairs]
    return both
