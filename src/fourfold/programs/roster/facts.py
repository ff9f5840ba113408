"""What lists of people have in common, from `data/roster_columns.toml`."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# The four roles of a program (G-10), in the order in which they are always shown.
ROLES = ("learner", "guide", "director", "supervisor")
_NO_WORD = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a column may hold. `longest` counts characters."""

    name: str
    title: str
    says: str
    longest: int
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preset:
    """A system whose exports are known by some of their headings; `says` what a file is then."""

    name: str
    says: str
    marks: frozenset[str]


def plain(text: str) -> str:
    """A heading or word without case, signs and humps: `UserType` and `User-Type:` are alike."""
    return _NO_WORD.sub(" ", _HUMP.sub(" ", text)).strip().casefold()


@cache
def fields() -> dict[str, Field]:
    """Every field by its name, in the order in which pages show them."""
    return {
        name: Field(name, entry["title"], entry["says"], entry["longest"], _words(entry))
        for name, entry in _facts()["fields"].items()
    }


@cache
def presets() -> tuple[Preset, ...]:
    """The systems that are told by name, and last the plain spreadsheet."""
    return tuple(
        Preset(name, entry["says"], frozenset(entry["marks"]))
        for name, entry in _facts()["presets"].items()
    )


def looks_like(system: str) -> str:
    """What a file of the system with this name looks like; of an unknown one, a spreadsheet."""
    said = {each.name: each.says for each in presets()}
    return said.get(system, presets()[-1].says)


@cache
def role_words() -> dict[str, str]:
    """The role that each known word means."""
    return {word: role for role, words in _facts()["roles"].items() for word in words}


@cache
def listed(section: str, name: str) -> frozenset[str]:
    """A list of words of the data file, such as `status`, `inactive`."""
    words: Sequence[str] = _facts()[section][name]
    return frozenset(words)


def _words(entry: dict[str, Any]) -> tuple[str, ...]:
    return tuple(entry["headings"])


@cache
def _facts() -> dict[str, Any]:
    text = files("fourfold.data").joinpath("roster_columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
