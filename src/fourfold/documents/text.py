"""A document as text with places: what every reader returns and every finding points into."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class DocumentText:
    """The text of one document, as `fourfold review --text` prints it.

    `page_starts` has the offset at which each page or slide begins, the first at 0; it is empty
    for formats without pages. Offsets are characters of `text`.
    """

    path: str
    text: str
    page_starts: Sequence[int] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(at + 1 for at, sign in enumerate(self.text) if sign == "\n")]

    def line_of(self, offset: int) -> int:
        """The line of a character, counted from 1 through the whole text."""
        return bisect_right(self._line_starts, offset)

    def page_of(self, offset: int) -> int | None:
        """The page or slide of a character, counted from 1; None where the format has none."""
        return bisect_right(self.page_starts, offset) or None
