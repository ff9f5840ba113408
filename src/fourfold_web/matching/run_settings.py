"""What a director asks of a run, and what that means in points."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from fourfold.matching.terms import GroupRule, LargestMeanGap, LeastMatched, Terms


class Way(StrEnum):
    """How pairs are found."""

    TOTAL = "total"
    STABLE = "stable"
    FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Position:
    """One place on the slider between few strong pairs and a guide for everybody.

    Pairs below `floor` points are not proposed; a need without a guide costs `penalty` points.
    """

    label: str
    floor: int
    penalty: int


# A pair is worth 0 to 10,000 points. The last penalty outweighs whatever its chain of moves costs.
POSITIONS = (
    Position("Only strong pairs", 5_000, 0),
    Position("Good pairs", 3_000, 0),
    Position("Best total", 0, 0),
    Position("More people", 0, 3_000),
    Position("Everybody who can be", 0, 1_000_000),
)
USUAL_POSITION = 3
# Points that a pair must be better by to break up the pair that was proposed before.
KEEP = (0, 500, 3_000)
# Points that each further learner of a guide costs more than the one before.
EVEN = (0, 200, 800)
MOST_CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class RunSettings:
    """One choice for each setting of the form.

    `coverage`, `keep` and `even` are places in POSITIONS, KEEP and EVEN; `least` has, for each
    group with a rule, how many of its needs must have a guide; `gap` bounds the difference of the
    mean points of any two groups, None for no bound.
    """

    way: Way = Way.TOTAL
    coverage: int = USUAL_POSITION
    keep: int = 1
    even: int = 1
    distinct: bool = True
    least: tuple[tuple[str, int], ...] = ()
    gap: int | None = None
    candidates: int = 50
    seed: int = 0

    @property
    def position(self) -> Position:
        """The place on the slider."""
        return POSITIONS[self.coverage]

    def to_json(self) -> dict[str, Any]:
        """The settings as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "RunSettings":
        """The settings that `to_json` wrote."""
        least = tuple((group, count) for group, count in stored["least"])
        return cls(**{**stored, "way": Way(stored["way"]), "least": least})

    def terms(self, *, largest_capacity: int, groups: tuple[str, ...]) -> Terms:
        """What a solver aims at; rules speak only of `groups`, which somebody chose to be in."""
        return Terms(
            unmatched_penalty=self.position.penalty,
            move_penalty=KEEP[self.keep],
            load_cost=self._load_cost(largest_capacity),
            distinct_guides=self.distinct,
            group_rules=tuple(self._rules(groups)),
        )

    def _load_cost(self, largest_capacity: int) -> tuple[int, ...]:
        step = EVEN[self.even]
        if not step:
            return ()
        return tuple(step * load * (load - 1) // 2 for load in range(largest_capacity + 1))

    def _rules(self, groups: tuple[str, ...]) -> list[GroupRule]:
        least = [LeastMatched(group, count) for group, count in self.least if group in groups]
        if self.gap is None:
            return [*least]
        pairs = [(over, under) for over in groups for under in groups if over != under]
        return [*least, *(LargestMeanGap(over, under, self.gap) for over, under in pairs)]
