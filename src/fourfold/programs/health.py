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
class Share:
    """What part of a whole is, 0 to 100, between two bounds that numbers in steps allow."""

    low: int
    high: int

    @property
    def says(self) -> str:
        """Such as “79 to 81%” or, with few people, “36 to 90%”: no more than the steps bear."""
        return f"{self.low} to {self.high}%" if self.low < self.high else f"{self.low}%"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in words; `share` is what its part is of the whole, if both are shown."""

    key: str
    title: str
    says: str
    act: str
    source: str
    part: int | None
    whole: int | None
    needs_act: bool
    share: Share | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one standard of an accreditor asks, and which figures speak to it, by their titles."""

    standard: str
    asks: str
    says: str
    figures: tuple[str, ...]
    source: str


def share_of(part: int | None, whole: int | None, *, step: int = 1) -> Share | None:
    """What `part` is of `whole`, both rounded down to whole steps; None when one is not shown."""
    if part is None or not whole:
        return None
    more = step - 1
    low = 100 * part // (whole + more)
    return Share(low, min(100, -(-100 * (part + more) // whole)))


def figure(
    key: str, part: int | None, whole: int | None, *, step: int = 1, among: int | None = None
) -> Figure:
    """The figure called `key` in words; FourfoldError for an unknown one, with the choices.

    `step` is in which steps the numbers were rounded down, `among` how many hold the part.
    An exact figure needs an act when its part is not 0. Of the others None means too few to
    show, and they need one when the part is not shown or surely small.
    """
    rows = _rows()
    if key not in rows:
        raise FourfoldError(unknown("figure", key, rows))
    row = rows[key]
    is_exact = bool(row.get("exact"))
    share = None if is_exact else share_of(part, whole, step=step)
    return Figure(
        key=key,
        title=row["title"],
        says=row[_sentence(row, part, whole)].format(part=part, whole=whole, among=among),
        act=row["act"],
        source=row["source"],
        part=part,
        whole=whole,
        needs_act=bool(part) if is_exact else bool(whole) and _is_small(share),
        share=share,
    )


@cache
def answers() -> tuple[Answer, ...]:
    """The standards that the report speaks to."""
    titles = {**_data()["parts"], **{key: row["title"] for key, row in _rows().items()}}
    return tuple(
        Answer(**{**row, "figures": tuple(titles[key] for key in row["figures"])})
        for row in _data()["answers"]
    )


def parts() -> tuple[str, ...]:
    """The headings of the report that every half-year has."""
    return tuple(_data()["parts"].values())


def lesson_says(title: str, done: int, people: int) -> str:
    """How many have done a lesson that the program asks for."""
    return str(_data()["lesson_says"].format(title=title, done=done, people=people))


def window() -> timedelta:
    """How far back the figures of a program look."""
    return timedelta(days=_data()["window_days"])


def moving_within() -> timedelta:
    """Within which time something must have happened for a goal to count as moving."""
    return timedelta(days=_data()["moving_days"])


def months_shown() -> int:
    """How many full months the course of sessions shows."""
    return int(_data()["months_shown"])


def _is_small(share: Share | None) -> bool:
    return share is None or share.high < _data()["act_below"]


def _sentence(row: Mapping[str, Any], part: int | None, whole: int | None) -> str:
    """The name of the first sentence of `row` that fits its numbers."""
    fits = {
        "says_none": not whole,
        "says_few_one": not part and whole == 1,
        "says_few": not part,
        "says_only": part == whole == 1,
        "says_of_one": whole == 1,
        "says_one": part == 1,
        "says_all": part == whole,
    }
    return next((name for name, is_so in fits.items() if is_so and name in row), "says")


@cache
def _rows() -> Mapping[str, dict[str, Any]]:
    return {row["key"]: row for row in _data()["figures"]}


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/health.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
