"""Locks, bans and the pairs in force, given by id, as marks on the pairs of a problem."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from fourfold.issues import FourfoldError
from fourfold.matching.problem import NOBODY, Flags, Ints, Problem

# Learner id, name of the need, guide id.
IdPair = tuple[str, str, str]
# In a ban, for all needs of the learner.
EVERY_NEED = "*"


class Marker:
    """Finds the pairs of one problem by id."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._needs = {problem.need_of(need): need for need in range(problem.needs)}
        self._guides = {guide: index for index, guide in enumerate(problem.guide_ids)}

    def locked(self, locks: Sequence[IdPair]) -> Flags:
        """The locked pairs. FourfoldError for an unknown id and for one that is no pair."""
        found = [self._pair(*self._known(lock)) for lock in locks]
        for lock, pair in zip(locks, found, strict=True):
            if pair == NOBODY:
                raise FourfoldError(
                    f"{_told(lock)} is locked, but the two are no candidates: a rule keeps them"
                    " apart. Take the lock back."
                )
        return self._flags(found)

    def forbidden(self, bans: Iterable[IdPair]) -> Flags:
        """The banned pairs; a ban on what is no pair changes nothing.

        FourfoldError for an unknown id.
        """
        return self._flags(
            self._pair(*self._known((learner, need, guide)))
            for learner, named, guide in bans
            for need in (self._names.get(learner, ()) if named == EVERY_NEED else (named,))
        )

    def previous(self, pairs: Iterable[IdPair]) -> tuple[Flags, int]:
        """The pairs in force, and how many of them no pair here could keep: people leave."""
        found = [
            self._pair(self._needs[learner, need], self._guides[guide])
            if (learner, need) in self._needs and guide in self._guides
            else NOBODY
            for learner, need, guide in pairs
        ]
        return self._flags(found), found.count(NOBODY)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for learner, need in self._needs:
            names.setdefault(learner, []).append(need)
        return names

    @cached_property
    def _codes(self) -> Ints:
        return self._problem.pair_need * self._problem.guides + self._problem.pair_guide

    def _known(self, pair: IdPair) -> tuple[int, int]:
        learner, need, guide = pair
        if (learner, need) not in self._needs:
            raise FourfoldError(f"Learner “{learner}” has no need “{need}” in this matching.")
        if guide not in self._guides:
            raise FourfoldError(f"Guide “{guide}” is not in this matching.")
        return self._needs[learner, need], self._guides[guide]

    def _pair(self, need: int, guide: int) -> int:
        code = need * self._problem.guides + guide
        place = int(np.searchsorted(self._codes, code))
        return place if place < len(self._codes) and self._codes[place] == code else NOBODY

    def _flags(self, pairs: Iterable[int]) -> Flags:
        flags = np.zeros(self._problem.pairs, np.bool_)
        flags[[pair for pair in pairs if pair != NOBODY]] = True
        return flags


def marked(
    problem: Problem,
    locks: Sequence[IdPair],
    forbidden: Sequence[IdPair],
    previous: Sequence[IdPair],
) -> Problem:
    """The problem with these marks. FourfoldError where locks contradict something."""
    marker = Marker(problem)
    in_force, lost = marker.previous(previous)
    found = replace(
        problem,
        pair_locked=marker.locked(locks),
        pair_forbidden=marker.forbidden(forbidden),
        pair_previous=in_force,
        lost_previous=lost,
    )
    for contradiction in _contradictions(found):
        raise FourfoldError(contradiction)
    return found


def _told(pair: IdPair) -> str:
    learner, need, guide = pair
    return f"“{learner}” (need “{need}”) to guide “{guide}”"


def _contradictions(problem: Problem) -> Iterator[str]:
    locks = np.flatnonzero(problem.pair_locked)
    for pair in locks[problem.pair_forbidden[locks]]:
        learner, need = problem.need_of(problem.pair_need[pair])
        told = _told((learner, need, problem.guide_ids[problem.pair_guide[pair]]))
        yield f"{told} is locked and forbidden. Keep one of the two."
    for need, count in Counter(problem.pair_need[locks].tolist()).items():
        if count > 1:
            learner, name = problem.need_of(need)
            yield f"Need “{name}” of “{learner}” is locked to {count} guides. Keep one lock."
    for guide, count in Counter(problem.pair_guide[locks].tolist()).items():
        if count > problem.capacity[guide]:
            yield (
                f"{count} locks are on guide “{problem.guide_ids[guide]}”, who has room"
                f" for {problem.capacity[guide]}. Take a lock back or raise the capacity."
            )
    yield from _same_guide_twice(problem, locks)
    yield from _over_quota(problem, locks)


def _same_guide_twice(problem: Problem, locks: Ints) -> Iterator[str]:
    learners = problem.need_learner[problem.pair_need[locks]].tolist()
    both = Counter(zip(learners, problem.pair_guide[locks].tolist(), strict=True))
    for (learner, guide), count in both.items():
        if count > 1 and problem.terms.distinct_guides:
            yield (
                f"{count} needs of “{problem.learner_ids[learner]}” are locked to guide"
                f" “{problem.guide_ids[guide]}”, but each is to have another guide."
                " Take a lock back."
            )


def _over_quota(problem: Problem, locks: Ints) -> Iterator[str]:
    kinds = problem.need_kinds
    names = [kinds[need] for need in problem.pair_need[locks]]
    held = Counter(zip(names, problem.pair_guide[locks].tolist(), strict=True))
    limits = zip(problem.quota_name, problem.quota_guide, problem.quota_limit, strict=True)
    for name, guide, limit in limits:
        if held[name, int(guide)] > limit:
            yield (
                f"{held[name, int(guide)]} locks for {name} are on guide"
                f" “{problem.guide_ids[guide]}”, who has room for {limit}."
                " Take a lock back or raise the capacity."
            )
