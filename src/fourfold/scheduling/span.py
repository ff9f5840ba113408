"""A stretch of time, and what is left of stretches when others are taken away."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from fourfold.issues import FourfoldError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From one moment up to another, which is no longer part of it; both are kept in UTC.

    FourfoldError for a moment without a time zone, and for an end that is not after its start.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise FourfoldError("A span needs moments with a time zone.")
        # Arithmetic in a zone follows its wall clock and would go wrong when the clock is changed.
        if self.start.tzinfo is not UTC or self.end.tzinfo is not UTC:
            object.__setattr__(self, "start", self.start.astimezone(UTC))
            object.__setattr__(self, "end", self.end.astimezone(UTC))
        if self.end <= self.start:
            raise FourfoldError(
                f"A span ends after it starts; {self.end.isoformat()} is not after"
                f" {self.start.isoformat()}."
            )

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a moment; touching is not sharing."""
        return self.start < other.end and other.start < self.end


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same moments as spans that neither overlap nor touch, the earliest first."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            if span.end > joined[-1].end:
                joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def minus(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of `spans` without the moments of `taken`, as `union` orders it."""
    left: list[Span] = []
    # Both are in order, so what ended before one span starts is over for the next ones as well.
    queue = union(taken)
    begin = 0
    for span in union(spans):
        while begin < len(queue) and queue[begin].end <= span.start:
            begin += 1
        left += _pieces(span, islice(queue, begin, None))
    return tuple(left)


def within(spans: Iterable[Span], first: datetime, last: datetime) -> tuple[Span, ...]:
    """The parts of `spans` between two moments, in the given order."""
    return tuple(
        Span(max(span.start, first), min(span.end, last))
        for span in spans
        if span.start < last and span.end > first
    )


def _pieces(span: Span, taken: Iterable[Span]) -> Iterator[Span]:
    start = span.start
    for each in taken:
        if each.start >= span.end:
            break
        if each.start > start:
            yield Span(start, each.start)
        start = max(start, each.end)
    if start < span.end:
        yield Span(start, span.end)
