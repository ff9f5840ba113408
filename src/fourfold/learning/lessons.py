"""The lessons of `data/lessons/`, one file each, read and checked (G-44, G-47, G-51)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from fourfold.guidance.catalog import (
    ATTRIBUTE_TITLES,
    ATTRIBUTES,
    Attribute,
    FormOfGuidance,
    parse_form,
    profile,
)
from fourfold.issues import FourfoldError, unknown
from fourfold.learning.checks import Check, read_check
from fourfold.learning.facts import list_of, only, text_of

SIDES = ("learner", "guide")
PART_KINDS = ("text", "list", "talk", "table")
LESSON_KEYS = ("order", "title", "says", "for", "form_of_guidance", "minutes", "source", "steps")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a step.

    A "text" has only `says`; a "list" its `lines`; a "talk" who says what in `turns`; a "table" the
    `attributes` of the table of forms that it shows, for these `forms`.
    """

    kind: str
    says: str
    title: str = ""
    lines: tuple[str, ...] = ()
    turns: tuple[tuple[str, str], ...] = ()
    attributes: tuple[str, ...] = ()
    forms: tuple[FormOfGuidance, ...] = ()

    @property
    def rows(self) -> tuple[tuple[str, tuple[tuple[FormOfGuidance, Attribute], ...]], ...]:
        """The lines of a table: what a page calls each, and what each form says there."""
        return tuple(
            (
                ATTRIBUTE_TITLES[name],
                tuple((form, profile(form).attribute(name)) for form in self.forms),
            )
            for name in self.attributes
        )


@dataclass(frozen=True, slots=True)
class Step:
    """A few minutes of a lesson: something to read, then something to answer."""

    title: str
    source: str
    parts: tuple[Part, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson; `sides` are the roles that it is for, `minutes` how long it usually takes."""

    id: str
    title: str
    says: str
    sides: tuple[str, ...]
    form_of_guidance: FormOfGuidance | None
    minutes: int
    source: str
    steps: tuple[Step, ...]

    @property
    def checks(self) -> tuple[Check, ...]:
        """The questions of all steps, in their order."""
        return tuple(check for step in self.steps for check in step.checks)


def lessons() -> Mapping[str, Lesson]:
    """Every lesson by its id, in the order in which they are best read."""
    return _lessons()


def lesson(lesson_id: str) -> Lesson:
    """One lesson; FourfoldError offers the choices when there is none of that id."""
    if lesson_id not in _lessons():
        raise FourfoldError(unknown("lesson", lesson_id, _lessons()))
    return _lessons()[lesson_id]


def lesson_on(form: FormOfGuidance | str) -> Lesson:
    """The lesson that teaches this form; FourfoldError when there is no such form."""
    wanted = parse_form(form)
    return next(each for each in _lessons().values() if each.form_of_guidance is wanted)


def read_lesson(lesson_id: str, data: Mapping[str, Any]) -> Lesson:
    """A lesson of parsed data; FourfoldError names the file, the step and what is wrong there."""
    where = f"lessons/{lesson_id}.toml"
    only(data, LESSON_KEYS, where)
    sides = tuple(list_of(data, "for", where))
    for side in sides:
        if side not in SIDES:
            raise FourfoldError(f"{where}: {unknown('reader', side, SIDES)}")
    form = data.get("form_of_guidance")
    steps = list_of(data, "steps", where)
    return Lesson(
        id=lesson_id,
        title=text_of(data, "title", where),
        says=text_of(data, "says", where),
        sides=sides,
        form_of_guidance=None if form is None else parse_form(form),
        minutes=_number(data, "minutes", where),
        source=text_of(data, "source", where),
        steps=tuple(_step(each, f"{where}, step {at}") for at, each in enumerate(steps, start=1)),
    )


def _step(entry: Mapping[str, Any], where: str) -> Step:
    only(entry, ("title", "source", "parts", "checks"), where)
    parts = enumerate(list_of(entry, "parts", where), start=1)
    checks = enumerate(list_of(entry, "checks", where), start=1)
    return Step(
        title=text_of(entry, "title", where),
        source=text_of(entry, "source", where),
        parts=tuple(_part(each, f"{where}, part {at}") for at, each in parts),
        checks=tuple(read_check(each, f"{where}, check {at}") for at, each in checks),
    )


def _part(entry: Mapping[str, Any], where: str) -> Part:
    kind = entry.get("kind", "")
    if kind not in PART_KINDS:
        raise FourfoldError(f"{where}: {unknown('kind of part', kind, PART_KINDS)}")
    says = text_of(entry, "says", where)
    if kind == "text":
        only(entry, ("kind", "title", "says"), where)
        return Part(kind, says, entry.get("title", ""))
    title = text_of(entry, "title", where)
    if kind == "list":
        only(entry, ("kind", "title", "says", "lines"), where)
        return Part(kind, says, title, lines=tuple(list_of(entry, "lines", where, least=2)))
    if kind == "talk":
        only(entry, ("kind", "title", "says", "turns"), where)
        turns = list_of(entry, "turns", where, least=2)
        return Part(kind, says, title, turns=tuple(_turn(each, where) for each in turns))
    only(entry, ("kind", "title", "says", "attributes", "forms"), where)
    attributes = tuple(list_of(entry, "attributes", where))
    for name in attributes:
        if name not in ATTRIBUTES:
            raise FourfoldError(f"{where}: {unknown('attribute', name, ATTRIBUTES)}")
    forms = tuple(parse_form(each) for each in entry.get("forms", FormOfGuidance))
    return Part(kind, says, title, attributes=attributes, forms=forms)


def _turn(entry: list[str], where: str) -> tuple[str, str]:
    if len(entry) != 2 or not all(isinstance(each, str) and each for each in entry):
        raise FourfoldError(f"{where}: each turn is a pair of who speaks and what is said.")
    return entry[0], entry[1]


def _number(entry: Mapping[str, Any], key: str, where: str) -> int:
    value = entry.get(key)
    if not isinstance(value, int) or value < 1:
        raise FourfoldError(f"{where}: {key} must be a whole number from 1 on.")
    return value


@cache
def _lessons() -> Mapping[str, Lesson]:
    found = []
    for file in files("fourfold").joinpath("data/lessons").iterdir():
        if file.name.endswith(".toml"):
            name, data = file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8"))
            order = _number(data, "order", f"lessons/{file.name}")
            found.append((order, read_lesson(name, data)))
    return MappingProxyType({each.id: each for _, each in sorted(found, key=lambda row: row[0])})
