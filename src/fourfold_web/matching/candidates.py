"""From everybody of a round to a matching problem, in parts that workers can share."""

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from fourfold.issues import FourfoldError
from fourfold.matching.candidates.finding import (
    Candidates,
    for_guides,
    joined,
    search_of,
    with_guides,
)
from fourfold.matching.candidates.search import Looked, Search, run_task, tasks_of
from fourfold.matching.candidates.similarity import Likeness
from fourfold.matching.fit.block import Block
from fourfold.matching.fit.features import Features, features_of
from fourfold.matching.fit.reasons import PairReasons, reasons_of_need
from fourfold.matching.fit.scoring import Points, Weights, points, weights_of
from fourfold.matching.problem import Ints, Problem
from fourfold.matching.proposing import likeness_of_profiles, problem_of
from fourfold_web.matching.inputs import Inputs, Pair
from fourfold_web.matching.run_settings import RunSettings

# A round of fewer needs is looked at in one go; each part reads everybody anew, which takes longer
# than to look at so many.
LARGE = 10_000
TASKS_A_PART = 10


@dataclass(frozen=True)
class Look:
    """Everybody encoded, and what all parts of the search share."""

    inputs: Inputs
    settings: RunSettings

    @cached_property
    def features(self) -> Features:
        """Everybody as arrays."""
        return features_of(self.inputs.profiles)

    @cached_property
    def weights(self) -> Weights:
        """What each reason is worth."""
        return weights_of()

    @cached_property
    def likeness(self) -> Likeness:
        """How alike the words of needs and guides are."""
        return likeness_of_profiles(self.inputs.profiles)

    @cached_property
    def search(self) -> Search:
        """What all parts share."""
        keep = [self.place(pair) for pair in (*self.inputs.pins, *self.inputs.previous)]
        settings = self.settings
        return search_of(
            self.features,
            self.weights,
            self.likeness,
            settings.candidates,
            keep=sorted(keep),
            seed=settings.seed,
        )

    @property
    def parts(self) -> int:
        """In how many parts it is looked at."""
        if self.features.needs <= LARGE:
            return 1
        return -(-len(tasks_of(self.search)) // TASKS_A_PART)

    def place(self, pair: Pair) -> tuple[int, int]:
        """A pair as indices of need and guide."""
        learner, name, guide = pair
        return self.features.need_index(learner, name), self.features.guide_index(guide)

    def part(self, number: int) -> bytes:
        """One part, as bytes that `whole` reads."""
        tasks = tasks_of(self.search)
        mine = tasks if self.parts == 1 else tasks[number * TASKS_A_PART :][:TASKS_A_PART]
        return _packed([run_task(self.search, task) for task in mine])

    def whole(self, parts: Sequence[bytes]) -> Candidates:
        """The candidates from all parts."""
        looked = [one for part in parts for one in _unpacked(part)]
        found = joined(self.search, looked)
        more = for_guides(self.search, found)
        if more is None:
            return found
        return with_guides(found, more, [run_task(more, task) for task in tasks_of(more)])

    def problem(self, found: Candidates) -> Problem:
        """The problem that is solved; FourfoldError when a pin cannot hold."""
        inputs, profiles = self.inputs, self.inputs.profiles
        self._check_pins()
        most = max((guide.capacity for guide in profiles.guides), default=0)
        terms = self.settings.terms(largest_capacity=most, groups=inputs.groups)
        return problem_of(
            profiles,
            found,
            terms,
            locks=inputs.pins,
            forbidden=sorted({*inputs.forbidden, *inputs.apart} - set(inputs.pins)),
            previous=inputs.previous,
        )

    def reasons(self, need: int, guides: Sequence[int]) -> tuple[PairReasons, ...]:
        """What speaks for a need with each of these guides, or against it."""
        likeness = self.likeness.block(np.array([need]), np.array(guides))[0]
        return reasons_of_need(self.features, self.weights, need, guides, likeness)

    def points(self, need: int, guides: Ints) -> Points:
        """The points of a need with each of these guides: (criteria, guides)."""
        block = Block(self.features, np.array([need]), guides)
        likeness = self.likeness.block(np.array([need]), guides)
        return points(block, self.weights, likeness)[:, 0]

    def _check_pins(self) -> None:
        free = {guide.id: guide.capacity for guide in self.inputs.profiles.guides}
        for guide, number in sorted(Counter(pin[2] for pin in self.inputs.pins).items()):
            if number > free[guide]:
                raise FourfoldError(
                    f"{guide} has {number} pinned pairs and {free[guide]} free places. Take a pin"
                    " back, or let the guide name more places."
                )
        for pin in self.inputs.pins:
            need, guide = self.place(pin)
            if refused := self.reasons(need, [guide])[0].refused:
                raise FourfoldError(
                    f"{pin[0]} is pinned to {pin[2]}, and a rule keeps them apart:"
                    f" {refused[0].says} Take the pin back."
                )


def _packed(looked: Sequence[Looked]) -> bytes:
    buffer = io.BytesIO()
    arrays = {
        f"{number}.{each.name}": getattr(one, each.name)
        for number, one in enumerate(looked)
        for each in fields(Looked)
    }
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def _unpacked(stored: bytes) -> list[Looked]:
    with np.load(io.BytesIO(stored), allow_pickle=False) as found:
        arrays = dict(found)
    count = len(arrays) // len(fields(Looked))
    return [
        Looked(**{each.name: arrays[f"{number}.{each.name}"] for each in fields(Looked)})
        for number in range(count)
    ]
