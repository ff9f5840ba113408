"""Profiles as integer arrays, made once, from which whole blocks of pairs are judged.

Whatever the order of the people, the arrays are the same: learners and guides by id, needs by
learner and name, just as in a `Problem`.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfold.issues import FourfoldError
from fourfold.matching.fit.offers import Offers, offers_of
from fourfold.matching.fit.people import FORMS, Assessors, Guide, Learner, Need, Profiles
from fourfold.matching.fit.profile_checks import check_profiles
from fourfold.matching.fit.sides import Labels, Side, labels_of, side_of
from fourfold.matching.fit.ties import Sparse, ranks_of, ties_of

Indices = NDArray[np.integer[Any]]


@dataclass(frozen=True, eq=False)
class Features:
    """Everything that rules and scores are made of. N needs, G guides.

    `need_form` indexes `FORMS`, `need_learner` indexes `learner_ids`; `topics` are as written.
    `need_side` has N rows, `guide_side` G rows. `ties` has a row for each learner, `ranks` for
    each need. `capacity` (G) counts places in all forms.
    """

    learner_ids: tuple[str, ...]
    need_names: tuple[str, ...]
    guide_ids: tuple[str, ...]
    need_learner: NDArray[np.int64]
    need_form: NDArray[np.int8]
    need_counseling: NDArray[np.bool_]
    topics: tuple[str, ...]
    need_side: Side
    guide_side: Side
    offers: Offers
    capacity: NDArray[np.int64]
    ties: Sparse
    ranks: Sparse
    labels: Labels
    assessors_blocked: bool

    @property
    def needs(self) -> int:
        """How many needs there are."""
        return len(self.need_form)

    @property
    def guides(self) -> int:
        """How many guides there are."""
        return len(self.guide_ids)

    def need_index(self, learner: str, need: str) -> int:
        """The index of a need. FourfoldError when there is none of that name."""
        if (learner, need) not in self._need_of:
            raise FourfoldError(f"Learner “{learner}” has no need “{need}” in this matching.")
        return self._need_of[learner, need]

    def guide_index(self, guide: str) -> int:
        """The index of a guide. FourfoldError when there is none of that id."""
        if guide not in self._guide_of:
            raise FourfoldError(f"Guide “{guide}” is not in this matching.")
        return self._guide_of[guide]

    @cached_property
    def _need_of(self) -> dict[tuple[str, str], int]:
        learners = (self.learner_ids[learner] for learner in self.need_learner)
        return {pair: i for i, pair in enumerate(zip(learners, self.need_names, strict=True))}

    @cached_property
    def _guide_of(self) -> dict[str, int]:
        return {guide: index for index, guide in enumerate(self.guide_ids)}


@dataclass(frozen=True, slots=True)
class InOrder:
    """Learners and guides by id; needs, with the index of their learner, by learner and name."""

    learners: tuple[Learner, ...]
    needs: tuple[tuple[int, Need], ...]
    guides: tuple[Guide, ...]


def in_order(profiles: Profiles) -> InOrder:
    """Everybody in the order of the rows of `Features`."""
    learners = tuple(sorted(profiles.learners, key=lambda each: each.id))
    return InOrder(
        learners,
        tuple(
            (place, need)
            for place, learner in enumerate(learners)
            for need in sorted(learner.needs, key=lambda each: each.name)
        ),
        tuple(sorted(profiles.guides, key=lambda each: each.id)),
    )


def features_of(profiles: Profiles) -> Features:
    """Encode profiles. FourfoldError with the first error of `check_profiles`."""
    for issue in check_profiles(profiles):
        if issue.severity == "error":
            raise FourfoldError(issue.message)
    people = in_order(profiles)
    learners, guides = people.learners, people.guides
    needs = [need for _, need in people.needs]
    need_learner = np.array([place for place, _ in people.needs], np.int64)
    labels = labels_of(learners, guides)
    return Features(
        learner_ids=tuple(each.id for each in learners),
        need_names=tuple(need.name for need in needs),
        guide_ids=tuple(each.id for each in guides),
        need_learner=need_learner,
        need_form=np.array([FORMS.index(need.form) for need in needs], np.int8),
        need_counseling=np.array([need.counseling for need in needs], np.bool_),
        topics=tuple(need.topic for need in needs),
        need_side=side_of(learners, labels, profiles.week_of).of(need_learner),
        guide_side=side_of(guides, labels, profiles.week_of),
        offers=offers_of(needs, guides),
        capacity=np.array([guide.capacity for guide in guides], np.int64),
        ties=ties_of(learners, guides),
        ranks=ranks_of(learners, people.needs, guides),
        labels=labels,
        assessors_blocked=profiles.assessors is Assessors.BLOCK,
    )
