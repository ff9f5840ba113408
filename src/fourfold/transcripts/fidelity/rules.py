"""The rules of fidelity as values, read and checked from `data/fidelity.toml` (G-21..G-25)."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeVar

from fourfold.guidance.catalog import FormOfGuidance, parse_form
from fourfold.issues import FourfoldError, quoted
from fourfold.transcripts.codebook import parse_move
from fourfold.transcripts.fidelity.remarks import (
    Remark,
    check_something_to_try,
    read_findings,
    read_remarks,
)
from fourfold.transcripts.moves import Move

Table = TypeVar("Table")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """How likely a turn leaves a form, and from when on a run of turns is a departure."""

    enough: float
    doubtful: float
    words: int
    in_full: int
    wrong: float
    least: float
    story_words: int
    mentoring_ratio: float
    fair_part: float
    offered: int
    quote: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """Kinds of moves, beside those that leave a form and those that bring back to it."""

    wordless: frozenset[Move]
    formless: frozenset[Move]
    questions: frozenset[Move]
    asking: frozenset[Move]
    takes_nothing: frozenset[Move]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentoring:
    """How many turns of questions leave mentoring, and how many words are an answer."""

    turns: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """When the whole talk was another form than the declared one."""

    left: float
    telling: float
    turns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Enough:
    """How much a talk needs before anything is said about it."""

    turns: int
    words: int
    unsure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """Words that speak of the guide, words that speak of the learner, words that do neither."""

    guide: tuple[str, ...]
    learner: tuple[str, ...]
    not_learner: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Orientation:
    """A line shown beside a measure; no limit (A-11)."""

    measure: str
    value: float
    says: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything that decides, and everything that a report may say.

    `departing` are the moves that leave each form and where they lead, `returning` those that bring
    back to it. `answers` names the departing moves in a sentence.
    """

    departing: Mapping[FormOfGuidance, Mapping[Move, FormOfGuidance]]
    returning: Mapping[FormOfGuidance, frozenset[Move]]
    kinds: Kinds
    thresholds: Thresholds
    mentoring: Mentoring
    whole: Whole
    enough: Enough
    stories: Stories
    orientation: tuple[Orientation, ...]
    findings: Mapping[str, str]
    answers: Mapping[Move, str]
    strengths: tuple[Remark, ...]
    try_next: tuple[Remark, ...]


@cache
def rules() -> Rules:
    """The rules of the product."""
    return read_rules(fidelity_data())


def fidelity_data() -> Mapping[str, Any]:
    """The parsed `data/fidelity.toml`."""
    text = files("fourfold").joinpath("data/fidelity.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def read_rules(data: Mapping[str, Any]) -> Rules:
    """Check parsed rules; FourfoldError names the first entry that is missing or wrong."""
    try_next = read_remarks(data["try_next"])
    check_something_to_try(try_next)
    return Rules(
        departing=_by_form(data, "departing", lambda entry: _leading(entry["moves"])),
        returning=_by_form(data, "returning", _moves),
        kinds=Kinds(**{name: _moves(moves) for name, moves in _entries(data, "kinds", Kinds)}),
        thresholds=_numbers(data, "thresholds", Thresholds),
        mentoring=_numbers(data, "mentoring", Mentoring),
        whole=_numbers(data, "whole", Whole),
        enough=_numbers(data, "enough", Enough),
        stories=Stories(
            **{name: tuple(words) for name, words in _entries(data, "stories", Stories)}
        ),
        orientation=tuple(Orientation(**entry) for entry in data["orientation"]),
        findings=read_findings(data["findings"]),
        answers=_answers(data),
        strengths=read_remarks(data["strengths"]),
        try_next=try_next,
    )


def _by_form(
    data: Mapping[str, Any], table: str, read: Callable[[Any], Value]
) -> Mapping[FormOfGuidance, Value]:
    for form in FormOfGuidance:
        if form not in data[table]:
            raise FourfoldError(f"{table} has nothing about {form}.")
    return MappingProxyType({form: read(data[table][form]) for form in FormOfGuidance})


def _leading(moves: Mapping[str, str]) -> Mapping[Move, FormOfGuidance]:
    return MappingProxyType({parse_move(name): parse_form(form) for name, form in moves.items()})


def _moves(names: Iterable[str]) -> frozenset[Move]:
    return frozenset(map(parse_move, names))


def _answers(data: Mapping[str, Any]) -> Mapping[Move, str]:
    says = {parse_move(name): text for name, text in data["answers"]["says"].items()}
    # Taking over a career stands as a next step.
    needed = {Move.NEXT_STEP, *chain(*(each["moves"] for each in data["departing"].values()))}
    if missing := sorted(needed.difference(says)):
        raise FourfoldError(f"answers has nothing about {missing[0]}.")
    return MappingProxyType(says)


def _numbers(data: Mapping[str, Any], table: str, kind: type[Table]) -> Table:
    found = dict(_entries(data, table, kind))
    for name, value in found.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
            raise FourfoldError(f"{table}: {name} must be a number from 0 on, not {quoted(value)}.")
    return kind(**found)


def _entries(data: Mapping[str, Any], table: str, kind: type) -> list[tuple[str, Any]]:
    """What a table says under each name of `kind`, and nothing else but its source."""
    found = {name: value for name, value in data[table].items() if name != "source"}
    names = [each.name for each in fields(kind)]
    for name in sorted(set(names) ^ set(found)):
        raise FourfoldError(f"{table}: {name} is {'missing' if name in names else 'unknown'}.")
    return list(found.items())
