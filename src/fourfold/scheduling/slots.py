"""Free slots: where a meeting fits into open spans beside what is busy."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from fourfold.issues import FourfoldError
from fourfold.scheduling.span import Span, minus, union, within

# Slots start on these minutes after an open span's start unless the caller says otherwise, and
# short meetings one after the other.
USUAL_STEP = 30


def free_slots(
    *,
    open_spans: Iterable[Span],
    busy: Iterable[Span],
    minutes: int,
    first: datetime,
    last: datetime,
    now: datetime | None = None,
    step: int | None = None,
    gap: int = 0,
    notice: timedelta = timedelta(0),
) -> tuple[Span, ...]:
    """Every slot of `minutes` between two moments, in UTC, the earliest first.

    A slot lies within an open span, starts `notice` from `now` at the earliest (from `first` when
    the caller names no other moment), keeps `gap` minutes from all that is busy, and starts every
    `step` minutes from its open span's start. Two slots may overlap: they are choices.
    FourfoldError for lengths that cannot be.
    """
    if minutes < 1 or gap < 0 or (step is not None and step < 1):
        raise FourfoldError(
            f"A slot takes 1 minute or more, as does the step between two, and a gap none or more;"
            f" not {minutes}, {step} and {gap}."
        )
    earliest, rest = max(first, (now or first) + notice), timedelta(minutes=gap)
    if earliest >= last:
        return ()
    taken = _widened(busy, rest, earliest - rest, last + rest)
    spans = [span for span in union(open_spans) if span.start < last and span.end > earliest]
    begins = [span.start for span in spans]
    length, stride = timedelta(minutes=minutes), timedelta(minutes=step or min(minutes, USUAL_STEP))
    return tuple(
        slot
        for piece in minus(within(spans, earliest, last), taken)
        for slot in _slots(piece, begins[bisect_right(begins, piece.start) - 1], length, stride)
    )


def _widened(
    busy: Iterable[Span], rest: timedelta, first: datetime, last: datetime
) -> Iterator[Span]:
    for each in busy:
        if each.start < last and each.end > first:
            yield Span(each.start - rest, each.end + rest) if rest else each


def _slots(piece: Span, begin: datetime, length: timedelta, stride: timedelta) -> Iterator[Span]:
    """The slots of a free piece, on the steps that are counted from `begin`."""
    start = begin + -((begin - piece.start) // stride) * stride
    while start + length <= piece.end:
        yield Span(start, start + length)
        start += stride
