"""How much a matching hangs on its weights, for which there is little evidence."""

from collections.abc import Callable
from dataclasses import dataclass

from fourfold.matching.facts import criteria
from fourfold.matching.people import FORMS
from fourfold.matching.scoring import Weights, nudged

# (learner id, need, guide id), as `Assignment.rows` gives them.
Pairs = frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Shift:
    """How many of `pairs` are gone when the weight of a criterion is a fifth smaller or larger."""

    criterion: str
    title: str
    pairs: int
    lost_with_less: int
    lost_with_more: int

    @property
    def per_hundred(self) -> int:
        """The larger of the two, of every hundred pairs, rounded down."""
        return 100 * max(self.lost_with_less, self.lost_with_more) // max(1, self.pairs)


def shifts(weights: Weights, pairs_with: Callable[[Weights], Pairs]) -> tuple[Shift, ...]:
    """What a fifth less or more of each criterion does, the largest shift first.

    `pairs_with` matches with some weights and gives the pairs; it is called twice for each
    criterion that counts in some form, and once before.
    """
    usual = pairs_with(weights)
    found = [
        Shift(
            criterion.name,
            criterion.title,
            len(usual),
            len(usual - pairs_with(nudged(weights, criterion.name, -1))),
            len(usual - pairs_with(nudged(weights, criterion.name, 1))),
        )
        for criterion in criteria().values()
        if any(weights.parts[form][criterion.name] for form in FORMS)
    ]
    return tuple(sorted(found, key=lambda each: -max(each.lost_with_less, each.lost_with_more)))
