"""Which column holds what: our names (`data/matching_columns.toml`) or a program's headings."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from fourfold.issues import FourfoldError, quoted, unknown

SIDES = ("learners", "guides")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how it is written, and whether it belongs to a single need."""

    name: str
    how: str
    says: str
    of_need: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """A program's own headings and words.

    `headings` has, for each side, our name of a column and the heading it stands under; `words`
    what the program writes and what we call it, as in `{"mentorship": "mentoring"}`.
    """

    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def heading(self, side: str, name: str) -> str:
        """The heading that a column stands under, in lower case."""
        return self.headings.get(side, {}).get(name, name).strip().casefold()

    def in_our_words(self, found: str) -> str:
        """What we call the program's word; the word itself where the program named no other."""
        return self.words.get(found.casefold(), found)


@cache
def columns_of(side: str) -> tuple[Column, ...]:
    """The columns of learners or guides, from the data file."""
    return tuple(Column(name, **facts) for name, facts in _facts()[side].items())


def read_columns(path: Path) -> Columns:
    """A mapping file: TOML with [learners] and [guides] of our = "their heading", and [words]."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as broken:
        raise FourfoldError(f"{path.name} is no mapping file: {broken}.") from broken
    for section, entries in found.items():
        if section not in (*SIDES, "words"):
            raise FourfoldError(f"{path.name}: {unknown('section', section, (*SIDES, 'words'))}")
        if not isinstance(entries, dict) or not all(isinstance(e, str) for e in entries.values()):
            raise FourfoldError(
                f'{path.name}: [{section}] must hold lines such as name = "Full name", '
                f"not {quoted(entries)}."
            )
    for side in SIDES:
        allowed = [column.name for column in columns_of(side)]
        for name in found.get(side, {}):
            if name not in allowed:
                raise FourfoldError(f"{path.name}: {unknown('column', name, allowed)}")
    words = {word.casefold(): ours for word, ours in found.get("words", {}).items()}
    return Columns({side: found.get(side, {}) for side in SIDES}, words)


@cache
def _facts() -> dict[str, Any]:
    text = files("fourfold.data").joinpath("matching_columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
