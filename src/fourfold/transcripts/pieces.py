"""The words of a turn cut where they decided, so that every view marks the same ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fourfold.transcripts.coded import CodedTurn, MoveSpan


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words; `decided` marks those that led to the code."""

    text: str
    decided: bool = False


def pieces(turn: CodedTurn) -> tuple[Piece, ...]:
    """The whole text of a turn in pieces; put together again they are the text."""
    deciding = [each for span in turn.spans for each in span.deciding]
    return tuple(_cut(turn.text, 0, len(turn.text), deciding))


def sentence_pieces(turn: CodedTurn, span: MoveSpan) -> tuple[Piece, ...]:
    """The text of one sentence of a turn in pieces."""
    return tuple(_cut(turn.text, span.start, span.end, span.deciding))


def _cut(text: str, at: int, last: int, deciding: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    for start, end in _joined(deciding):
        start, end = max(start, at), min(end, last)
        if start >= end:
            continue
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], decided=True)
        at = end
    if at < last:
        yield Piece(text[at:last])


def _joined(deciding: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, as one where they overlap or touch."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(deciding):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
