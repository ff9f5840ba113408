"""Goal attainment scaling: five outcomes in a learner's words, and the T value of several (A-7)."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import isfinite, sqrt
from typing import Any

from fourfold.issues import FourfoldError, Issue, quoted

LEVELS = (-2, -1, 0, 1, 2)
# What T is when every goal came out as expected, and how far one deviation moves it.
_EXPECTED_T, _SPREAD = 50, 10


@dataclass(frozen=True, slots=True)
class LevelPrompt:
    """One of the five levels: the name it has without a learner's words, and what asks for them."""

    level: int
    name: str
    asks: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Five outcomes in words, from -2 to +2; 0 is what the learner expects."""

    words: tuple[str, str, str, str, str]

    def __post_init__(self) -> None:
        """Refuse another number of outcomes."""
        if len(self.words) != len(LEVELS):
            raise FourfoldError(f"A scale has five levels from -2 to +2; got {len(self.words)}.")

    def says(self, level: int) -> str:
        """What the learner wrote for this level; its usual name where they wrote nothing."""
        at = LEVELS.index(check_level(level))
        return self.words[at].strip() or level_prompts()[at].name


def level_prompts() -> tuple[LevelPrompt, ...]:
    """The five levels from -2 to +2."""
    return tuple(
        LevelPrompt(each["level"], each["name"], each["asks"]) for each in _data()["levels"]
    )


def usual_scale() -> Scale:
    """The scale of a goal for which nobody has written one."""
    return Scale(("", "", "", "", ""))


def check_level(level: int) -> int:
    """The level itself; FourfoldError for what is none of the five."""
    if level not in LEVELS or isinstance(level, bool):
        raise FourfoldError(f"{quoted(level)} is no level. Choose a whole number from -2 to +2.")
    return level


def check_scale(scale: Scale) -> tuple[Issue, ...]:
    """What a scale still lacks: the expected outcome, and words that tell two levels apart."""
    said = [words.strip() for words in scale.words]
    found = []
    if not said[LEVELS.index(0)]:
        found.append(
            Issue("no_expected_level", "Write what you expect first. The others lean on it.", "0")
        )
    for level, words in zip(LEVELS, said, strict=True):
        if words and said.count(words) > 1:
            found.append(
                Issue(
                    "same_words",
                    "Two levels say the same. Let each differ in one thing.",
                    str(level),
                )
            )
    return tuple(found)


def attainment_t(levels: Sequence[int], weights: Sequence[float] | None = None) -> float:
    """The T value of goals at these levels: 50 is just as expected. Without weights all count one.

    FourfoldError for no goals, a level outside -2 to +2, or weights that do not fit.
    """
    counts = [1.0] * len(levels) if weights is None else list(weights)
    if not levels:
        raise FourfoldError("A T value needs the level of at least one goal.")
    if len(counts) != len(levels):
        raise FourfoldError(f"{len(levels)} levels need {len(levels)} weights; got {len(counts)}.")
    for weight in counts:
        if not (isfinite(weight) and weight > 0):
            raise FourfoldError(f"{quoted(weight)} is no weight. Give a number above 0.")
    moved = sum(w * check_level(x) for w, x in zip(counts, levels, strict=True))
    r = float(_data()["correlation"])
    spread = (1 - r) * sum(w * w for w in counts) + r * sum(counts) ** 2
    return _EXPECTED_T + _SPREAD * moved / sqrt(spread)


def taken_together(levels: Sequence[int]) -> float | None:
    """The T value of these goals to one decimal; None below two, where a level says it better."""
    return round(attainment_t(levels), 1) if len(levels) > 1 else None


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/attainment.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
