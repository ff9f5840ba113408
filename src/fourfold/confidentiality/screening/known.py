"""Finding people whose names are known, such as the learners of a program, in somebody's words."""

import re
from collections.abc import Iterable, Iterator, Sequence

from fourfold.confidentiality.screening.hits import Place
from fourfold.confidentiality.screening.words import Kind

# Shorter parts, such as initials, stand in too many other words.
_SHORTEST = 3


def known_people(texts: Sequence[str], names: Iterable[str]) -> tuple[Place, ...]:
    """Where these full names, or a part of them with its capital, stand in the texts.

    A part in lower case is left alone, since many names are words as well ("will", "grant").
    """
    parts = {part.strip(".") for name in names for part in _said(name)}
    wanted = sorted((part for part in parts if len(part) >= _SHORTEST), key=len, reverse=True)
    if not wanted:
        return ()
    sought = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, wanted)) + r")(?!\w)")
    return tuple(
        Place(turn, Kind.NAME, *match.span())
        for turn, text in enumerate(texts)
        for match in sought.finditer(text)
    )


def joined(places: Iterable[Place]) -> tuple[Place, ...]:
    """Places of several screens in their order; one that overlaps an earlier one is left out."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda each: (each.turn, each.start, -each.end)):
        last = kept[-1] if kept else None
        if last is None or last.turn != place.turn or place.start >= last.end:
            kept.append(place)
    return tuple(kept)


def _said(name: str) -> Iterator[str]:
    """“Lena Lind, MD” as it may be said: “Lena Lind”, “Lena”, “Lind”."""
    plain = name.split(",")[0].strip()
    yield plain
    yield from plain.split()
