"""How the trained move coder sees words: without apostrophes and stutters."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_TOKEN = re.compile(
    r"'?[^\W_]+(?:'[^\W_]+)*|\[[^\]\[]{0,80}\]|\?|[.!\u2026]+|[,;:\"()]|[-\u2013\u2014]+"
)
_APOSTROPHES = str.maketrans("\u2019\u2018\u02bc`\u00b4", "'''''")
_DASHES = "-\u2013\u2014"
_ENDINGS = ("ing", "ies", "ied", "ed", "es", "ly", "s", "e")
_SHAPES = ("ing", "ed", "ly", "s", "er", "tion")
# A word said twice in one breath, written as one when its dash is taken away.
_SHORTEST_STUTTER = 4


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists of `data/move_features.toml`."""

    fillers: frozenset[str]
    nods: frozenset[str]
    frame: frozenset[str]
    persons: Mapping[str, frozenset[str]]
    given_back: Mapping[str, str]
    spellings: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Seen:
    """Plain words and marks of a text; `spans[i]` is where token i stands in the text."""

    tokens: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The tokens that are words."""
        return tuple(token for token in self.tokens if token[0].isalnum())

    @property
    def word_spans(self) -> tuple[tuple[int, int], ...]:
        """Where each of the words stands."""
        pairs = zip(self.tokens, self.spans, strict=True)
        return tuple(span for token, span in pairs if token[0].isalnum())


@cache
def word_lists() -> WordLists:
    """The shipped lists."""
    text = files("fourfold").joinpath("data/move_features.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return WordLists(
        fillers=frozenset(data["fillers"].split()),
        nods=frozenset(data["nods"].split()),
        frame=frozenset(data["frame_words"].split()),
        persons={
            sign: frozenset(data[name].split())
            for sign, name in (
                ("I", "guide_words"),
                ("Y", "learner_words"),
                ("W", "shared_words"),
                ("H", "question_words"),
            )
        },
        given_back=data["given_back"],
        spellings={word: tuple(plain.split()) for word, plain in data["spellings"].items()},
    )


@lru_cache(maxsize=1024)
def seen(text: str) -> Seen:
    """The text as tokens: words, and the marks `.` `?` `,` `;` `:` `-` and `[]` for a note."""
    tokens: list[str] = []
    spans: list[tuple[int, int]] = []
    lower = text.translate(_APOSTROPHES).lower()
    # Lower case may be longer than the text in a few scripts; places would then be wrong.
    lower = lower if len(lower) == len(text) else text.translate(_APOSTROPHES)
    for match in _TOKEN.finditer(lower):
        if match[0][0] in _DASHES and _inside(lower, match.start(), match.end()):
            continue
        for plain in _plain(match[0]):
            tokens.append(plain)
            spans.append(match.span())
    return Seen(tuple(tokens), tuple(spans))


def _inside(text: str, start: int, end: int) -> bool:
    """Whether a dash joins two words."""
    return start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()


@lru_cache(maxsize=16384)
def _plain(token: str) -> tuple[str, ...]:
    first = token[0]
    if first == "[":
        return ("[]",)
    if first in ".!\u2026":
        return (".",)
    if first in _DASHES:
        return ("-",)
    if not (first.isalnum() or first == "'"):
        return (first,)
    spellings = word_lists().spellings
    word = token.replace("'", "")
    half = len(word) // 2
    if len(word) >= _SHORTEST_STUTTER and word[:half] == word[half:]:
        word = word[:half]
    return spellings.get(token) or spellings.get(word) or (word,)


def fluent(tokens: Sequence[str]) -> list[int]:
    """The places of the tokens that carry words or marks: no fillers, dashes or stutters."""
    fillers = word_lists().fillers
    places: list[int] = []
    for place, word in enumerate(tokens):
        if word in fillers or word == "-" or (places and tokens[places[-1]] == word):
            continue
        places.append(place)
    return places


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The word without its ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=16384)
def shape(token: str) -> str:
    """A frame word or a mark as it is, any other word as a placeholder with its ending."""
    if not token[0].isalnum() or token in word_lists().frame:
        return token
    if token[0].isdigit():
        return "9"
    for ending in _SHAPES:
        if token.endswith(ending) and len(token) > len(ending) + 2:
            return "_" + ending
    return "_"


@cache
def frame_stems() -> frozenset[str]:
    """The stems of words that say nothing of a topic."""
    return frozenset(stem(word) for word in word_lists().frame)


def after_nods(words: Sequence[str]) -> Sequence[str]:
    """The words from the first that is no nod; the last word stays in any case."""
    nods = word_lists().nods
    place = 0
    while place < len(words) - 1 and words[place] in nods:
        place += 1
    return words[place:]


def only_nods(words: Sequence[str]) -> bool:
    """Whether nothing but "go on" is said."""
    return all(word in word_lists().nods for word in words)
