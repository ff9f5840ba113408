"""How much of a talk each side had, by words and by seconds; never by counting turns (G-133)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fourfold.transcripts.coded import CodedTurn


@dataclass(frozen=True, slots=True)
class TalkShare:
    """The parts of both sides, from 0 to 1 and 1 together; None when nothing can be divided."""

    guide: float | None = None
    learner: float | None = None


def share_of_words(turns: Sequence[CodedTurn]) -> TalkShare:
    """The parts of all words that were said."""
    return _shares(turns, lambda turn: len(turn.text.split()))


def share_of_seconds(turns: Sequence[CodedTurn]) -> TalkShare:
    """The parts of the time in which somebody spoke; turns without times count nothing."""
    return _shares(turns, seconds)


def seconds(turn: CodedTurn) -> float:
    """How long a turn took; 0 where the file has no times."""
    if turn.start is None or turn.end is None:
        return 0.0
    return max(0.0, turn.end - turn.start)


def _shares(turns: Sequence[CodedTurn], amount: Callable[[CodedTurn], float]) -> TalkShare:
    guide = sum(amount(turn) for turn in turns if turn.role == "guide")
    whole = guide + sum(amount(turn) for turn in turns if turn.role == "learner")
    return TalkShare(guide / whole, 1 - guide / whole) if whole else TalkShare()
