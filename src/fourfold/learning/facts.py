"""The numbers of `data/learning.toml`, and reading a data file of this package."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.issues import FourfoldError


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is counted in learning; `box_days` are the days until a card of each box comes back."""

    most_off: int
    box_days: tuple[int, ...]
    cards_at_a_time: int
    reminder_rest_days: int
    sought_learners: int
    sought_within_days: int


@cache
def numbers() -> Numbers:
    """The numbers, read once."""
    found = read("learning.toml")
    return Numbers(
        most_off=found["test_out"]["most_off"],
        box_days=tuple(found["cards"]["days"]),
        cards_at_a_time=found["cards"]["at_a_time"],
        reminder_rest_days=found["reminder"]["rest_days"],
        sought_learners=found["sought"]["learners"],
        sought_within_days=found["sought"]["within_days"],
    )


def read(name: str) -> dict[str, Any]:
    """A data file as plain values, by its path under `data/`."""
    text = files("fourfold").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def text_of(entry: Mapping[str, Any], key: str, where: str) -> str:
    """A text of an entry; FourfoldError says where it is missing, empty or no text."""
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise FourfoldError(f"{where}: {key} must be a text that is not empty.")
    return value


def list_of(entry: Mapping[str, Any], key: str, where: str, *, least: int = 1) -> list[Any]:
    """A list of an entry; FourfoldError says where it is missing or too short."""
    value = entry.get(key)
    if not isinstance(value, list) or len(value) < least:
        raise FourfoldError(f"{where}: {key} must be a list of {least} or more.")
    return value


def only(entry: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
    """Refuse a key that is not allowed here; FourfoldError offers the choices."""
    for key in entry:
        if key not in allowed:
            raise FourfoldError(f"{where}: unknown key {key!r}. Use {', '.join(allowed)}.")
