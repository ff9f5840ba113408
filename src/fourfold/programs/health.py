"""A program at a glance: each figure as a sentence, its numbers, and one thing to do (G-40).

Numbers arrive as they may be shown: None is too small to show. Sentences and standards stand in
`data/health.toml`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.issues import FourfoldError, unknown


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in words; `percent` is its share, 0 to 100, of what is shown, else None."""

    key: str
    title: str
    says: str
    act: str
    source: str
    part: int | None
    whole: int | None
    needs_act: bool

    @property
    def percent(self) -> int | None:
        """The share that the part is of the whole."""
        if self.part is None or not self.whole:
            return None
        return round(100 * self.part / self.whole)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one standard of an accreditor asks, and which figures speak to it."""

    standard: str
    asks: str
    says: str
    figures: tuple[str, ...]
    source: str


def figure(key: str, part: int | None, whole: int | None) -> Figure:
    """The figure called `key` in words; FourfoldError for an unknown one, with the choices.

    An exact figure needs an act when its part is not 0. Of the others None means too few to show.
    """
    rows = _rows()
    if key not in rows:
        raise FourfoldError(unknown("figure", key, rows))
    row = rows[key]
    return Figure(
        key=key,
        title=row["title"],
        says=row[_sentence(row, part, whole)].format(part=part, whole=whole),
        act=row["act"],
        source=row["source"],
        part=part,
        whole=whole,
        needs_act=bool(row.get("exact") and part),
    )


@cache
def figure_keys() -> tuple[str, ...]:
    """Every figure, in the order in which a director reads them."""
    return tuple(_rows())


@cache
def answers() -> tuple[Answer, ...]:
    """The standards that the report speaks to."""
    return tuple(Answer(**{**row, "figures": tuple(row["figures"])}) for row in _data()["answers"])


def window() -> timedelta:
    """How far back the figures of a program look."""
    return timedelta(days=_data()["window_days"])


def moving_within() -> timedelta:
    """Within which time something must have happened for a goal to count as moving."""
    return timedelta(days=_data()["moving_days"])


def months_shown() -> int:
    """How many full months the course of sessions shows."""
    return int(_data()["months_shown"])


def _sentence(row: Mapping[str, Any], part: int | None, whole: int | None) -> str:
    if not whole:
        return "says_none"
    if not part:
        return "says_few"
    return "says_one" if part == 1 and "says_one" in row else "says"


@cache
def _rows() -> Mapping[str, dict[str, Any]]:
    return {row["key"]: row for row in _data()["figures"]}


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/health.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
