"""What stands above and below the text of every page: running heads and page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fourfold.documents.reading.pdf.lines import Line

_ZONE = 0.12
_MOST_LINES = 3
_OFTEN = 3
_NUMBER = re.compile(
    r"\W*(?:page|p\.)?\s*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*(?:\d+|[ivxlc]+)\s*$|(?:[.…]\s?){5,}$")


@dataclass(frozen=True)
class Page:
    """The lines of one page in the order of reading, and its height in points."""

    lines: list[Line]
    bottom: float
    top: float
    heads: list[Line] = field(default_factory=list)
    feet: list[Line] = field(default_factory=list)


def without_margins(pages: Sequence[Page]) -> list[Page]:
    """The pages without page numbers and tables of contents; a running head stands once only.

    A line that comes on three pages or more at the edge of the page is a running head. It is kept,
    apart from the text, on the first of them, so that no word of the document is lost.
    """
    often = _repeated(pages)
    seen: set[str] = set()
    return [_without(page, often, seen) for page in pages]


def _repeated(pages: Sequence[Page]) -> set[str]:
    counts = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    return {key for key, count in counts.items() if count >= _OFTEN}


def _without(page: Page, often: set[str], seen: set[str]) -> Page:
    edges = set(_edges(page))
    text: list[Line] = []
    heads: list[Line] = []
    feet: list[Line] = []
    for line in page.lines:
        if _LEADERS.search(line.text):
            continue
        if line not in edges:
            text.append(line)
        elif _NUMBER.fullmatch(line.text):
            continue
        elif (key := _key(line)) not in often:
            text.append(line)
        elif key not in seen:
            seen.add(key)
            (heads if line.bottom > _middle(page) else feet).append(line)
    return Page(text, page.bottom, page.top, heads, feet)


def _edges(page: Page) -> Iterator[Line]:
    """The outermost lines in the upper and lower eighth of a page."""
    zone = _ZONE * (page.top - page.bottom)
    upper = [line for line in page.lines if line.bottom > page.top - zone]
    lower = [line for line in page.lines if line.top < page.bottom + zone]
    yield from sorted(upper, key=lambda line: -line.top)[:_MOST_LINES]
    yield from sorted(lower, key=lambda line: line.bottom)[:_MOST_LINES]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text).casefold()


def _middle(page: Page) -> float:
    return (page.bottom + page.top) / 2
