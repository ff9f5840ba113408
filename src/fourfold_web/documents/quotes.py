"""Words of a document with enough around them to be found again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fourfold.documents.review import Place
from fourfold.documents.text import DocumentText

AROUND = 90
# A space that keeps the sign of a cut on the line of its last word.
TIED = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Quote:
    """A place and its words, with what stands before and after them in the same line."""

    place: Place
    before: str
    words: str
    after: str

    @property
    def where(self) -> str:
        """The place in words, such as page 2, line 14."""
        page = f"page {self.place.page}, " if self.place.page else ""
        return f"{page}line {self.place.line}"


def quotes(places: Sequence[Place], text: DocumentText) -> list[Quote]:
    """The places as quotes in the order of the text, without those that lie in the one before."""
    return list(_apart(places, text))


def _apart(places: Sequence[Place], text: DocumentText) -> Iterator[Quote]:
    reached = -1
    for place in sorted(places, key=lambda each: each.start):
        if place.start > reached:
            first, last = _around(place, text.text)
            # What stood in the quote before is not said twice.
            first, reached = max(first, reached), last
            yield Quote(
                place,
                _before(text.text, first, place.start),
                text.text[place.start : place.end],
                _after(text.text, place.end, last),
            )


def _before(text: str, first: int, start: int) -> str:
    cut = "" if first <= 0 or text[first - 1] == "\n" else f"…{TIED}"
    return cut + text[first:start].lstrip("#-• \t")


def _after(text: str, end: int, last: int) -> str:
    return text[end:last] + ("" if last >= len(text) or text[last] == "\n" else f"{TIED}…")


def _around(place: Place, text: str) -> tuple[int, int]:
    """Where the line, or its next words, begins and ends."""
    first = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    last = end if end >= 0 else len(text)
    if place.start - first > AROUND:
        first = text.find(" ", place.start - AROUND, place.start) + 1 or place.start
    if last - place.end > AROUND:
        space = text.rfind(" ", place.end, place.end + AROUND)
        last = space if space >= 0 else place.end
    return first, last
