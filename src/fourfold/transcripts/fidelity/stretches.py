"""The course of a talk as stretches: which form was in force, and which was practiced."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.transcripts.coded import CodedTurn


@dataclass(frozen=True, slots=True)
class Stretch:
    """Turns under one form: `in_force` was agreed or announced, `practiced` was done.

    Turn indices are included on both sides; `start` and `end` are seconds where the file has times.
    """

    in_force: FormOfGuidance
    practiced: FormOfGuidance
    start_turn: int
    end_turn: int
    start: float | None
    end: float | None

    def to_json(self) -> dict[str, Any]:
        """The stretch as `fourfold fidelity --json` prints it."""
        return {
            "in_force": self.in_force.value,
            "practiced": self.practiced.value,
            "start_turn": self.start_turn,
            "end_turn": self.end_turn,
            "start": self.start,
            "end": self.end,
        }


def stretches(
    turns: Sequence[CodedTurn],
    forces: Sequence[FormOfGuidance],
    practiced: Sequence[FormOfGuidance],
) -> tuple[Stretch, ...]:
    """The whole talk without gap; both sequences have one form for each turn of the guide.

    A learner's turns go with the turn of the guide before them, the first ones with the first.
    """
    pairs = list(zip(forces, practiced, strict=True))
    if not pairs:
        return ()
    runs = groupby(zip(turns, _each_turn(turns, pairs), strict=True), key=lambda each: each[1])
    return tuple(_stretch(pair, [turn for turn, _ in run]) for pair, run in runs)


def _each_turn(
    turns: Sequence[CodedTurn], pairs: Sequence[tuple[FormOfGuidance, FormOfGuidance]]
) -> Iterator[tuple[FormOfGuidance, FormOfGuidance]]:
    said = 0
    for turn in turns:
        said += turn.role == "guide"
        yield pairs[max(said - 1, 0)]


def _stretch(pair: tuple[FormOfGuidance, FormOfGuidance], turns: Sequence[CodedTurn]) -> Stretch:
    return Stretch(*pair, turns[0].index, turns[-1].index, turns[0].start, turns[-1].end)
