"""A learner's review summary as values: what was picked, and what came of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self

from fourfold.guidance.catalog import profile


class Part(StrEnum):
    """What of a goal is shown. Any part brings the goal's words with it."""

    WORDS = "words"
    CHECKS = "checks"
    LEVEL = "level"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the learner picked, by the ids of the rows; nothing is picked by itself."""

    since: date
    goals: Mapping[str, frozenset[Part]]
    meetings: bool = False
    products: frozenset[str] = frozenset()
    words: str = ""

    def to_json(self) -> dict[str, Any]:
        """The choice as plain values."""
        return {
            "since": self.since.isoformat(),
            "goals": {key: sorted(parts) for key, parts in self.goals.items() if parts},
            "meetings": self.meetings,
            "products": sorted(self.products),
            "words": self.words,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The choice that `to_json` wrote."""
        return cls(
            since=date.fromisoformat(data["since"]),
            goals={key: frozenset(map(Part, parts)) for key, parts in data["goals"].items()},
            meetings=data["meetings"],
            products=frozenset(data["products"]),
            words=data["words"],
        )


@dataclass(frozen=True, slots=True)
class GoalLines:
    """One goal as it is read: its words, what is said about it, and steps that were done."""

    words: str
    lines: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meetings:
    """How many meetings were held in one form."""

    form_of_guidance: str
    count: int

    @property
    def says(self) -> str:
        """“Coaching: 3”."""
        return f"{profile(self.form_of_guidance).name}: {self.count}"


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary as it is read, frozen: later changes of goals or products do not reach it."""

    since: date
    words: str = ""
    goals: tuple[GoalLines, ...] = ()
    meetings: tuple[Meetings, ...] = ()
    products: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was picked and written."""
        return not (self.words or self.goals or self.meetings or self.products)

    def to_json(self) -> dict[str, Any]:
        """The summary as plain values."""
        return asdict(self) | {"since": self.since.isoformat()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The summary that `to_json` wrote."""
        return cls(
            since=date.fromisoformat(data["since"]),
            words=data["words"],
            goals=tuple(
                GoalLines(each["words"], tuple(each["lines"]), tuple(each["steps"]))
                for each in data["goals"]
            ),
            meetings=tuple(Meetings(**each) for each in data["meetings"]),
            products=tuple(data["products"]),
        )

    def longest_first(self) -> list[tuple[str, Self]]:
        """What could be left out, the longest first: its name, and the summary without it."""
        pieces = [("your own words", len(self.words), replace(self, words=""))] * bool(self.words)
        for at, goal in enumerate(self.goals):
            others = (*self.goals[:at], *self.goals[at + 1 :])
            length = len(goal.words) + sum(map(len, (*goal.lines, *goal.steps)))
            name = f"the goal “{_cut(goal.words)}”"
            pieces.append((name, length, replace(self, goals=others)))
            if goal.steps:
                bare = (*self.goals[:at], replace(goal, steps=()), *self.goals[at + 1 :])
                steps = sum(map(len, goal.steps))
                pieces.append((f"the steps of {name}", steps, replace(self, goals=bare)))
        if self.products:
            length = sum(map(len, self.products))
            pieces.append(("the products", length, replace(self, products=())))
        ordered = sorted(pieces, key=lambda piece: -piece[1])
        return [(name, without) for name, _, without in ordered]


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
