"""A coded talk as values: moves in each turn of the guide, signals in each of the learner."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from fourfold.transcripts.moves import Move, Signal

Role = Literal["guide", "learner"]


@dataclass(frozen=True, slots=True)
class TalkTurn:
    """One turn to be coded: whose it is, its words, and its seconds where they are known."""

    role: Role
    text: str
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class MoveSpan:
    """One move in one sentence of a turn.

    `start` and `end` are character offsets in the turn's text; `deciding` the spans of the words
    that decided, strongest first.
    """

    move: Move
    start: int
    end: int
    deciding: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SignalSpan:
    """Words of a learner that may ask for another question next (G-78)."""

    signal: Signal
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CodedTurn:
    """One turn with what it does.

    A guide's turn has one main `move` with its calibrated `confidence` (0 to 1) and a span for
    each sentence's move; `unsure` says that the confidence is too low to rely on. A learner's turn
    has `signals` only. `index` is that of the transcript's turn; `start` and `end` its seconds.
    """

    index: int
    role: Role
    text: str
    start: float | None = None
    end: float | None = None
    move: Move | None = None
    confidence: float | None = None
    unsure: bool = False
    spans: tuple[MoveSpan, ...] = ()
    signals: tuple[SignalSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """All turns of a talk, coded; `guide` is the speaker's name in the transcript."""

    guide: str
    turns: tuple[CodedTurn, ...]


def corrected(coding: Coding, moves: Mapping[int, Move]) -> Coding:
    """The coding with the guide's own word on what a turn does, by the index of the turn (A-10).

    What a person says is certain and holds for the whole turn; an index that is no turn of the
    guide changes nothing.
    """
    turns = tuple(
        _said(turn, moves[turn.index]) if turn.role == "guide" and turn.index in moves else turn
        for turn in coding.turns
    )
    return replace(coding, turns=turns)


def _said(turn: CodedTurn, move: Move) -> CodedTurn:
    whole = (MoveSpan(move, 0, len(turn.text)),)
    return replace(turn, move=move, confidence=1.0, unsure=False, spans=whole)
