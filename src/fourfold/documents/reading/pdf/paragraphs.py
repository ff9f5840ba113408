"""Lines of a page as paragraphs: which line goes on with the one above it."""

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from statistics import median

from fourfold.documents.reading.pdf.lines import Line

ITEM = re.compile(r"(?:[•▪■●○◦‣·➢➤✓✔☐□–—*-]|o|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])\s+\S")
_ENDED = re.compile(r"[.!?:;][\"”’')\]]*$")
_SAME_ROW = 0.5
_SAME_SIZE = 0.15
_INDENT = 0.8
_LOOSE = 0.5
# Points: lines of one column begin within an inch of each other.
_NEAR = 72
_MOST = 0.9


class Link(Enum):
    """How a line follows the one above it: in its row, in its paragraph, or not."""

    CELL = "\t"
    WORD = " "
    LINE = "\n"
    BLOCK = "\n\n"


def links(lines: Sequence[Line]) -> list[Link]:
    """For each line but the first, how it follows the one before."""
    step = _usual_step(lines)
    found: list[Link] = []
    opens = True
    for before, line in pairwise(lines):
        link = _link(before, line, step)
        if link is None:
            runs_on = _goes_on_below(before, line, lines, opens=opens)
            ends = Link.LINE if ITEM.match(before.text) else Link.BLOCK
            link = Link.WORD if runs_on else ends
        opens = link in (Link.LINE, Link.BLOCK)
        found.append(link)
    return found


def goes_on(before: str, after: str) -> bool:
    """Whether a sentence runs from one text into the next, as from page to page."""
    return not _ENDED.search(before) and after[:1].islower() and not ITEM.match(after)


def _link(before: Line, line: Line, step: float) -> Link | None:
    """How a line follows, None where only the width of the lines can tell."""
    size = max(before.height, 1.0)
    if abs(before.bottom - line.bottom) < _SAME_ROW * size and line.left >= before.right - 1:
        return Link.CELL if line.left - before.right > size else Link.WORD
    if before.is_broken:
        return Link.WORD
    if _is_apart(before, line, step, size):
        return Link.BLOCK
    return Link.LINE if ITEM.match(line.text) else None


def _is_apart(before: Line, line: Line, step: float, size: float) -> bool:
    """Whether it stands elsewhere, is larger or smaller, or leaves room above."""
    fall = before.bottom - line.bottom
    is_other_size = abs(before.height - line.height) > _SAME_SIZE * size
    return fall < 0 or is_other_size or fall > step + _LOOSE * size


def _goes_on_below(before: Line, line: Line, lines: Sequence[Line], *, opens: bool) -> bool:
    """Whether the first word of the line had no room at the end of the line before."""
    if line.text[:1].islower():
        return True
    room = _INDENT * before.height
    is_indented, is_outdented = line.left - before.left > room, before.left - line.left > room
    if (is_indented and not ITEM.match(before.text)) or (is_outdented and not opens):
        return False
    word = line.text.split(maxsplit=1)[0]
    wide = (line.right - line.left) / max(len(line.text), 1) * (len(word) + 1)
    return before.right + wide > _right_edge(before, lines)


def _right_edge(line: Line, lines: Sequence[Line]) -> float:
    """How far the lines reach that begin about where this one does; a few may reach further."""
    rights = sorted(each.right for each in lines if abs(each.left - line.left) < _NEAR)
    return rights[int(_MOST * (len(rights) - 1))]


def _usual_step(lines: Sequence[Line]) -> float:
    falls = [
        before.bottom - line.bottom
        for before, line in pairwise(lines)
        if 0.6 * line.height < before.bottom - line.bottom < 3 * line.height
    ]
    return median(falls) if falls else 0.0
