"""A transcript as values: who said what, in which order, and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from fourfold.issues import Issue

# The name of a voice that the file does not name.
UNKNOWN_SPEAKER = "Unknown Speaker"


@dataclass(frozen=True, slots=True)
class Turn:
    """One person's part until the other speaks.

    `index` counts from 0 through the whole talk. `start` and `end` are seconds from the start of
    the recording, None where the file has no times; `approximate` marks times that were reckoned
    between two that the file has. `text` is one line of plain words.
    """

    index: int
    speaker: str
    start: float | None
    end: float | None
    text: str
    approximate: bool = False

    @property
    def words(self) -> int:
        """How many words were said."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Speaker:
    """What one voice said in all; `seconds` is None where the file has no times."""

    name: str
    turns: int
    words: int
    seconds: float | None


@dataclass(frozen=True)
class Transcript:
    """A talk that was read from a file.

    `format` is the stable lower-case name of the file format, `issues` what the reader found on
    the way; the `where` of an issue is "line 12", or "" when it is about the whole file.
    """

    format: str
    turns: tuple[Turn, ...]
    issues: tuple[Issue, ...] = field(default=())

    @cached_property
    def speakers(self) -> tuple[Speaker, ...]:
        """The voices in the order in which they first spoke."""
        names = dict.fromkeys(turn.speaker for turn in self.turns)
        return tuple(_speaker(name, self.turns) for name in names)

    @property
    def texts(self) -> tuple[str, ...]:
        """What was said, turn by turn."""
        return tuple(turn.text for turn in self.turns)

    def to_json(self) -> dict[str, Any]:
        """The talk as `fourfold read --json` prints it."""
        return {
            "format": self.format,
            "speakers": [
                {
                    "name": each.name,
                    "turns": each.turns,
                    "words": each.words,
                    "seconds": each.seconds,
                }
                for each in self.speakers
            ],
            "turns": [_turn_json(turn) for turn in self.turns],
            "issues": [
                {"code": each.code, "message": each.message, "line": _line(each)}
                for each in self.issues
            ],
        }


def _speaker(name: str, turns: tuple[Turn, ...]) -> Speaker:
    said = [turn for turn in turns if turn.speaker == name]
    timed = [
        turn.end - turn.start for turn in said if turn.start is not None and turn.end is not None
    ]
    seconds = round(sum(timed), 3) if timed else None
    return Speaker(name, len(said), sum(turn.words for turn in said), seconds)


def _turn_json(turn: Turn) -> Mapping[str, Any]:
    return {
        "index": turn.index,
        "speaker": turn.speaker,
        "start": turn.start,
        "end": turn.end,
        "text": turn.text,
        "approximate": turn.approximate,
    }


def _line(issue: Issue) -> int | None:
    number = issue.where.removeprefix("line ")
    return int(number) if number.isdigit() else None
