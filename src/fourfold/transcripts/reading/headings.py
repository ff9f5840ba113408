"""Headings over two lines: a name above its time, below it, or above the words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from fourfold.transcripts.reading.cue import Line
from fourfold.transcripts.reading.labels import is_label, is_proper, label_key
from fourfold.transcripts.reading.marks import Mark

Marked = tuple[Line, Mark | None]


def over_two_lines(marked: Sequence[Marked]) -> list[Marked]:
    """The lines with headings where a name and a time stand above each other."""
    return list(_names_after_times(list(_names_above_times(marked))))


def above_words(marked: Sequence[Marked]) -> list[Marked]:
    """The lines with headings where each block begins with a name on a line of its own."""
    begins = [place for place, (line, _) in enumerate(marked) if line.opens_block]
    names = [
        place
        for place in begins
        if place + 1 < len(marked) and not marked[place + 1][0].opens_block
        if marked[place][1] is None and _may_be_name(marked[place][0].text)
    ]
    different = {label_key(marked[place][0].text) for place in names}
    if len(names) * 10 < len(begins) * 9 or len(different) * 2 > len(names):
        return list(marked)
    headings = {place: Mark("heading", marked[place][0].text) for place in names}
    return [(line, headings.get(place, mark)) for place, (line, mark) in enumerate(marked)]


def _names_above_times(marked: Sequence[Marked]) -> Iterator[Marked]:
    """Join a name and the time on the line below it to one heading."""
    headings = _headings_over_two_lines(marked)
    for place, (line, mark) in enumerate(marked):
        if place in headings:
            yield line, headings[place]
        elif place - 1 not in headings:
            yield line, mark


def _headings_over_two_lines(marked: Sequence[Marked]) -> dict[int, Mark]:
    times = [place for place, (_, mark) in enumerate(marked) if mark and mark.kind == "time"]
    found = {
        place - 1: replace(mark, kind="heading", label=above.text)
        for place in times
        if place and (mark := marked[place][1]) and not marked[place][0].opens_block
        for above, other in [marked[place - 1]]
        if other is None and _may_be_name(above.text)
    }
    # Where a time stands first, the words below it are no name for the next.
    if not found or times[0] < min(found):
        return {}
    counts = Counter(label_key(mark.label) for mark in found.values())
    usual = len(found) * 2 >= len(times)
    return {
        place: mark for place, mark in found.items() if usual or counts[label_key(mark.label)] > 1
    }


def _names_after_times(marked: Sequence[Marked]) -> Iterator[Marked]:
    """Make a heading of a time and a name on a line of their own, with words below."""
    times = sum(mark is not None and mark.kind in ("stamped", "time") for _, mark in marked)
    places = {
        place
        for place, ((_, mark), (below, other)) in enumerate(pairwise(marked))
        if mark and mark.kind == "stamped" and other is None and not below.opens_block
        if _may_be_name(mark.timed)
    }
    usual = len(places) * 2 >= times
    for place, (line, mark) in enumerate(marked):
        if mark and place in places:
            yield line, replace(mark, kind="heading", label=mark.timed, sure=usual)
        else:
            yield line, mark


def _may_be_name(text: str) -> bool:
    return is_label(text) and is_proper(text) and text[-1] not in ".,"
