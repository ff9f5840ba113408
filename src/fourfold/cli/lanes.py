"""The role lanes of a talk for the terminal: which form was in force, which was practiced.

Each form has its letter and its pattern, so that the lanes can be read without any color.
"""

import textwrap
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from fourfold.cli.terminal import painted
from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold.transcripts.coded import CodedTurn
from fourfold.transcripts.fidelity import Fidelity
from fourfold.transcripts.fidelity.stretches import Stretch
from fourfold.transcripts.timeline import Timeline, timeline

# Room for what stands before each lane.
LABEL = 20
_SMALLEST = 12
_PATTERNS = {
    FormOfGuidance.ADVISING: ("A", "▒", "blue"),
    FormOfGuidance.COACHING: ("C", "·", "green"),
    FormOfGuidance.COACHING_WITH_WISDOM: ("W", "╱", "yellow"),
    FormOfGuidance.MENTORING: ("M", "═", "magenta"),
}


class _Piece(NamedTuple):
    """One form on a lane, from a column to the one before `end`."""

    form: FormOfGuidance
    first: int
    end: int


def lanes(found: Fidelity, turns: Sequence[CodedTurn], width: int) -> list[str]:
    """The lanes as lines of that width, with a scale and what the letters mean."""
    if not found.stretches:
        return []
    columns = max(_SMALLEST, width - LABEL)
    line = timeline(turns)
    declared = [_piece(line, each, each.in_force, columns) for each in found.stretches]
    practiced = [_piece(line, each, each.practiced, columns) for each in found.stretches]
    marks = [round(line.place(each.turn) * columns) for each in found.announced_switches]
    first, last = line.ends
    return [
        _row("Agreed or announced", _lane(declared, columns)),
        _row("Practiced", _lane(practiced, columns)),
        *([_row("Switch announced", _marks(marks, columns))] if marks else []),
        _row("", first + last.rjust(columns - len(first))),
        *(_row("", line) for line in _legend([*declared, *practiced], columns)),
    ]


def _piece(line: Timeline, stretch: Stretch, form: FormOfGuidance, columns: int) -> _Piece:
    first, end = (
        round(line.place(turn) * columns) for turn in (stretch.start_turn, stretch.end_turn + 1)
    )
    return _Piece(form, min(first, columns - 1), end)


def _lane(pieces: Sequence[_Piece], columns: int) -> str:
    """One lane; a stretch shorter than a column still shows its letter."""
    cells = [pieces[0].form] * columns
    # Longer ones first, so that none covers a shorter one in the same column.
    for form, first, end in sorted(pieces, key=lambda each: each.first - each.end):
        size = max(end - first, 1)
        cells[first : first + size] = [form] * size
    return "".join(_run(form, len(list(run))) for form, run in groupby(cells))


def _run(form: FormOfGuidance, size: int) -> str:
    letter, pattern, color = _PATTERNS[form]
    return painted(letter + pattern * (size - 1), color)


def _marks(places: Sequence[int], columns: int) -> str:
    cells = [" "] * columns
    for place in places:
        cells[min(place, columns - 1)] = "▲"
    return "".join(cells).rstrip()


def _legend(pieces: Sequence[_Piece], columns: int) -> list[str]:
    """What the letters mean, in as many lines as it needs; no name is torn apart."""
    used = {piece.form for piece in pieces}
    named = (
        f"{letter}{pattern * 2} {profile(form).name.lower()}"
        for form, (letter, pattern, _) in _PATTERNS.items()
        if form in used
    )
    whole = "   ".join(each.replace(" ", "_") for each in named)
    return [line.replace("_", " ") for line in textwrap.wrap(whole, columns)]


def _row(label: str, content: str) -> str:
    return f"{label:{LABEL}}{content}".rstrip()
