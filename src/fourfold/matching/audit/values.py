"""What the audit answers with, piece by piece."""

from dataclasses import dataclass

from fourfold.matching.answers import check_title
from fourfold.matching.problem import Ints


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a rule is broken. Ids are "" where the rule concerns nobody in particular."""

    learner_id: str
    need: str
    guide_id: str
    says: str


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: how many things it was checked on, how many break it, and which."""

    code: str
    checked: int
    broken: int
    violations: tuple[Violation, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing breaks the rule."""
        return self.broken == 0

    @property
    def title(self) -> str:
        """The rule as a sentence."""
        return check_title(self.code)


@dataclass(frozen=True, slots=True)
class Total:
    """What an assignment is worth, part by part, in units; the costs count as written."""

    scores: int
    unmatched: int
    moves: int
    load: int

    @property
    def objective(self) -> int:
        """Scores less everything that costs."""
        return self.scores - self.unmatched - self.moves - self.load


@dataclass(frozen=True, slots=True)
class PriceTotal:
    """What no assignment can exceed, part by part, in units of 1 / `fraction` of a unit.

    `base` is what an assignment of nobody is worth, `needs` what the needs gain beyond the prices
    of their best guides, `guides` what the places cost at their prices, `rules` what doors and
    rules between groups add.
    """

    base: int
    needs: int
    guides: int
    rules: int
    fraction: int = 1

    @property
    def bound(self) -> int:
        """The largest whole number of units that any assignment can reach."""
        return (self.base + self.needs + self.guides + self.rules) // self.fraction


@dataclass(frozen=True, slots=True)
class Move:
    """A need that goes from one guide to another; "" stands for nobody."""

    learner_id: str
    need: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """Moves that together gain so many units and break no rule."""

    moves: tuple[Move, ...]
    gain: int


@dataclass(frozen=True, slots=True)
class Blocking:
    """A need and a guide who would both rather have each other."""

    learner_id: str
    need: str
    guide_id: str


@dataclass(frozen=True, eq=False)
class Proof:
    """What was found about the optimum.

    `bound` is what no assignment can exceed, in units; `price_total` shows how prices add up to it,
    unless the problem was taken apart into several `cases`. `tolls` has one entry a node of the
    frame: what a need that comes in has to bring there. `prices` has one entry a guide: what one
    more place would add, exactly; only where an optimum is proven by prices alone.
    """

    bound: int | None = None
    cases: int = 1
    price_total: PriceTotal | None = None
    tolls: Ints | None = None
    prices: Ints | None = None
    exchange: Exchange | None = None
