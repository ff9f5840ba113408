"""A text that is put together piece by piece, and remembers where each piece comes from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Source = TypeVar("Source")


@dataclass(frozen=True, slots=True)
class Piece(Generic[Source]):
    """Characters `start` to `end` of the text, written by `source` in the file."""

    start: int
    end: int
    source: Source


@dataclass
class Writing(Generic[Source]):
    """Text under way: pieces with a source, and signs between them without one."""

    pieces: list[Piece[Source]] = field(default_factory=list)
    length: int = 0
    _parts: list[str] = field(default_factory=list)
    _ends: int = 2

    def write(self, text: str, source: Source | None = None) -> None:
        """Add text to the line."""
        if not text:
            return
        if source is not None:
            self.pieces.append(Piece(self.length, self.length + len(text), source))
        self._add(text)

    def end_line(self, *, blank: bool = False) -> None:
        """End the line, unless that is done; with `blank` leave an empty line below."""
        wanted = 2 if blank else 1
        while self._ends < wanted:
            self._add("\n")

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)
        self._ends = self._ends + 1 if text == "\n" else 0

    def text(self) -> str:
        """All of it."""
        return "".join(self._parts)


def pieces_within(pieces: Sequence[Piece[Source]], start: int, end: int) -> Sequence[Piece[Source]]:
    """The pieces that hold characters `start` to `end`, in their order."""
    return [each for each in pieces if each.start < end and each.end > start]
