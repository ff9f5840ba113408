"""How a guide can be booked: length of a meeting, rest, notice, waiting list; and usual hours."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.issues import FourfoldError, unknown
from fourfold.scheduling.hours import WeeklyHours


@dataclass(frozen=True, slots=True)
class BookingRules:
    """Minutes of a meeting and of the rest around it, hours of notice, and whether it is paused.

    FourfoldError offers the choices for any other number.
    """

    minutes: int
    gap_minutes: int
    notice_hours: int
    paused: bool = False

    def __post_init__(self) -> None:
        for name in ("minutes", "gap_minutes", "notice_hours"):
            allowed = choices(name)
            if getattr(self, name) not in allowed:
                words = name.replace("_", " ")
                raise FourfoldError(unknown(words, getattr(self, name), map(str, allowed)))


@dataclass(frozen=True, slots=True)
class Preset:
    """Hours of the week to take with one tap."""

    name: str
    says: str
    hours: tuple[WeeklyHours, ...]


def usual_rules() -> BookingRules:
    """The rules of a guide who has set none."""
    found = _data()["rules"]
    return BookingRules(found["minutes"], found["gap_minutes"], found["notice_hours"])


def choices(name: str) -> tuple[int, ...]:
    """What `minutes`, `gap_minutes` or `notice_hours` may be."""
    return tuple(_data()["rules"][f"{name}_choices"])


def first_talk_minutes() -> int:
    """How long a first talk is, before anything is agreed (G-116)."""
    return int(_data()["first_talk"]["minutes"])


def held_hours() -> int:
    """How many hours a free time is held for who is next on a waiting list."""
    return int(_data()["waiting_list"]["held_hours"])


def presets() -> tuple[Preset, ...]:
    """Every preset, in the order of the file."""
    return tuple(
        Preset(
            each["name"],
            each["says"],
            tuple(WeeklyHours(day, each["start"], each["end"]) for day in each["weekdays"]),
        )
        for each in _data()["presets"]
    )


def preset(name: str) -> Preset:
    """The preset called `name`. FourfoldError offers the others for an unknown one."""
    for each in presets():
        if each.name == name:
            return each
    raise FourfoldError(unknown("hours", name, (each.name for each in presets())))


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/hours.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
