"""What a matching aims at: penalties, the cost of load, and rules between groups."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Method(StrEnum):
    """How pairs are found.

    OPTIMAL has the highest objective; in STABLE no two would rather have each other (A-16).
    """

    OPTIMAL = "optimal"
    STABLE = "stable"


@dataclass(frozen=True, slots=True)
class LeastMatched:
    """At least `count` needs of `group` have a guide."""

    group: str
    count: int


@dataclass(frozen=True, slots=True)
class LargestMeanGap:
    """Mean score of group `over` minus mean score of group `under` is at most `gap`.

    A mean is taken over all needs of the group; a need without a guide counts as 0. `gap` is in the
    score's units of the problem (see `Problem.scale`).
    """

    over: str
    under: str
    gap: int


GroupRule = LeastMatched | LargestMeanGap


@dataclass(frozen=True, slots=True)
class Terms:
    """The objective and the side rules. Amounts are in the score's units of the problem.

    Objective = sum of scores - unmatched_penalty x needs without a guide
    - move_penalty x previous pairs not kept - sum over guides of the cost of their load.
    """

    unmatched_penalty: int = 0
    move_penalty: int = 0
    # The cost of a guide's load 0, 1, 2, ...; empty when load costs nothing.
    load_cost: tuple[int, ...] = ()
    # A learner's needs go to different guides.
    distinct_guides: bool = False
    group_rules: tuple[GroupRule, ...] = ()

    def cost_of(self, load: int) -> int:
        """What a guide with this load costs."""
        return self.load_cost[load] if self.load_cost else 0

    @property
    def load_is_convex(self) -> bool:
        """Whether each further learner costs a guide at least as much as the one before."""
        steps = [after - before for before, after in pairwise(self.load_cost)]
        return all(a <= b for a, b in pairwise(steps))
