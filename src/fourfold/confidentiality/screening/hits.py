"""What may point to a patient in a talk: found once, shown by text, masked as was chosen (B-9).

A talk is the list of its turns' texts here; who said them does not matter.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from itertools import accumulate
from typing import NamedTuple

from fourfold.confidentiality.screening.marking import mask, screen
from fourfold.confidentiality.screening.words import Identifier, Kind

# Enough for five words on either side.
REACH = 80
MASK, REMOVE, KEEP = "mask", "remove", "keep"
# What stands where a whole turn was taken out.
REMOVED = "[taken out]"
# What stands in place of words that the guide masks though nothing was found in them.
MASKED = "[masked]"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one text stands: the index of its turn, and offsets in that turn's text."""

    turn: int
    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One text that may point to a patient, and all its places; `text` ignores capitals."""

    kind: Kind
    text: str
    places: tuple[Place, ...]

    @property
    def key(self) -> str:
        """What a page calls this text, whatever else was found."""
        return blake2s(f"{self.kind} {self.text}".encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Group:
    """All further texts of one kind, with one answer for them together."""

    kind: Kind
    hits: tuple[Hit, ...]

    @property
    def key(self) -> str:
        """What a page calls this group."""
        return self.kind.value


@dataclass(frozen=True, slots=True)
class Words:
    """A found text as it first stands, with a few words before and after it."""

    before: str
    found: str
    after: str


def places_in(texts: Sequence[str], *, people: Sequence[str]) -> tuple[Place, ...]:
    """Every place in the order of the talk; `people` are the full names of the two.

    The whole talk is screened at once, a turn a line.
    """
    return tuple(by_turn(screen("\n".join(texts), people=people), texts))


def by_turn(found: Iterable[Identifier], texts: Sequence[str]) -> Iterator[Place]:
    """Identifiers of the joined texts as places in each; one over two turns is a place in both."""
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    for each in found:
        at = each.start
        while at < each.end:
            turn = bisect_right(starts, at) - 1
            end = min(each.end, starts[turn] + len(texts[turn]))
            if end > at:
                yield Place(turn, each.kind, at - starts[turn], end - starts[turn])
            at = starts[turn + 1]


def hits_of(texts: Sequence[str], places: Iterable[Place]) -> tuple[Hit, ...]:
    """Each text once, in the order of the talk."""
    found: dict[tuple[Kind, str], list[Place]] = {}
    for place in places:
        text = texts[place.turn][place.start : place.end].casefold()
        found.setdefault((place.kind, text), []).append(place)
    return tuple(Hit(kind, text, tuple(at)) for (kind, text), at in found.items())


def grouped(hits: Iterable[Hit]) -> tuple[Group, ...]:
    """The texts by kind."""
    found: dict[Kind, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.kind, []).append(hit)
    return tuple(Group(kind, tuple(alike)) for kind, alike in found.items())


def words_around(texts: Sequence[str], hit: Hit) -> Words:
    """The text where it first stands."""
    place = hit.places[0]
    text = texts[place.turn]
    before = text[max(0, place.start - REACH) : place.start].split(" ")[-5:]
    after = text[place.end : place.end + REACH].split(" ")[:5]
    return Words(" ".join(before), text[place.start : place.end], " ".join(after))


def marked(text: str, places: Iterable[Place]) -> tuple[tuple[str, bool], ...]:
    """The text of one turn in pieces, each with whether it was found."""
    pieces, reached = [], 0
    for place in sorted(places, key=lambda each: each.start):
        pieces += [(text[reached : place.start], False), (text[place.start : place.end], True)]
        reached = place.end
    return tuple(piece for piece in [*pieces, (text[reached:], False)] if piece[0])


def stands_in(texts: Sequence[str], words: str) -> bool:
    """Whether these words stand in the talk as whole words, in capitals or not."""
    sought = _whole_words(words)
    return any(sought.search(text) for text in texts)


def screened(
    texts: Sequence[str],
    hits: Iterable[Hit],
    chosen: Mapping[str, str],
    *,
    also: Iterable[str] = (),
) -> dict[int, str]:
    """The new text of each turn that changes.

    `chosen` has the choice for the key of every hit; `also` are words to mask wherever they stand,
    whatever was chosen for them.
    """
    cuts: dict[int, list[Cut]] = {}
    for hit in hits:
        if chosen[hit.key] != KEEP:
            for place in hit.places:
                cuts.setdefault(place.turn, []).append(_cut(place, chosen[hit.key]))
    for sought in [_whole_words(each) for each in also]:
        for turn, text in enumerate(texts):
            found = [Cut(*each.span(), MASKED) for each in sought.finditer(text)]
            if found:
                cuts.setdefault(turn, []).extend(found)
    return {turn: _without(texts[turn], at) for turn, at in cuts.items()}


class Cut(NamedTuple):
    """A stretch of a turn's text and what stands there instead."""

    start: int
    end: int
    instead: str


def _cut(place: Place, choice: str) -> Cut:
    kind = mask(" ", [Identifier(place.kind, 0, 1)])
    return Cut(place.start, place.end, "" if choice == REMOVE else kind)


def _without(text: str, cuts: Iterable[Cut]) -> str:
    pieces, reached = [], 0
    for cut in _joined(cuts):
        pieces += [text[reached : cut.start], cut.instead]
        reached = cut.end
    return " ".join("".join([*pieces, text[reached:]]).split()) or REMOVED


def _joined(cuts: Iterable[Cut]) -> list[Cut]:
    """In order, and as one where they overlap."""
    joined: list[Cut] = []
    for cut in sorted(cuts):
        if joined and cut.start < joined[-1].end:
            last = joined.pop()
            cut = Cut(last.start, max(last.end, cut.end), last.instead or cut.instead)
        joined.append(cut)
    return joined


def _whole_words(words: str) -> re.Pattern[str]:
    """Finds them with any blanks between, and either apostrophe."""
    parts = [re.sub("['’]", "['’]", re.escape(part)) for part in words.split()]
    return re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", re.IGNORECASE)
