"""Doors: limits inside one guide, on the needs of one learner or on needs of one name.

A door stands before a guide; the pairs that a limit counts go through it, so that the limit is the
door's room. Each pair has at most one door: where two limits count the same pair, no flow can keep
both.
"""

from dataclasses import dataclass

import numpy as np

from fourfold.matching.problem import NOBODY, Flags, Ints, Problem


@dataclass(frozen=True, eq=False)
class Doors:
    """The doors of a problem and which pair goes through which.

    `of_pair` has one entry a pair of the problem: its door, or NOBODY. `guide` and `room` have one
    entry a door. `collide` says that some pair is counted by two limits that both matter.
    """

    of_pair: Ints
    guide: Ints
    room: Ints
    collide: bool


def doors_of(problem: Problem) -> Doors:
    """A door for each limit that more pairs could break than it allows."""
    of_pair = np.full(problem.pairs, NOBODY, np.int64)
    count = 0
    guides, rooms = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    collide = False
    for group, limit in (*_by_learner(problem), *_by_quota(problem)):
        binding = _binding(group, limit)
        collide = collide or bool((of_pair[binding] != NOBODY).any())
        keys, first, door = np.unique(group[binding], return_index=True, return_inverse=True)
        of_pair[binding] = count + door
        guides.append(problem.pair_guide[binding[first]])
        rooms.append(limit[binding[first]])
        count += len(keys)
    return Doors(of_pair, np.concatenate(guides), np.concatenate(rooms), collide)


def _binding(group: Ints, limit: Ints) -> Ints:
    """The pairs of groups that have more pairs than their limit allows."""
    counted = np.flatnonzero(group != NOBODY)
    if not len(counted):
        return counted
    _, inverse, sizes = np.unique(group[counted], return_inverse=True, return_counts=True)
    binding: Ints = counted[sizes[inverse] > limit[counted]]
    return binding


def _by_learner(problem: Problem) -> list[tuple[Ints, Ints]]:
    """Groups of pairs that are one learner with one guide: at most one of them."""
    learner = problem.need_learner[problem.pair_need]
    several = np.bincount(problem.need_learner, minlength=1)[learner] > 1
    counts = several & ~problem.pair_forbidden
    if not problem.terms.distinct_guides or not counts.any():
        return []
    group = np.where(counts, learner * problem.guides + problem.pair_guide, NOBODY)
    return [(group, np.ones(problem.pairs, np.int64))]


def _by_quota(problem: Problem) -> list[tuple[Ints, Ints]]:
    """Groups of pairs that one quota counts, with its limit beside each pair."""
    if not problem.quota_name:
        return []
    code = {name: number for number, name in enumerate(dict.fromkeys(problem.quota_name))}
    named = np.array([code.get(name, NOBODY) for name in problem.need_kinds], np.int64)
    named_pair = named[problem.pair_need]
    counted: Flags = (named_pair != NOBODY) & ~problem.pair_forbidden
    key = problem.pair_guide * len(code) + named_pair
    quota_key = problem.quota_guide * len(code) + np.array([code[n] for n in problem.quota_name])
    order = np.argsort(quota_key, kind="stable")
    found = np.minimum(np.searchsorted(quota_key[order], key), len(order) - 1)
    counted &= quota_key[order][found] == key
    limit = np.where(counted, problem.quota_limit[order][found], 0)
    return [(np.where(counted, key, NOBODY), limit)]
