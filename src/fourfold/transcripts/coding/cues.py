"""Words that show which move a guide's sentence makes, from `data/move_cues.toml` (G-21..G-36).

Cues are precise before complete: they help a trained coder where little data exists. They work on
talk without punctuation and capitals too.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from fourfold.guidance.catalog import FormOfGuidance, parse_form
from fourfold.issues import FourfoldError
from fourfold.transcripts.codebook import parse_move
from fourfold.transcripts.coding.phrases import Found, Lists, Phrasebook, phrasebook, word_lists
from fourfold.transcripts.coding.spoken import Spoken, spoken
from fourfold.transcripts.moves import Move

Kind = Literal["", "safety"]
_FILE = "move_cues.toml"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words `text[start:end]` that speak for a move, with a strength in (0, 1].

    `kind` "safety" marks help in a crisis, which is no departure from any form (G-53).
    """

    move: Move
    start: int
    end: int
    strength: float
    kind: Kind = ""


@dataclass(frozen=True, slots=True)
class CueGroup:
    """What the phrases of one group mean; `is_answer` counts only after a learner has asked."""

    move: Move
    strength: float
    kind: Kind
    is_answer: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """A cue file, checked and ready; `groups` and `forms` go by the numbers of their phrases."""

    groups: tuple[CueGroup, ...]
    moves: Phrasebook
    forms: tuple[tuple[FormOfGuidance, float], ...]
    announced: Phrasebook
    asks_for_experience: Phrasebook
    takes_over: Phrasebook


def find_cues(text: str, *, previous: str = "") -> tuple[Cue, ...]:
    """The cues in a guide's words, in reading order; where two overlap, the stronger one stays.

    `previous` is what the learner said just before: some cues count only as an answer to it.
    """
    grammar = _grammar()
    talk = spoken(text)
    asked = bool(previous) and asks_for_experience(previous)
    found = [
        each
        for each in grammar.moves.find(talk)
        if asked or not grammar.groups[each.group].is_answer
    ]
    return tuple(_cue(each, grammar.groups[each.group], talk) for each in _strongest(found))


def announced_form(text: str) -> FormOfGuidance | None:
    """The form to which a sentence that announces a role switches; None when it names none.

    Meant for words that are known to announce: in other words it may hear too much.
    """
    grammar = _grammar()
    best: tuple[float, int] = (0.0, 0)
    form = None
    for each in grammar.announced.find(spoken(text)):
        found, strength = grammar.forms[each.group]
        # Of equally clear words the last ones hold: "out of mentoring, back to coaching".
        if (strength, each.last) >= best:
            best, form = (strength, each.last), found
    return form


def asks_for_experience(text: str) -> bool:
    """Whether a learner asks what the guide did, would do, thinks or recommends (G-24)."""
    return bool(_grammar().asks_for_experience.find(spoken(text)))


def takes_over(text: str) -> bool:
    """Whether a guide's words turn one piece of advice into a long relationship (G-21)."""
    return bool(_grammar().takes_over.find(spoken(text)))


def _cue(found: Found, group: CueGroup, talk: Spoken) -> Cue:
    start, end = talk.spans[found.first][0], talk.spans[found.last][1]
    return Cue(group.move, start, end, group.strength, group.kind)


def _strongest(found: Iterable[Found]) -> list[Found]:
    """Of cues that share words the strongest; help in a crisis stays in any case."""
    groups = _grammar().groups
    taken: set[int] = set()
    standing: list[Found] = []
    for each in sorted(
        found, key=lambda each: (-groups[each.group].strength, each.first - each.last, each.first)
    ):
        places = range(each.first, each.last + 1)
        if groups[each.group].kind or taken.isdisjoint(places):
            taken.update(places)
            standing.append(each)
    return sorted(standing, key=lambda each: (each.first, each.last))


@cache
def _grammar() -> Grammar:
    text = files("fourfold").joinpath(f"data/{_FILE}").read_text(encoding="utf-8")
    return read_grammar(tomllib.loads(text))


def read_grammar(data: Mapping[str, Any]) -> Grammar:
    """Check a parsed cue file and make it ready; FourfoldError names what is wrong."""
    lists = word_lists(data["lists"])
    return Grammar(
        groups=tuple(_group(entry) for entry in data["cues"]),
        moves=phrasebook(data["cues"], lists, _FILE),
        forms=tuple((parse_form(each["form"]), each["strength"]) for each in data["announced"]),
        announced=phrasebook(data["announced"], lists, _FILE),
        asks_for_experience=_single(data["asks_for_experience"], lists),
        takes_over=_single(data["takes_over"], lists),
    )


def _single(entry: Mapping[str, Any], lists: Lists) -> Phrasebook:
    return phrasebook([entry], lists, _FILE)


def _group(entry: Mapping[str, Any]) -> CueGroup:
    strength, kind = entry["strength"], entry.get("kind", "")
    if not 0 < strength <= 1:
        raise FourfoldError(f"{_FILE}: a strength is above 0 and at most 1, not {strength}.")
    if kind not in ("", "safety"):
        raise FourfoldError(f"{_FILE}: the only kind is 'safety', not {kind!r}.")
    return CueGroup(parse_move(entry["move"]), strength, kind, "after" in entry)
