"""Locks that contradict something: a ban, the room of a guide, another lock."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from fourfold.matching.folder.marks import Marks
from fourfold.matching.problem import Problem
from fourfold.matching.tables import Mistakes


def refuse_contradictions(
    problem: Problem, locks: Marks, forbidden: Marks, mistakes: Mistakes
) -> None:
    """Add what no assignment could do to `mistakes`, with the lines of the locks concerned."""
    for line, what in (
        *_banned(locks, forbidden),
        *_over_capacity(problem, locks),
        *_same_guide_twice(problem, locks),
        *_over_quota(problem, locks),
    ):
        mistakes.add(locks.table.line(line), what)


def _banned(locks: Marks, forbidden: Marks) -> Iterator[tuple[int, str]]:
    bans = dict(zip(forbidden.pair.tolist(), forbidden.line.tolist(), strict=True))
    for pair, line in zip(locks.pair.tolist(), locks.line.tolist(), strict=True):
        if pair in bans and pair >= 0:
            ban = forbidden.table.line(bans[pair])
            yield line, f"this pair is locked and forbidden ({ban}). Keep one of the two."


def _over_capacity(problem: Problem, locks: Marks) -> Iterator[tuple[int, str]]:
    held = np.bincount(locks.guide, minlength=problem.guides)
    for guide in np.flatnonzero(held > problem.capacity):
        lines = ", ".join(map(str, locks.line[locks.guide == guide]))
        yield (
            int(locks.line[locks.guide == guide].max()),
            (
                f"{held[guide]} locks (lines {lines}) for guide {problem.guide_ids[guide]}, whose "
                f"capacity is {problem.capacity[guide]}. Raise the capacity or drop a lock."
            ),
        )


def _same_guide_twice(problem: Problem, locks: Marks) -> Iterator[tuple[int, str]]:
    if not problem.terms.distinct_guides:
        return
    both = Counter(
        zip(problem.need_learner[locks.need].tolist(), locks.guide.tolist(), strict=True)
    )
    for (learner, guide), count in both.items():
        if count > 1:
            mine = (problem.need_learner[locks.need] == learner) & (locks.guide == guide)
            yield (
                int(locks.line[mine].max()),
                (
                    f"{count} needs of learner {problem.learner_ids[learner]} are locked to guide "
                    f"{problem.guide_ids[guide]}, but distinct_guides is true."
                ),
            )


def _over_quota(problem: Problem, locks: Marks) -> Iterator[tuple[int, str]]:
    kinds = problem.need_kinds
    names = [kinds[need] for need in locks.need]
    held = Counter(zip(names, locks.guide.tolist(), strict=True))
    quotas = zip(problem.quota_name, problem.quota_guide, problem.quota_limit, strict=True)
    for name, guide, limit in quotas:
        if held[name, int(guide)] > limit:
            mine = [n == name and g == guide for n, g in zip(names, locks.guide, strict=True)]
            yield (
                int(locks.line[np.array(mine)].max()),
                (
                    f"{held[name, int(guide)]} needs {name} are locked to guide "
                    f"{problem.guide_ids[guide]}, whose quota for it is {limit}."
                ),
            )
