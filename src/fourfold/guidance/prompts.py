"""Questions at hand: three openers for each form, a first meeting, three families (G-26..G-31).

The questions stand in `data/prompts.toml`.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance, parse_form


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a first meeting: what it is for, and what can be said."""

    title: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a family of questions."""

    name: str
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """A way of asking, with its questions by phase; `says` tells when it helps."""

    id: str
    title: str
    says: str
    forms: tuple[FormOfGuidance, ...]
    phases: tuple[Phase, ...]
    source: str


def openers(form: FormOfGuidance | str) -> tuple[str, ...]:
    """Three questions to begin with in this form; FourfoldError when there is no such form."""
    return _openers()[parse_form(form)]


def first_meeting() -> tuple[Line, ...]:
    """What a guide can say when the two meet for the first time, in order."""
    return tuple(Line(**entry) for entry in _data()["first_meeting"])


def families(form: FormOfGuidance | str) -> tuple[Family, ...]:
    """The three families; the one that helps most in this form comes first."""
    wanted = parse_form(form)
    return tuple(sorted(_families(), key=lambda family: wanted not in family.forms))


@cache
def _openers() -> dict[FormOfGuidance, tuple[str, ...]]:
    return {
        parse_form(entry["form_of_guidance"]): tuple(entry["says"]) for entry in _data()["openers"]
    }


@cache
def _families() -> tuple[Family, ...]:
    return tuple(
        Family(
            id=entry["id"],
            title=entry["title"],
            says=entry["says"],
            forms=tuple(parse_form(form) for form in entry["forms"]),
            phases=tuple(Phase(each["name"], tuple(each["asks"])) for each in entry["phases"]),
            source=entry["source"],
        )
        for entry in _data()["families"]
    )


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/prompts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
