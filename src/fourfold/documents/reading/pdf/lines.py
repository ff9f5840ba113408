"""The lines of a page of a PDF, with their boxes, as PDFium finds them.

A line is cut where a wide gap parts it: there a column or a cell of a table begins.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from fourfold.documents.reading.letters import PLAIN_SIGNS

# What PDFium writes for a hyphen at the end of a line.
HYPHEN = "\ufffe"
_PARTED = re.compile(f"\r\n|\n|\r|{HYPHEN}")
_WIDE = 1.1

# Left, bottom, right and top in points.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """Letters `at` and following of a page, and the box around them in points from below left."""

    text: str
    at: int
    left: float
    bottom: float
    right: float
    top: float
    is_broken: bool = False

    @property
    def height(self) -> float:
        """The height of its letters."""
        return self.top - self.bottom


class Boxes:
    """The boxes of the letters of one page, asked for one by one.

    With `turned`, the quarter turns to the right in which the page is shown, they are as a reader
    sees them; without, as the file has them.
    """

    def __init__(self, textpage: Any, turned: int = 0) -> None:
        self._page, self._turned = textpage.raw, turned
        self._rect = pdfium.FS_RECTF()
        self._sides = [ctypes.c_double() for _ in range(4)]

    def loose(self, index: int) -> Box:
        """Left, bottom, right and top with the room above and below that its font has."""
        pdfium.FPDFText_GetLooseCharBox(self._page, index, self._rect)
        rect = self._rect
        return as_shown((rect.left, rect.bottom, rect.right, rect.top), self._turned)

    def ink(self, index: int) -> tuple[float, float]:
        """Left and right of the letter itself."""
        left, right, bottom, top = self._sides
        pdfium.FPDFText_GetCharBox(self._page, index, left, right, bottom, top)
        box = (left.value, bottom.value, right.value, top.value)
        shown = as_shown(box, self._turned)
        return shown[0], shown[2]


def as_shown(box: Box, turned: int) -> Box:
    """A box on a page that is shown after so many quarter turns to the right."""
    left, bottom, right, top = box
    for _ in range(turned % 4):
        left, bottom, right, top = bottom, -right, top, -left
    return left, bottom, right, top


def lines_of(textpage: Any, turned: int = 0) -> list[Line]:
    """All lines of a page, in the order of the file."""
    signs = signs_of(textpage)
    boxes = Boxes(textpage, turned)
    lines: list[Line] = []
    start = 0
    for found in _PARTED.finditer(signs):
        lines += _pieces(signs, start, found.start(), boxes, is_broken=found[0] == HYPHEN)
        start = found.end()
    return [*lines, *_pieces(signs, start, len(signs), boxes, is_broken=False)]


def signs_of(textpage: Any) -> str:
    """The letters of a page, one for each that PDFium counts."""
    count = textpage.count_chars()
    text = str(textpage.get_text_range(errors="replace")) if count else ""
    if len(text) == count:
        return text
    codes = (pdfium.FPDFText_GetUnicode(textpage.raw, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)


def _pieces(signs: str, start: int, end: int, boxes: Boxes, *, is_broken: bool) -> Iterator[Line]:
    """The line from `start` to `end`, cut at wide gaps."""
    words = [(found.start(), found.end()) for found in _WORD.finditer(signs, start, end)]
    if not words:
        return
    first = words[0][0]
    height = _height(boxes, first)
    for (_, before), (after, _) in pairwise(words):
        if boxes.ink(after)[0] - boxes.ink(before - 1)[1] > _WIDE * height:
            yield _line(signs, first, before, boxes, is_broken=False)
            first = after
    yield _line(signs, first, words[-1][1], boxes, is_broken=is_broken)


_WORD = re.compile(r"\S+")


def _height(boxes: Boxes, index: int) -> float:
    _, bottom, _, top = boxes.loose(index)
    return top - bottom


def _line(signs: str, start: int, end: int, boxes: Boxes, *, is_broken: bool) -> Line:
    left, bottom, right, top = boxes.loose(start)
    # The last letter of a line that PDFium cut at a hyphen is the one before it.
    others = boxes.loose(end - 1)
    return Line(
        signs[start:end].translate(PLAIN_SIGNS),
        start,
        min(left, others[0]),
        min(bottom, others[1]),
        max(right, others[2]),
        max(top, others[3]),
        is_broken,
    )
