"""The times of cues: what is wrong in them, and those that the file leaves out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from fourfold.issues import Issue
from fourfold.transcripts.reading.cue import Cue, at_line


def right_times(cues: Sequence[Cue]) -> tuple[list[Cue], list[Issue]]:
    """The cues with no time before 0 and no end before its start; an issue for each odd time."""
    right: list[Cue] = []
    issues: list[Issue] = []
    for cue in cues:
        issues += _odd_in(cue)
        start = None if cue.start is None else max(cue.start, 0.0)
        end = None if cue.end is None else max(cue.end, start or 0.0)
        right.append(replace(cue, start=start, end=end))
    for before, after in pairwise(right):
        issues += _odd_between(before, after)
    return right, issues


def all_times(cues: Sequence[Cue], until: float | None) -> list[Cue]:
    """The cues with the times that the file leaves out.

    One cue ends where the next starts. Several without times between two that the file has share
    that stretch by their words and are approximate. `until` is the second at which it all ends.
    """
    if all(cue.start is None and cue.end is None for cue in cues):
        return list(cues)
    timed = list(cues)
    for first, last in _stretches(cues):
        begin = _begin(timed, first)
        stop = _stop(cues, last, until, begin)
        if stop is None:
            stop = _at_usual_pace(timed, first, last, begin)
        if begin is not None and stop is not None:
            timed[first : last + 1] = _shared(cues[first : last + 1], begin, max(begin, stop))
    return timed


def _odd_in(cue: Cue) -> Iterator[Issue]:
    if (cue.start is not None and cue.start < 0) or (cue.end is not None and cue.end < 0):
        says = "This time lies before the recording started. It counts as 0; the words are kept."
        yield at_line("negative_time", says, cue.line)
    if cue.start is None or cue.end is None:
        return
    if cue.end < cue.start:
        says = "This cue ends before it starts. Its end counts as its start; the words are kept."
        yield at_line("end_before_start", says, cue.line)
    if cue.end == cue.start:
        says = "This cue starts and ends at the same time. The words are kept."
        yield at_line("equal_times", says, cue.line)


def _odd_between(before: Cue, after: Cue) -> Iterator[Issue]:
    if before.start is None or after.start is None:
        return
    if after.start < before.start:
        says = "This cue starts before the one above it. The order of the file is kept."
        yield at_line("out_of_order", says, after.line)
    elif before.end is not None and after.start < before.end:
        says = "This cue starts before the one above it ends. The words of both are kept."
        yield at_line("overlap", says, after.line)
    elif before.end is None and after.start == before.start:
        says = "This cue starts at the same time as the one above it. The words of both are kept."
        yield at_line("equal_times", says, after.line)


def _stretches(cues: Sequence[Cue]) -> Iterator[tuple[int, int]]:
    """First and last place of each row of cues that share one stretch of time."""
    first = 0
    for place, cue in enumerate(cues):
        following = cues[place + 1] if place + 1 < len(cues) else None
        if cue.end is not None or following is None or following.start is not None:
            if first < place or cue.start is None or cue.end is None:
                yield first, place
            first = place + 1


def _begin(timed: Sequence[Cue], first: int) -> float | None:
    if timed[first].start is not None:
        return timed[first].start
    return timed[first - 1].end if first else 0.0


def _stop(cues: Sequence[Cue], last: int, until: float | None, begin: float | None) -> float | None:
    if cues[last].end is not None:
        return cues[last].end
    if last + 1 < len(cues):
        return cues[last + 1].start
    return until if until is not None and begin is not None and until >= begin else None


def _at_usual_pace(
    timed: Sequence[Cue], first: int, last: int, begin: float | None
) -> float | None:
    """Where a row of several cues at the end of the file stops at the pace of all before it."""
    if begin is None or first == last:
        return None
    before = [cue for cue in timed[:first] if cue.start is not None and cue.end is not None]
    seconds = sum((cue.end or 0) - (cue.start or 0) for cue in before)
    said = sum(len(cue.text.split()) for cue in before)
    words = sum(len(cue.text.split()) for cue in timed[first : last + 1])
    return begin + words * seconds / said if said and seconds else None


def _shared(cues: Sequence[Cue], begin: float, stop: float) -> list[Cue]:
    """These cues with the stretch shared by words."""
    marks = list(accumulate((len(cue.text.split()) for cue in cues), initial=0))
    moments = [round(begin + (stop - begin) * mark / (marks[-1] or 1), 3) for mark in marks]
    is_reckoned = len(cues) > 1 or cues[0].start is None
    return [
        replace(cue, start=start, end=end, approximate=is_reckoned)
        for cue, (start, end) in zip(cues, pairwise(moments), strict=True)
    ]
