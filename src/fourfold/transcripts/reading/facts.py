"""What is known about files of talks, read from `data/reading.toml`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def facts() -> Mapping[str, Any]:
    """The parsed file."""
    text = files("fourfold").joinpath("data/reading.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words(table: str, key: str) -> frozenset[str]:
    """One list of words."""
    return frozenset(facts()[table][key].split())


@cache
def whole_line(key: str) -> re.Pattern[str]:
    """The pattern under `[lines]`; it matches whole lines, capitals or not."""
    given = facts()["lines"][key]
    pattern = "|".join(given) if isinstance(given, list) else given
    # Signs and pictures may stand around the words of a line that a program wrote.
    return re.compile(rf"\W*(?:{pattern})\W*", re.IGNORECASE)


def format_name(name: str) -> str:
    """The name of a format for people."""
    return str(facts()["formats"][name])
