"""The phrases of `data/intake_words.toml`, checked and made ready for quick look-up.

A phrase is a row of words: `a|b` is a choice, `(a|b)` a choice that may be absent, `*` any letters,
`{name}` a word list of the file, `..` up to three words between, `...` up to eight, `^` the start
of a sentence, `?` the end of a question.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from fourfold.guidance.catalog import parse_form
from fourfold.guidance.intake import question
from fourfold.issues import FourfoldError

_GAPS = {"..": "(?: [^ .?]+){0,3}?", "...": "(?: [^ .?]+){0,8}?"}
# The letters of a word that can tell what it starts with.
_LONGEST_BEGINNING = 14
_OPTIONAL = re.compile(r"\((.+)\)")


@dataclass(frozen=True, slots=True)
class Cue:
    """One phrase and what it speaks for.

    `meaning` is "key=value" of the intake, "named=form" for a form that is only named,
    "negation" for words that turn what follows, "background" for words about who the learner is,
    "two_needs" for words that set two needs side by side.
    `strength` is between 0 and 1. `seconds` are the words of which one must stand second,
    None when that cannot be told without the regex.
    """

    phrase: str
    meaning: str
    strength: float
    regex: re.Pattern[str]
    at_start: bool
    seconds: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues by the first word they can start with, and what the reader of words needs beside.

    `by_word` holds whole first words, `by_beginning` the letters before a `*`; `spellings` turns
    a spoken or short spelling into plain words; `negation_ends` are the words that end what a
    negation covers, `negation_goes_on` those that take it past a comma, `negated` says what a cue
    means when it is turned; `vocabulary` are the longer words worth a spelling correction, `lists`
    the named word lists.
    """

    by_word: Mapping[str, tuple[Cue, ...]]
    by_beginning: Mapping[str, tuple[Cue, ...]]
    spellings: Mapping[str, tuple[str, ...]]
    negation_ends: frozenset[str]
    negation_goes_on: frozenset[str]
    negated: Mapping[str, str]
    vocabulary: frozenset[str]
    lists: Mapping[str, tuple[str, ...]]


@cache
def lexicon() -> Lexicon:
    """The lexicon that the product ships."""
    text = files("fourfold").joinpath("data/intake_words.toml").read_text(encoding="utf-8")
    return read_lexicon(tomllib.loads(text))


@lru_cache(maxsize=8192)
def cues_starting(word: str) -> tuple[Cue, ...]:
    """The cues of the shipped lexicon that can start with this plain word."""
    lex = lexicon()
    found = list(lex.by_word.get(word, ()))
    for length in range(2, min(len(word), _LONGEST_BEGINNING) + 1):
        found += lex.by_beginning.get(word[:length], ())
    return tuple(found)


def read_lexicon(data: Mapping[str, Any]) -> Lexicon:
    """Check parsed lexicon data and index it; FourfoldError names the entry that is wrong."""
    lists = {name: tuple(words.split()) for name, words in data["lists"].items()}
    by_word: dict[str, list[Cue]] = {}
    by_beginning: dict[str, list[Cue]] = {}
    vocabulary: set[str] = set()
    for entry in data["cues"]:
        _check_meaning(entry["meaning"])
        for phrase in entry["phrases"]:
            firsts, cue = _cue(phrase, entry["meaning"], entry["strength"], lists)
            vocabulary.update(re.findall(r"[a-z]{7,}(?![a-z*])", phrase))
            for first in firsts:
                beginning, star, _ = first.partition("*")
                target = by_beginning if star else by_word
                target.setdefault(beginning, []).append(cue)
    vocabulary.update(word for words in lists.values() for word in words if len(word) >= 7)
    for meaning in data["negated"].values():
        _check_meaning(meaning)
    return Lexicon(
        by_word={word: tuple(cues) for word, cues in by_word.items()},
        by_beginning={word: tuple(cues) for word, cues in by_beginning.items()},
        spellings={word: tuple(plain.split()) for word, plain in data["spellings"].items()},
        negation_ends=frozenset(data["negation_ends"].split()),
        negation_goes_on=frozenset(data["negation_goes_on"].split()),
        negated=data["negated"],
        vocabulary=frozenset(word for word in vocabulary if "*" not in word),
        lists=lists,
    )


def _check_meaning(meaning: str) -> None:
    key, _, value = meaning.partition("=")
    if key == "named":
        parse_form(value)
    elif meaning not in ("negation", "background", "two_needs"):
        question(key).choice(value)


def _cue(
    phrase: str, meaning: str, strength: float, lists: Mapping[str, tuple[str, ...]]
) -> tuple[Iterable[str], Cue]:
    parts = phrase.split()
    at_start = parts[0] == "^"
    parts = parts[1:] if at_start else parts
    firsts = _choices(parts[0], lists)
    if parts[0] in _GAPS or _OPTIONAL.fullmatch(parts[0]) or "" in firsts:
        raise FourfoldError(f"The phrase {phrase!r} must start with a word.")
    if any(first.startswith("*") for first in firsts):
        raise FourfoldError(f"The phrase {phrase!r} must start with a letter.")
    seconds = _choices(parts[1], lists) if len(parts) > 1 else ["*"]
    any_second = not set("*.()").isdisjoint("".join(seconds))
    regex = re.compile("".join(_regex(part, lists) for part in parts) + "(?= )")
    return firsts, Cue(
        phrase, meaning, strength, regex, at_start, None if any_second else frozenset(seconds)
    )


def _regex(part: str, lists: Mapping[str, tuple[str, ...]]) -> str:
    if part in _GAPS:
        return _GAPS[part]
    if optional := _OPTIONAL.fullmatch(part):
        return f"(?:{_regex(optional[1], lists)})?"
    words = (re.escape(word).replace(r"\*", "[^ ]*") for word in _choices(part, lists))
    return f" (?:{'|'.join(words)})"


def _choices(part: str, lists: Mapping[str, tuple[str, ...]]) -> list[str]:
    found: list[str] = []
    for word in part.split("|"):
        if word.startswith("{"):
            name = word.strip("{}")
            if name not in lists:
                raise FourfoldError(f"There is no word list {name!r} in intake_words.toml.")
            found += lists[name]
        else:
            found.append(word)
    return found
