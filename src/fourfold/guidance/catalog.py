"""The four forms of guidance, read and checked from `data/forms_of_guidance.toml` (G-1..G-25)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from fourfold.issues import FourfoldError, unknown

# The six attributes of the table, with what a page calls each.
ATTRIBUTE_TITLES = {
    "focus": "What it is about",
    "expertise": "What the guide knows",
    "control": "Who leads",
    "strategy": "How the guide helps",
    "benefit_to_guide": "What the guide gains",
    "time": "How long",
}
ATTRIBUTES = tuple(ATTRIBUTE_TITLES)


class FormOfGuidance(StrEnum):
    """The four forms, in the order of the table (G-1)."""

    ADVISING = "advising"
    COACHING = "coaching"
    COACHING_WITH_WISDOM = "coaching_with_wisdom"
    MENTORING = "mentoring"


@dataclass(frozen=True, slots=True)
class Attribute:
    """What one form says about one of the six attributes (G-15..G-20)."""

    name: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Behavior:
    """Something a guide does, inside or outside of a form (G-21..G-24)."""

    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Principle:
    """What holds for every form of guidance; `id` is a stable lower-case name."""

    id: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class FormProfile:
    """Everything the product says about one form of guidance.

    `announcement` is what the guide says aloud at the start (G-29), `switch_words` when switching
    into this form (G-33), `usual_switch` the form that a guide in this one most often turns to.
    """

    form_of_guidance: FormOfGuidance
    name: str
    guide_is: str
    purpose: str
    role_says: str
    announcement: str
    switch_words: str
    usual_switch: FormOfGuidance
    attributes: tuple[Attribute, ...]
    allowed: tuple[Behavior, ...]
    out_of_form: tuple[Behavior, ...]
    cues: tuple[str, ...]
    source: str

    def attribute(self, name: str) -> Attribute:
        """The attribute of that name; FourfoldError with the six names when there is none."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute
        raise FourfoldError(unknown("attribute", name, ATTRIBUTES))


def parse_form(text: str) -> FormOfGuidance:
    """The form of that value; FourfoldError with the four choices when there is none."""
    try:
        return FormOfGuidance(text)
    except ValueError:
        raise FourfoldError(unknown("form of guidance", text, FormOfGuidance)) from None


def profiles() -> Mapping[FormOfGuidance, FormProfile]:
    """The four profiles in the order advising, coaching, coaching with wisdom, mentoring."""
    return _catalog()[0]


def profile(form: FormOfGuidance | str) -> FormProfile:
    """The profile of one form; FourfoldError with the choices when there is no such form."""
    return profiles()[parse_form(form)]


def principles() -> tuple[Principle, ...]:
    """What holds for all forms (G-1..G-14, G-25), in the order of the guidance model."""
    return _catalog()[1]


@cache
def _catalog() -> tuple[Mapping[FormOfGuidance, FormProfile], tuple[Principle, ...]]:
    text = files("fourfold").joinpath("data/forms_of_guidance.toml").read_text(encoding="utf-8")
    return read_catalog(tomllib.loads(text))


def read_catalog(
    data: Mapping[str, Any],
) -> tuple[Mapping[FormOfGuidance, FormProfile], tuple[Principle, ...]]:
    """Check parsed catalog data and turn it into profiles and principles.

    FourfoldError names the first entry that is missing, unknown, empty or out of order.
    """
    found = [_profile(entry) for entry in data.get("forms", [])]
    order = [each.form_of_guidance for each in found]
    if order != list(FormOfGuidance):
        raise FourfoldError(f"The forms must be exactly, in order: {', '.join(FormOfGuidance)}.")
    general = tuple(
        Principle(*_texts(entry, ("id", "says", "source"), "principles"))
        for entry in data.get("principles", [])
    )
    return MappingProxyType({each.form_of_guidance: each for each in found}), general


def _profile(entry: Mapping[str, Any]) -> FormProfile:
    form = parse_form(entry.get("form_of_guidance", ""))
    names = ("name", "guide_is", "purpose", "role_says", "announcement", "switch_words")
    name, guide_is, purpose, role_says, announcement, switch_words = _texts(entry, names, form)
    usual_switch = parse_form(entry.get("usual_switch", ""))
    if usual_switch is form:
        raise FourfoldError(f"{form}: usual_switch must be another form.")
    return FormProfile(
        form_of_guidance=form,
        name=name,
        guide_is=guide_is,
        purpose=purpose,
        role_says=role_says,
        announcement=announcement,
        switch_words=switch_words,
        usual_switch=usual_switch,
        attributes=_attributes(entry, form),
        allowed=_behaviors(entry, "allowed", form),
        out_of_form=_behaviors(entry, "out_of_form", form),
        cues=tuple(cue.says for cue in _behaviors(entry, "cues", form)),
        source=_texts(entry, ("source",), form)[0],
    )


def _attributes(entry: Mapping[str, Any], form: str) -> tuple[Attribute, ...]:
    found = entry.get("attributes", {})
    if tuple(found) != ATTRIBUTES:
        raise FourfoldError(f"{form}: the attributes must be, in order: {', '.join(ATTRIBUTES)}.")
    return tuple(
        Attribute(name, *_texts(found[name], ("says", "source"), f"{form}.{name}"))
        for name in ATTRIBUTES
    )


def _behaviors(entry: Mapping[str, Any], list_name: str, form: str) -> tuple[Behavior, ...]:
    found = entry.get(list_name, [])
    if not found:
        raise FourfoldError(f"{form}: {list_name} must not be empty.")
    where = f"{form}.{list_name}"
    return tuple(Behavior(*_texts(each, ("says", "source"), where)) for each in found)


def _texts(entry: Mapping[str, Any], names: tuple[str, ...], where: str) -> list[str]:
    for name in names:
        value = entry.get(name)
        if not isinstance(value, str) or not value.strip():
            raise FourfoldError(f"{where}: {name} must be a text that is not empty.")
    return [entry[name] for name in names]
