"""The handout for mentees: six things that keep a mentoring alive, in our own words (G-127)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a mentee does: what, why, and something small to try."""

    title: str
    says: str
    try_: str
    source: str


@dataclass(frozen=True, slots=True)
class Handout:
    """The whole page. `entry` is the key of its original in the library."""

    entry: str
    title: str
    says: str
    parts: tuple[Part, ...]
    closing: str
    source: str


@cache
def handout() -> Handout:
    """The handout, read once."""
    text = files("fourfold").joinpath("data/handout.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    parts = tuple(
        Part(each["title"], each["says"], each["try"], each["source"]) for each in found["parts"]
    )
    return Handout(**{**found, "parts": parts})
