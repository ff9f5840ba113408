"""Ways to run a program, as readable files in `data/program_templates/`: six of them.

A template sets which forms are on, how long each lasts, how many people a guide takes on and what
every pair settles. Everything else of a program stays as it is.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from fourfold.guidance.agreement import Length
from fourfold.guidance.catalog import FormOfGuidance, parse_form
from fourfold.guidance.program_clauses import ProgramClause
from fourfold.issues import FourfoldError, unknown
from fourfold.programs.rules import ProgramRules, check_rules, usual_lengths

TEXTS = ("title", "purpose", "fits", "does_not_fit", "source")
KEYS = (*TEXTS, "forms_on", "lessons", "first_steps", "usual_room", "lengths", "clauses")
STEPS = 5
# What a program asks for that has said nothing and applied no template (G-51).
USUAL_LESSONS = ("continuum",)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramTemplate:
    """One way to run a program. `lessons` are names of lessons to give first, in that order."""

    name: str
    title: str
    purpose: str
    fits: str
    does_not_fit: str
    forms_on: tuple[FormOfGuidance, ...]
    lengths: Mapping[FormOfGuidance, Length]
    usual_room: int | None
    clauses: tuple[ProgramClause, ...]
    lessons: tuple[str, ...]
    first_steps: tuple[str, ...]
    source: str


@cache
def templates() -> Mapping[str, ProgramTemplate]:
    """Every template by its name, in the order of the names."""
    folder = files("fourfold").joinpath("data/program_templates")
    texts = sorted((each.name, each.read_text("utf-8")) for each in folder.iterdir())
    named = [(name.removesuffix(".toml"), text) for name, text in texts if name.endswith(".toml")]
    return MappingProxyType({name: read_template(name, text) for name, text in named})


def template(name: str) -> ProgramTemplate:
    """The template of that name or title; FourfoldError offers the names for any other."""
    wanted = name.strip().lower().replace(" ", "_")
    titled = (each for each in templates().values() if each.title.lower() == name.strip().lower())
    found = templates().get(wanted) or next(titled, None)
    if found is None:
        raise FourfoldError(unknown("template", name, templates()))
    return found


def read_template(name: str, text: str) -> ProgramTemplate:
    """Check the text of a template file and turn it into a template.

    FourfoldError names the file, the place in it and what is wrong there.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise FourfoldError(f"{name}.toml cannot be read: {broken}.") from broken
    for key in found:
        if key not in KEYS:
            raise FourfoldError(f"{name}.toml: {unknown('key', key, KEYS)}")
    read = ProgramTemplate(
        name=name,
        **{key: _text(found, key, f"{name}.toml") for key in TEXTS},
        forms_on=_in_order(
            _form(each, f"{name}.toml, forms_on") for each in _list(found, name, "forms_on")
        ),
        lengths=_lengths(found, name),
        usual_room=_room(found, name),
        clauses=_clauses(found, name),
        lessons=_list(found, name, "lessons"),
        first_steps=_list(found, name, "first_steps"),
    )
    _check(read)
    return read


def lessons_first(template_name: str, own: Iterable[str] | None = None) -> tuple[str, ...]:
    """The names of the lessons to do first: the program's `own`, its template's, or the usual one.

    An unknown or empty template counts as none.
    """
    if own is not None:
        return tuple(own)
    chosen = templates().get(template_name)
    return chosen.lessons if chosen else USUAL_LESSONS


def rules_with(rules: ProgramRules, chosen: ProgramTemplate) -> ProgramRules:
    """The rules of a program after this template was applied.

    Names stay, lengths of forms that it does not speak of too, and so do clauses that the program
    wrote itself; clauses that came from any template give way to those of this one.
    """
    from_files = {clause for each in templates().values() for clause in each.clauses}
    titles = {clause.title.casefold() for clause in chosen.clauses}
    own = tuple(
        clause
        for clause in rules.clauses
        if clause not in from_files and clause.title.casefold() not in titles
    )
    return replace(
        rules,
        forms_on=chosen.forms_on,
        lengths={**rules.lengths, **chosen.lengths},
        usual_room=chosen.usual_room,
        clauses=(*own, *chosen.clauses),
    )


def _check(read: ProgramTemplate) -> None:
    issues = check_rules(rules_of(read))
    if issues:
        raise FourfoldError(f"{read.name}.toml, {issues[0].where}: {issues[0].message}")
    if without := [form for form in read.forms_on if form not in read.lengths]:
        raise FourfoldError(f"{read.name}.toml, lengths: say how long {', '.join(without)} lasts.")
    if len(read.first_steps) != STEPS:
        raise FourfoldError(
            f"{read.name}.toml, first_steps: give {STEPS} steps, not {len(read.first_steps)}."
        )


def rules_of(chosen: ProgramTemplate) -> ProgramRules:
    """The rules of a new program that starts with this template."""
    return ProgramRules(
        forms_on=chosen.forms_on,
        lengths={**usual_lengths(), **chosen.lengths},
        usual_room=chosen.usual_room,
        clauses=chosen.clauses,
    )


def _lengths(found: Mapping[str, Any], name: str) -> Mapping[FormOfGuidance, Length]:
    read = {}
    for number, entry in enumerate(found.get("lengths", []), 1):
        where = f"{name}.toml, lengths {number}"
        form = _form(entry.get("form_of_guidance", ""), where)
        days = entry.get("planned_days")
        if not isinstance(days, int):
            raise FourfoldError(f"{where}: planned_days must be a whole number.")
        words = (_text(entry, "time_frame", where), _text(entry, "cadence", where))
        read[form] = Length(*words, days)
    return MappingProxyType(read)


def _clauses(found: Mapping[str, Any], name: str) -> tuple[ProgramClause, ...]:
    return tuple(
        ProgramClause(
            *(_text(entry, key, f"{name}.toml, clauses {number}") for key in ("title", "says"))
        )
        for number, entry in enumerate(found.get("clauses", []), 1)
    )


def _room(found: Mapping[str, Any], name: str) -> int | None:
    room = found.get("usual_room")
    if room is not None and not isinstance(room, int):
        raise FourfoldError(f"{name}.toml: usual_room must be a whole number, or be left out.")
    return room


def _in_order(found: Iterable[FormOfGuidance]) -> tuple[FormOfGuidance, ...]:
    """The forms in the order in which they are always shown, each once."""
    named = set(found)
    return tuple(form for form in FormOfGuidance if form in named)


def _form(value: object, where: str) -> FormOfGuidance:
    try:
        return parse_form(str(value))
    except FourfoldError as refused:
        raise FourfoldError(f"{where}: {refused}") from refused


def _list(found: Mapping[str, Any], name: str, key: str) -> tuple[str, ...]:
    values = found.get(key)
    if not isinstance(values, list) or not values or not all(_is_text(each) for each in values):
        raise FourfoldError(f"{name}.toml: {key} must be a list of texts that is not empty.")
    return tuple(values)


def _text(found: Mapping[str, Any], key: str, where: str) -> str:
    if not _is_text(found.get(key)):
        raise FourfoldError(f"{where}: {key} must be a text that is not empty.")
    return str(found[key])


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
