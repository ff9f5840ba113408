"""The codebook of moves, read and checked from `data/moves.toml` (G-21..G-36)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, get_args

from fourfold.issues import FourfoldError, quoted, unknown
from fourfold.transcripts.moves import Move

Evidence = Literal[
    "announces", "coaching", "advising", "advising_weak", "mentoring", "neutral", "none"
]
Coarse = Literal["question", "reflection", "input", "other"]
_TEXTS = ("name", "plural", "definition", "test", "source")
_FEWEST_EXAMPLES = 6
_FEWEST_HARD_NEGATIVES = 4


@dataclass(frozen=True, slots=True)
class HardNegative:
    """A sentence that looks like one move and makes another, and why."""

    says: str
    move: Move
    why: str


@dataclass(frozen=True, slots=True)
class MoveEntry:
    """Everything the codebook says about one move.

    `name` and `plural` are for pages, `test` is the question that decides; `evidence` tells which
    form of guidance the move speaks for, `coarse` the class that published corpora share.
    """

    move: Move
    name: str
    plural: str
    definition: str
    test: str
    examples: tuple[str, ...]
    hard_negatives: tuple[HardNegative, ...]
    evidence: Evidence
    coarse: Coarse
    source: str


def parse_move(text: str) -> Move:
    """The move of that value; FourfoldError with the choices when there is none."""
    try:
        return Move(text)
    except ValueError:
        raise FourfoldError(unknown("move", text, Move)) from None


def codebook() -> Mapping[Move, MoveEntry]:
    """The entries of all moves, in the order of the codebook."""
    return _codebook()


def entry(move: Move | str) -> MoveEntry:
    """The entry of one move; FourfoldError with the choices when there is no such move."""
    return codebook()[parse_move(move)]


@cache
def _codebook() -> Mapping[Move, MoveEntry]:
    text = files("fourfold").joinpath("data/moves.toml").read_text(encoding="utf-8")
    return read_codebook(tomllib.loads(text))


def read_codebook(data: Mapping[str, Any]) -> Mapping[Move, MoveEntry]:
    """Check a parsed codebook and turn it into entries.

    FourfoldError names the first entry that is missing, unknown, too short or out of order.
    """
    found = [_entry(each) for each in data.get("moves", [])]
    if [each.move for each in found] != list(Move):
        raise FourfoldError(f"The moves must be exactly, in order: {', '.join(Move)}.")
    return MappingProxyType({each.move: each for each in found})


def _entry(data: Mapping[str, Any]) -> MoveEntry:
    move = parse_move(data.get("move", ""))
    for name in _TEXTS:
        _check_text(data.get(name), f"{move}: {name}")
    return MoveEntry(
        move=move,
        name=data["name"],
        plural=data["plural"],
        definition=data["definition"],
        test=data["test"],
        examples=_examples(data, move),
        hard_negatives=_hard_negatives(data, move),
        evidence=_choice(data, "evidence", get_args(Evidence), move),
        coarse=_choice(data, "coarse", get_args(Coarse), move),
        source=data["source"],
    )


def _examples(data: Mapping[str, Any], move: Move) -> tuple[str, ...]:
    found = tuple(data.get("examples", ()))
    if len(set(found)) < _FEWEST_EXAMPLES:
        raise FourfoldError(f"{move}: there must be at least {_FEWEST_EXAMPLES} examples.")
    return found


def _hard_negatives(data: Mapping[str, Any], move: Move) -> tuple[HardNegative, ...]:
    found = tuple(
        HardNegative(each["says"], parse_move(each["move"]), each["why"])
        for each in data.get("hard_negatives", ())
    )
    if len(found) < _FEWEST_HARD_NEGATIVES:
        fewest = _FEWEST_HARD_NEGATIVES
        raise FourfoldError(f"{move}: there must be at least {fewest} hard negatives.")
    if any(each.move is move for each in found):
        raise FourfoldError(f"{move}: a hard negative must make another move.")
    return found


def _check_text(value: object, where: str) -> None:
    if not isinstance(value, str) or not value.strip():
        raise FourfoldError(f"{where} must be a text that is not empty, not {quoted(value)}.")


def _choice(data: Mapping[str, Any], name: str, allowed: tuple[str, ...], move: Move) -> Any:
    if data.get(name) not in allowed:
        raise FourfoldError(f"{move}: {unknown(name, data.get(name), allowed)}")
    return data[name]
