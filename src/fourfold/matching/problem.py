"""A matching problem as arrays in one canonical order, and an assignment in it.

Whatever the order of the rows it was read from, the same problem has the same arrays: learners and
guides by id, needs by learner and name, pairs by need and guide. Solvers and audit work on indices
into them; names come back only where people read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from fourfold.matching.terms import Terms

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# The name of the need of a learner who names none.
ANY = "any"
# The index that stands for nobody, in `Assignment` and wherever else an index may be missing.
NOBODY = -1


@dataclass(frozen=True, eq=False)
class Problem:
    """Who needs somebody, who has room, and what each possible pair is worth.

    Arrays of one kind have one length: `need_*` one entry a need, `pair_*` one a pair, and so on.
    `pair_need` never falls, and within a need `pair_guide` grows, so the pairs of need n are
    `first_pair[n] : first_pair[n + 1]`.
    """

    learner_ids: tuple[str, ...]
    groups: tuple[str, ...]
    # Index into `groups`, or NOBODY for a learner in no group.
    learner_group: Ints
    need_learner: Ints
    need_names: tuple[str, ...]
    guide_ids: tuple[str, ...]
    capacity: Ints
    # A guide takes nobody, or at least so many; 0 or 1 when any number will do.
    min_if_open: Ints
    pair_need: Ints
    pair_guide: Ints
    # In units of 1 / scale.
    pair_score: Ints
    # 1 is best, equal ranks are a tie, 0 is unranked.
    pair_learner_rank: Ints
    pair_guide_rank: Ints
    pair_forbidden: Flags
    pair_locked: Flags
    pair_previous: Flags
    # Pairs of the assignment in force that no pair here could keep; each costs its move penalty.
    lost_previous: int = 0
    # At most `quota_limit` needs of the kind `quota_name` with guide `quota_guide` (a capacity by
    # form of guidance); see `need_kinds`.
    quota_guide: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    quota_name: tuple[str, ...] = ()
    quota_limit: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    terms: Terms = field(default_factory=Terms)
    # How many units make one point of the scores that people wrote: 1, or a power of ten.
    scale: int = 1

    @property
    def needs(self) -> int:
        """How many needs there are."""
        return len(self.need_learner)

    @property
    def guides(self) -> int:
        """How many guides there are."""
        return len(self.guide_ids)

    @property
    def pairs(self) -> int:
        """How many pairs there are, the forbidden ones among them."""
        return len(self.pair_need)

    @property
    def first_pair(self) -> Ints:
        """Where the pairs of each need begin; one entry more than needs."""
        first: Ints = np.searchsorted(self.pair_need, np.arange(self.needs + 1)).astype(np.int64)
        return first

    @property
    def need_kinds(self) -> tuple[str, ...]:
        """What quotas count by: a name up to its first colon, as in `coaching:board exam`."""
        return tuple(name.partition(":")[0] for name in self.need_names)

    @property
    def need_group(self) -> Ints:
        """The group of each need's learner, or NOBODY."""
        groups: Ints = self.learner_group[self.need_learner]
        return groups

    def need_of(self, need: int) -> tuple[str, str]:
        """A need as people know it: learner id and the need's name."""
        return self.learner_ids[self.need_learner[need]], self.need_names[need]

    def in_points(self, units: int) -> int | float:
        """An amount as people wrote it: whole when it is whole."""
        return units // self.scale if units % self.scale == 0 else units / self.scale


@dataclass(frozen=True, eq=False)
class Assignment:
    """Which pair each need has: an index into the problem's pairs, or NOBODY."""

    pair_of: Ints

    @property
    def matched(self) -> int:
        """How many needs have a guide."""
        return int((self.pair_of != NOBODY).sum())

    def chosen(self) -> Ints:
        """The chosen pairs, in the order of needs."""
        chosen: Ints = self.pair_of[self.pair_of != NOBODY]
        return chosen

    def loads(self, problem: Problem) -> Ints:
        """How many needs each guide has."""
        return np.bincount(problem.pair_guide[self.chosen()], minlength=problem.guides)

    def rows(self, problem: Problem) -> Iterator[tuple[str, str, str]]:
        """(learner id, need, guide id) of every chosen pair, in canonical order."""
        for pair in self.chosen():
            learner, need = problem.need_of(problem.pair_need[pair])
            yield learner, need, problem.guide_ids[problem.pair_guide[pair]]


def objective(problem: Problem, assignment: Assignment) -> int:
    """What an assignment is worth, in units (the formula of `Terms`)."""
    terms, chosen = problem.terms, assignment.chosen()
    moved = int(problem.pair_previous.sum() - problem.pair_previous[chosen].sum())
    return (
        int(problem.pair_score[chosen].sum())
        - terms.unmatched_penalty * (problem.needs - len(chosen))
        - terms.move_penalty * (moved + problem.lost_previous)
        - sum(terms.cost_of(int(load)) for load in assignment.loads(problem))
    )


def assignment_of(problem: Problem, pairs: Sequence[int] | Ints) -> Assignment:
    """The assignment that has just these pairs, at most one a need."""
    pair_of = np.full(problem.needs, NOBODY, np.int64)
    pair_of[problem.pair_need[np.asarray(pairs, np.int64)]] = pairs
    return Assignment(pair_of)


@dataclass(frozen=True, eq=False)
class Solution:
    """What a solver answers.

    `bound` is what no assignment can exceed, in units; None when the method proves none.
    `prices` has one entry a guide: what one more place there would add, in units; None when the
    method has none. `notices` are sentences about what was solved otherwise than asked.
    """

    assignment: Assignment
    bound: int | None = None
    prices: Ints | None = None
    notices: tuple[str, ...] = ()
