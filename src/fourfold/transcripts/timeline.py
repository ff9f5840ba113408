"""Where the turns of a talk lie between its two ends, for every drawing of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from fourfold.transcripts.coded import CodedTurn
from fourfold.transcripts.transcript import Turn


@dataclass(frozen=True, slots=True)
class Timeline:
    """Places from 0 to 1 by turn index, never falling, and what stands at the two ends."""

    places: Mapping[int, float]
    ends: tuple[str, str]

    def place(self, turn: int) -> float:
        """Where a turn begins; 1 after the last one."""
        return self.places.get(turn, 1.0)


def timeline(turns: Sequence[Turn | CodedTurn]) -> Timeline:
    """By time where every turn has a start, else each turn as long as the other."""
    starts = [turn.start for turn in turns if turn.start is not None]
    seconds = length(turns)
    if seconds and len(starts) == len(turns):
        # Voices may overlap, and a file may be out of order: who comes later still lies later.
        by_time = [start / seconds for start in accumulate(starts, max)]
        return Timeline(_by_index(turns, by_time), (clock(0), clock(seconds)))
    by_number = [at / len(turns) for at in range(len(turns))]
    ends = (f"turn {turns[0].index}", f"turn {turns[-1].index}") if turns else ("", "")
    return Timeline(_by_index(turns, by_number), ends)


def length(turns: Sequence[Turn | CodedTurn]) -> float | None:
    """The seconds from the start of the recording to the last moment that is known.

    None where the file has no times.
    """
    moments = [each for turn in turns for each in (turn.start, turn.end) if each is not None]
    return max(moments, default=None)


def clock(seconds: float) -> str:
    """Seconds as a clock shows them: "4:05" or "1:02:03"."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def turns_in_words(first: int, last: int) -> str:
    """Turns from one index to another: "turn 3" or "turns 3 to 5"."""
    return f"turn {first}" if first == last else f"turns {first} to {last}"


def _by_index(turns: Sequence[Turn | CodedTurn], places: Sequence[float]) -> Mapping[int, float]:
    return {turn.index: place for turn, place in zip(turns, places, strict=True)}
