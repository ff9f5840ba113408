"""A document as units: headings, bullets and sentences, each as plain words with their places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["heading", "bullet", "sentence"]

# A number, capitals, a word with its apostrophe, the end of a sentence, or a break inside one.
# A capital inside a word starts another: line breaks get lost when a document is copied.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|(?:[A-Z](?![a-z]))+|[A-Z]?[^\W\d_A-Z](?:[^\W\d_A-Z]|['\u2019](?=[^\W\d_]))*|[^\W_]"
    r"|[.?!]+|[;:,()=≠/\u2013\u2014|]"
)
_BULLET = re.compile(
    r"\s*(?:[\u2022\u25aa\u25e6\u25cf\u25cb\u25a0\u25a1\u2610\u2611\u2023\u2219\u00b7*+>\u2013\u2014-]"
    r"|o(?=\s)|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)](?=\s)|#+(?=\s))+\s*"
)
_GLUED = re.compile(
    r"((?:advis[eo]r|coach|mentor|mentee)s?)(will|and|the|is|are|who|may|should|each|your|for|to|in)"
)
_ABBREVIATIONS = frozenset(
    ["dr", "mr", "ms", "mrs", "prof", "vs", "etc", "st", "fig", "no", "dept"]
)
_SIGNS = {"=": ":", "≠": "not"}
# “coach = asks, and you find out”: a line of a list of terms.
_ENTRY = re.compile(r"\s*[^\W\d_]+(?: [^\W\d_]+)? ?=")
_HEADING_WORDS = 12
# What a wrapped line of running text is at least as long as.
_WRAPPED_AT = 45
_LONGEST_UNIT = 150


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading, a bullet's sentence or a sentence.

    `words` are lower-case with marks as words of their own, `spans` where each came from. `opens`
    tells that a unit starts a bullet or paragraph; `leads` that a list or its own text follows.
    """

    kind: Kind
    words: Sequence[str]
    spans: Sequence[tuple[int, int]]
    opens: bool = True
    leads: bool = False

    @property
    def is_question(self) -> bool:
        """Whether it asks, as the questions of an FAQ do."""
        return "?" in self.words[-1]


@dataclass(slots=True)
class _Block:
    kind: Kind
    start: int
    end: int


def units(text: str) -> Iterator[Unit]:
    """The units of a text in their order, lines that belong together joined."""
    for block in _blocks(text):
        words, spans = _tokens(text, block.start, block.end)
        leads = bool(words) and (words[-1] == ":" or block.kind == "heading")
        first = True
        for low, high in _sentences(words, spans, text):
            yield Unit(
                block.kind,
                words[low:high],
                spans[low:high],
                opens=first,
                leads=leads and high == len(words),
            )
            first = False


def _blocks(text: str) -> Iterator[_Block]:
    lines = _lines(text)
    block: _Block | None = None
    for i, (start, end) in enumerate(lines):
        line = text[start:end]
        if not line.strip():
            if block:
                yield block
            block = None
            continue
        bullet = _BULLET.match(line)
        following = text[slice(*lines[i + 1])] if i + 1 < len(lines) else ""
        if bullet and bullet.end() < len(line):
            if block:
                yield block
            marked = line.lstrip().startswith("#")
            block = _Block("heading" if marked else "bullet", start + bullet.end(), end)
        elif block and _goes_on(text[slice(*lines[i - 1])], line, block.kind):
            block.end = end
        else:
            if block:
                yield block
            block = _Block("heading" if _is_heading(line, following) else "sentence", start, end)
    if block:
        yield block


def _lines(text: str) -> list[tuple[int, int]]:
    lines = []
    at = 0
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    return lines


def _goes_on(before: str, line: str, kind: Kind) -> bool:
    """Whether a line continues the block before it: a lost break, not a new thought."""
    start = line.lstrip()[:1]
    ended = before.rstrip()[-1:] in ".?!:"
    if kind == "heading" or _ENTRY.match(line):
        return False
    if start.islower() or start in ",;)":
        return not ended or kind == "sentence"
    if len(before) < _WRAPPED_AT:
        return False
    return not ended if kind == "bullet" else True


def _is_heading(line: str, following: str) -> bool:
    bare = line.strip()
    if len(bare.split()) > _HEADING_WORDS or bare[-1] in ".;,!":
        return False
    if bare[0].islower() or (following.strip()[:1].islower() and bare[-1] != ":"):
        return False
    return len(bare) < _WRAPPED_AT * 2


def _tokens(text: str, start: int, end: int) -> tuple[list[str], list[tuple[int, int]]]:
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text, start, end):
        for word, low, high in _plain(match[0]):
            words.append(word)
            spans.append((match.start() + low, match.start() + high))
    return words, spans


@lru_cache(maxsize=16384)
def _plain(token: str) -> tuple[tuple[str, int, int], ...]:
    """A token as plain words, each with the part of the token it came from."""
    word, size = token.lower().replace("\u2019", "'"), len(token)
    if word in _SIGNS:
        return ((_SIGNS[word], 0, size),)
    if word in ("cannot", "can't"):
        return ("can", 0, size), ("not", 0, size)
    if word == "won't":
        return ("will", 0, size), ("not", 0, size)
    if word.endswith("n't"):
        return (word[:-3], 0, size), ("not", 0, size)
    if word.endswith("'s"):
        return ((word[:-2], 0, size - 2),)
    if "'" in word:
        return ((word.partition("'")[0], 0, size),)
    if glued := _GLUED.fullmatch(word):
        cut = glued.end(1)
        return (glued[1], 0, cut), (glued[2], cut, size)
    return ((word, 0, size),)


def _sentences(
    words: Sequence[str], spans: Sequence[tuple[int, int]], text: str
) -> Iterator[tuple[int, int]]:
    low = 0
    for i, word in enumerate(words):
        ended = word[0] in ".?!" and _ends(words, spans, i, text)
        if ended or i - low >= _LONGEST_UNIT:
            yield low, i + 1
            low = i + 1
    if low < len(words):
        yield low, len(words)


def _ends(words: Sequence[str], spans: Sequence[tuple[int, int]], i: int, text: str) -> bool:
    if i + 1 == len(words) or words[i] != ".":
        return True
    before = words[i - 1] if i else ""
    if before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha()):
        return False
    following = text[spans[i + 1][0]]
    return following.isupper() or following.isdigit() or not following.isalpha()
