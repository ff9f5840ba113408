"""A coded talk as values: moves in each turn of the guide, signals in each of the learner."""

from dataclasses import dataclass
from typing import Literal

from fourfold.transcripts.moves import Move, Signal

Role = Literal["guide", "learner"]


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
