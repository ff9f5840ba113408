"""What a program decides about guidance: which forms, for how long, and what every pair settles.

Limits and sentences stand in `data/program_rules.toml`. A program that has set nothing offers all
four forms at their usual length.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from fourfold.guidance.agreement import Length, usual_length
from fourfold.guidance.catalog import FormOfGuidance, profiles
from fourfold.guidance.program_clauses import ProgramClause
from fourfold.issues import Issue


def usual_lengths() -> Mapping[FormOfGuidance, Length]:
    """The usual length of every form (A-17)."""
    return MappingProxyType({form: usual_length(form) for form in FormOfGuidance})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramRules:
    """The rules of one program.

    `local_names` holds what a form is also called here, and nothing for the others; `lengths` has
    every form. `usual_room` is how many people a guide takes on at first, None for no limit.
    """

    forms_on: tuple[FormOfGuidance, ...] = tuple(FormOfGuidance)
    local_names: Mapping[FormOfGuidance, str] = field(default_factory=dict)
    lengths: Mapping[FormOfGuidance, Length] = field(default_factory=usual_lengths)
    usual_room: int | None = None
    clauses: tuple[ProgramClause, ...] = ()


def check_rules(rules: ProgramRules) -> tuple[Issue, ...]:
    """What keeps these rules from being saved; `where` is the part and its form or number.

    “local_names.coaching”, “lengths.mentoring”, “clauses.2”, “forms_on”, “usual_room”.
    """
    return (
        *_forms(rules),
        *_local_names(rules),
        *_lengths(rules),
        *_room(rules),
        *check_clauses(rules.clauses),
    )


def check_clauses(clauses: tuple[ProgramClause, ...]) -> tuple[Issue, ...]:
    """What keeps these clauses from being asked of every pair; `where` counts them from 1."""
    return tuple(_clauses(clauses))


def check_kept_days(days: int) -> tuple[Issue, ...]:
    """Whether transcripts may be kept for so many days after a pair has ended (B-13)."""
    part = _data()["transcripts_kept"]
    least, most = part["least_days"], part["most_days"]
    if least <= days <= most:
        return ()
    says = part["outside"].format(found=days, least=least, most=most)
    return (Issue("outside", says, "transcripts_kept"),)


def usual_kept_days() -> int:
    """How many days a new program keeps transcripts after a pair has ended."""
    return int(_data()["transcripts_kept"]["usual_days"])


def kept_days_limits() -> tuple[int, int]:
    """The fewest and the most days for which a program may keep transcripts."""
    part = _data()["transcripts_kept"]
    return int(part["least_days"]), int(part["most_days"])


def _forms(rules: ProgramRules) -> Iterator[Issue]:
    if not rules.forms_on:
        yield Issue("none_on", _data()["forms"]["none_on"], "forms_on")


def _local_names(rules: ProgramRules) -> Iterator[Issue]:
    part, seen = _data()["local_names"], set()
    standard = {_plain(word): each.name for each in profiles().values() for word in _words(each)}
    for form, name in rules.local_names.items():
        where, plain = f"local_names.{form}", _plain(name)
        if len(name) > part["longest"]:
            yield Issue(
                "too_long", part["too_long"].format(name=name, longest=part["longest"]), where
            )
        elif plain in standard:
            says = part["same_as_standard"].format(
                name=name, form=standard[plain].lower(), own=profiles()[form].name.lower()
            )
            yield Issue("same_as_standard", says, where)
        elif plain in seen:
            yield Issue("twice", part["twice"].format(name=name), where)
        seen.add(plain)


def _lengths(rules: ProgramRules) -> Iterator[Issue]:
    part = _data()["lengths"]
    least, most, longest = part["least_days"], part["most_days"], part["longest_words"]
    for form, length in rules.lengths.items():
        where, name = f"lengths.{form}", profiles()[form].name
        if not length.time_frame.strip() or not length.cadence.strip():
            yield Issue("empty", part["empty"].format(form=name.lower()), where)
        if max(len(length.time_frame), len(length.cadence)) > longest:
            yield Issue("too_long", part["too_long"].format(form=name, longest=longest), where)
        if not least <= length.planned_days <= most:
            says = part["days"].format(form=name, days=length.planned_days, least=least, most=most)
            yield Issue("outside", says, where)


def _room(rules: ProgramRules) -> Iterator[Issue]:
    part, found = _data()["room"], rules.usual_room
    if found is not None and not part["least"] <= found <= part["most"]:
        says = part["outside"].format(found=found, least=part["least"], most=part["most"])
        yield Issue("outside", says, "usual_room")


def _clauses(clauses: tuple[ProgramClause, ...]) -> Iterator[Issue]:
    part, seen = _data()["clauses"], set()
    if len(clauses) > part["most"]:
        says = part["too_many"].format(found=len(clauses), most=part["most"])
        yield Issue("too_many", says, "clauses")
    for number, clause in enumerate(clauses, 1):
        title, where = clause.title.strip(), f"clauses.{number}"
        if not title:
            yield Issue("no_title", part["no_title"].format(number=number), where)
        elif not clause.says.strip():
            yield Issue("no_words", part["no_words"].format(title=title), where)
        elif title.casefold() in seen:
            yield Issue("twice", part["twice"].format(title=title), where)
        for text, longest in ((title, "longest_title"), (clause.says, "longest_says")):
            if len(text) > part[longest]:
                says = part["too_long"].format(title=title[:40], longest=part[longest])
                yield Issue("too_long", says, where)
        seen.add(title.casefold())


def most_clauses() -> int:
    """How many clauses of its own a program can have."""
    most: int = _data()["clauses"]["most"]
    return most


def _words(each: Any) -> tuple[str, ...]:
    """The words that stand for a form everywhere: its name, and what its guide is called."""
    return (each.name, each.guide_is, each.form_of_guidance.value)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/program_rules.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
