"""Measures at the baseline, midpoint and end of a pair, and which license lets them ship (A-13).

An instrument is a file of questions. Those in `data/instruments` ship; a site may load others after
somebody has attested that it may use them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError, quoted, unknown

LICENSES = ("CC BY", "CC0", "MIT", "own")
SIDES = ("learner", "guide")
_MOST_ITEMS, _MOST_AREAS = 60, 10


class Occasion(StrEnum):
    """When a measure is taken."""

    BASELINE = "baseline"
    MIDPOINT = "midpoint"
    END = "end"


@dataclass(frozen=True, slots=True)
class Item:
    """One question, and which side of the pair is asked it."""

    key: str
    ask: str
    sides: tuple[str, ...] = SIDES


@dataclass(frozen=True, slots=True)
class Instrument:
    """A set of questions answered on one scale, counted from 1.

    `own_areas` is how many areas of their own a person names, weighs from 1 to 3 and rates.
    """

    key: str
    title: str
    license: str
    source: str
    scale: tuple[str, ...]
    items: tuple[Item, ...]
    own_areas: int = 0

    def items_for(self, side: str) -> tuple[Item, ...]:
        """The questions for "learner" or "guide"."""
        return tuple(each for each in self.items if side in each.sides)


@cache
def instruments() -> Mapping[str, Instrument]:
    """The instruments that ship, by key; FourfoldError for one whose license does not allow it."""
    folder = files("fourfold").joinpath("data/instruments")
    texts = sorted((each.name, each.read_text(encoding="utf-8")) for each in folder.iterdir())
    found = [read_instrument(text) for name, text in texts if name.endswith(".toml")]
    for each in found:
        if each.license not in LICENSES:
            raise FourfoldError(f"{each.key}: {unknown('license', each.license, LICENSES)}")
    return {each.key: each for each in found}


def read_instrument(text: str) -> Instrument:
    """An instrument from TOML. FourfoldError says in one sentence what is missing or wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise FourfoldError(f"The instrument is no TOML file: {broken}.") from broken
    for key in ("key", "title", "license", "source", "scale"):
        if not data.get(key):
            raise FourfoldError(f"The instrument has no {quoted(key)}. Add a line for it.")
    items = tuple(_item(row) for row in data.get("items", ()))
    areas = data.get("own_areas", 0)
    if not isinstance(areas, int) or not 0 <= areas <= _MOST_AREAS:
        raise FourfoldError(f"own_areas must be 0 to {_MOST_AREAS}, not {quoted(areas)}.")
    if not 0 < len(items) + areas <= _MOST_ITEMS:
        raise FourfoldError(f"An instrument asks 1 to {_MOST_ITEMS} things, not {len(items)}.")
    return Instrument(
        key=str(data["key"]),
        title=str(data["title"]),
        license=str(data["license"]),
        source=str(data["source"]),
        scale=tuple(str(each) for each in data["scale"]),
        items=items,
        own_areas=areas,
    )


def _item(row: Mapping[str, Any]) -> Item:
    if not row.get("key") or not row.get("ask"):
        raise FourfoldError(f'Each item needs a "key" and an "ask"; found {quoted(dict(row))}.')
    sides = tuple(row.get("sides", SIDES))
    for side in sides:
        if side not in SIDES:
            raise FourfoldError(unknown("side", side, SIDES))
    return Item(str(row["key"]), str(row["ask"]), sides)


@cache
def planned_length(form_of_guidance: FormOfGuidance) -> timedelta:
    """How long a pair in this form is usually meant to last."""
    text = files("fourfold").joinpath("data/cadence.toml").read_text(encoding="utf-8")
    days = {row["form_of_guidance"]: row["planned_days"] for row in tomllib.loads(text)["cadence"]}
    return timedelta(days=days[form_of_guidance])


def due_occasions(
    *, started: datetime, planned: timedelta, ended: datetime | None, now: datetime
) -> tuple[Occasion, ...]:
    """The occasions whose time has come, the earliest first (A-14).

    The baseline comes at the start, the midpoint after half of the planned length, the end when the
    pair has ended or its planned length is over. A pair that ended early skips the midpoint.
    """
    found = [Occasion.BASELINE]
    last = ended or now
    if last >= started + planned / 2:
        found.append(Occasion.MIDPOINT)
    if ended or now >= started + planned:
        found.append(Occasion.END)
    return tuple(found)
