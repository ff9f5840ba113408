"""What is known about files of documents, read from `data/documents_reading.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def facts() -> Mapping[str, Any]:
    """The parsed file."""
    text = files("fourfold").joinpath("data/documents_reading.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words(table: str, key: str) -> frozenset[str]:
    """One list of words."""
    return frozenset(facts()[table][key].split())
