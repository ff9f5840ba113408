"""Talk as plain lower-case words that keep their place, with or without punctuation.

What a word stands for is in `data/spoken_words.toml`. Speech recognition often leaves out marks and
capitals, so words alone have to tell where a clause may start.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

# A number with its points, a title or abbreviation with its dots, a word with its apostrophe part,
# the end of a sentence, or a break inside of one.
_TOKEN = re.compile(
    r"\d+(?:[.:,]\d+)+|\b(?:dr|mrs?|ms|prof|vs|st|etc|[ap]\.m|e\.g|i\.e)\.(?=.*\w)"
    r"|[^\W_]+(?:'[^\W_]+)*|[.?!\u2026\n]+|[,;:()\u2013\u2014\"\u201c\u201d]|--|(?<=\s)-(?=\s)"
)
_APOSTROPHES = str.maketrans("\u2019\u2018\u02bc`\u00b4", "'''''")
# A sentence that is longer than this without any mark in it comes from a file without marks.
_LONGEST_SENTENCE = 40
MARKS = frozenset(".?")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Plain words and the marks `.` and `?`, with a `.` before the first and after the last.

    `spans[i]` is where word i stands in the text; `opens[i]` tells whether a clause may start
    there, `begins[i]` whether a sentence does.
    """

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    opens: tuple[bool, ...]
    begins: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class _Speech:
    """`data/spoken_words.toml`, ready for quick look-up."""

    spellings: Mapping[str, tuple[str, ...]]
    hesitations: frozenset[str]
    lead_ins: frozenset[str]
    goes_on: frozenset[str]


@cache
def _speech() -> _Speech:
    text = files("fourfold").joinpath("data/spoken_words.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return _Speech(
        spellings={word: tuple(plain.split()) for word, plain in data["spellings"].items()},
        hesitations=frozenset(data["hesitations"].split()),
        lead_ins=frozenset(data["lead_ins"].split()),
        goes_on=frozenset(data["goes_on"].split()),
    )


@lru_cache(maxsize=256)
def spoken(text: str) -> Spoken:
    """Split the text; short spellings become plain words, hesitations and stutters are left out."""
    words, spans, breaks = ["."], [(0, 0)], {1}
    for match in _TOKEN.finditer(text.translate(_APOSTROPHES).lower()):
        found = plain_words(match[0])
        if not found:
            # A break inside of a sentence; a hesitation is none.
            if not match[0][0].isalnum():
                breaks.add(len(words))
        elif found[0] != words[-1]:
            words += found
            spans += [match.span()] * len(found)
    words.append(".")
    spans.append((len(text), len(text)))
    return Spoken(
        words=tuple(words),
        spans=tuple(spans),
        opens=_places(words, breaks | _after_open_words(words)),
        begins=_places(words, set()),
    )


@lru_cache(maxsize=16384)
def plain_words(token: str) -> tuple[str, ...]:
    """The words that a lower-case token stands for; none for a hesitation or a break."""
    speech = _speech()
    if not token[:1].isalnum():
        return ("?",) if "?" in token else (".",) if token[0] in ".!\u2026\n" else ()
    if token in speech.hesitations:
        return ()
    if token in speech.spellings:
        return speech.spellings[token]
    head, apostrophe, tail = token.rpartition("'")
    # "The coach's hat": an unknown ending tells nothing.
    return (head, *speech.spellings.get("'" + tail, ())) if apostrophe else (token.rstrip("."),)


def _places(words: list[str], also: set[int]) -> tuple[bool, ...]:
    """Where something starts: after a mark, at the places given, and past words that lead in."""
    lead_ins = _speech().lead_ins
    starts = [False]
    for index in range(1, len(words)):
        before = words[index - 1]
        starts.append(before in MARKS or index in also or (starts[-1] and before in lead_ins))
    return tuple(starts)


def _after_open_words(words: list[str]) -> set[int]:
    """In talk without marks, the places after words that may end a clause."""
    goes_on = _speech().goes_on
    return {at for at in _unmarked(words) if words[at - 1] not in goes_on}


def _unmarked(words: list[str]) -> set[int]:
    """The places in a text without any mark, and in stretches too long to be one sentence."""
    places: set[int] = set()
    start = 0
    for index, word in enumerate(words):
        if word in MARKS:
            if index - start > _LONGEST_SENTENCE or (start, index) == (0, len(words) - 1):
                places.update(range(start, index))
            start = index
    return places
