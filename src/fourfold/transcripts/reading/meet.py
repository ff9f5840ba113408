"""The part of a Google Meet document that was spoken: not attendees, AI notes and the footer."""

from collections.abc import Sequence
from dataclasses import dataclass

from fourfold.transcripts.reading.cue import Line
from fourfold.transcripts.reading.facts import whole_line
from fourfold.transcripts.reading.marks import mark_of
from fourfold.transcripts.reading.times import seconds

# Longer lines are speech.
_LONGEST_HEADING = 250


@dataclass(frozen=True, slots=True)
class MeetPart:
    """The lines that hold the talk, the second at which the recording ended, and what stands below.

    `below` are the lines after the one that tells the end: mostly what the program says of itself.
    """

    lines: tuple[Line, ...]
    until: float | None
    below: tuple[Line, ...] = ()


def meet_part(lines: Sequence[Line]) -> MeetPart | None:
    """The talk in a document of Google Meet; None when the file is none."""
    end = _first(lines, "meet_end")
    transcript = _transcript_heading(lines)
    others = _first(lines, "meet_other")
    if end is None and (transcript is None or others is None):
        return None
    start = 0 if transcript is None else transcript + 1
    stop = _notes_after(lines, start) if end is None or end < start else end
    ended = whole_line("meet_end").fullmatch(lines[end].text) if end is not None else None
    below = lines[stop + 1 : _notes_after(lines, stop + 1)] if stop == end else ()
    until = seconds(ended["time"]) if ended else None
    return MeetPart(tuple(lines[start:stop]), until, tuple(below))


def _first(lines: Sequence[Line], key: str) -> int | None:
    return next((place for place, line in enumerate(lines) if _is(line, key)), None)


def _is(line: Line, key: str) -> bool:
    return len(line.text) <= _LONGEST_HEADING and bool(whole_line(key).fullmatch(line.text))


def _transcript_heading(lines: Sequence[Line]) -> int | None:
    """The last such heading before the first time; notes may speak of a transcript before it."""
    found = None
    for place, line in enumerate(lines):
        mark = mark_of(line.text)
        if found is not None and mark and mark.kind == "time":
            break
        if _is(line, "meet_transcript"):
            found = place
    return found


def _notes_after(lines: Sequence[Line], start: int) -> int:
    """Where notes begin again: a heading with a sign before it, which no word of speech has."""
    for place, line in enumerate(lines[start:], start):
        if _is(line, "meet_other") and not line.text[0].isalnum():
            return place
    return len(lines)
