"""Quotes from a document that a person finds again: their place, and words enough."""

import re
from collections.abc import Sequence

from fourfold.cli.terminal import plain
from fourfold.documents.review import Place
from fourfold.documents.text import DocumentText

_LONGEST = 160
_SHORT = 25
_AROUND = 100
# The end of a sentence, of a paragraph or of a heading, or where the next item begins.
_BOUNDARY = re.compile(r"#{1,6} [^\n]*\n|\n\s*\n|\n(?=\s*(?:[-*•#]|\d+[.)])\s)|(?<=[.!?:])\s")


def at(place: Place, text: DocumentText) -> str:
    """A place and its words: page 2, line 14: “The coach grades.”"""
    return f"{where(place)}: “{_quote(place, text)}”"


def where(place: Place) -> str:
    """A place: "page 2, line 14"."""
    page = f"page {place.page:,}, " if place.page is not None else ""
    return f"{page}line {place.line:,}"


def apart(places: Sequence[Place], text: DocumentText, most: int) -> list[Place]:
    """The first places, `most` at most, whose quotes do not say the same words again."""
    chosen: list[Place] = []
    reached = 0
    for place in sorted(places, key=lambda each: each.start):
        start, end = _known_by(place, text.text)
        if start >= reached:
            chosen.append(place)
            reached = end
        if len(chosen) == most:
            break
    return chosen


def _quote(place: Place, text: DocumentText) -> str:
    """The words, with their sentence where they are too few to be known again."""
    start, end = _known_by(place, text.text)
    quote = plain(text.text[start:end])
    return quote if len(quote) <= _LONGEST else f"{quote[: _LONGEST - 1]}…"


def _known_by(place: Place, words: str) -> tuple[int, int]:
    """Where a quote begins and ends that a person finds again."""
    if place.end - place.start >= _SHORT:
        return place.start, place.end
    before, after = max(place.start - _AROUND, 0), place.end + _AROUND
    starts = [each.end() for each in _BOUNDARY.finditer(words, before, place.start)]
    ended = _BOUNDARY.search(words, place.end, after)
    # Without a boundary near by, whole words only.
    start = starts[-1] if starts else before and words.find(" ", before, place.start) + 1
    end = ended.start() if ended else max(words.rfind(" ", place.end, after), place.end)
    return start, len(words) if not ended and after >= len(words) else end
