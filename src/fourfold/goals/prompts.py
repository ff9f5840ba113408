"""The questions that come before goals: what matters, and where it is to lead (G-104, G-66)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class ValuePrompt:
    """One question, with an example in somebody else's words. Every one may be skipped."""

    key: str
    title: str
    asks: str
    example: str
    source: str


def value_prompts() -> Mapping[str, ValuePrompt]:
    """The three questions about values by their key, in the order in which they are asked."""
    return {each["key"]: ValuePrompt(**each) for each in _data()["questions"]}


def aim_prompt() -> ValuePrompt:
    """The question about what lies further ahead."""
    return ValuePrompt(key="aim", **_data()["aim"])


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/values.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
