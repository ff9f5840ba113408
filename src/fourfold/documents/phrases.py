"""The phrases of `data/document_words.toml`, indexed by the word they start with."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from fourfold.issues import FourfoldError

# Up to three words between, or up to eight, never past the end of a sentence or clause.
_GAPS = {"..": "(?: [^ .?!;:]+){0,3}?", "...": "(?: [^ .?!;:]+){0,8}?"}
_LONGEST_BEGINNING = 14
# “Tells you”, “tells the resident”: a learner may have an article.
_ARTICLES = ["the", "a", "an", "each", "every", "any", "his", "her", "their", "your", "our"]
_SOME_LEARNER = f"(?: (?:{'|'.join(_ARTICLES)}))?"
_OPTIONAL = re.compile(r"\((.+)\)")


@dataclass(frozen=True, slots=True)
class Family:
    """Phrases with one meaning.

    `form` is a form of guidance, or judge, gap, stated, reported or apart; `says` completes
    “a guide who ...”, `source` is its line of the guidance model.
    """

    id: str
    form: str
    weight: float
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Words `first` to `last`, both counted in, of a row of words speak for a family."""

    family: Family
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    family: Family
    regex: re.Pattern[str]
    # Words of which one must stand second, and one last; None when any may.
    seconds: frozenset[str] | None
    lasts: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class _Index:
    families: Mapping[str, Family]
    by_word: Mapping[str, Sequence[_Phrase]]
    by_beginning: Mapping[str, Sequence[_Phrase]]


def family(name: str) -> Family:
    """The family with this id."""
    return _index().families[name]


def hits(words: Sequence[str]) -> Iterator[Hit]:
    """Every phrase found in a row of plain words, in the order in which they start."""
    line = f" {' '.join(words)} "
    present = frozenset(words)
    word_at: dict[int, int] = {}
    at = 0
    for i, word in enumerate(words):
        word_at[at] = i
        at += len(word) + 1
    word_at[at] = len(words)
    for at, i in word_at.items():
        if i == len(words):
            return
        found = set()
        following = words[i + 1] if i + 1 < len(words) else ""
        for each in _starting(words[i]):
            if (
                (each.seconds and following not in each.seconds)
                or (each.lasts and each.lasts.isdisjoint(present))
                or each.family.id in found
            ):
                continue
            if match := each.regex.match(line, at):
                found.add(each.family.id)
                yield Hit(each.family, i, word_at[match.end()] - 1)


@lru_cache(maxsize=16384)
def _starting(word: str) -> tuple[_Phrase, ...]:
    index = _index()
    found = list(index.by_word.get(word, ()))
    for length in range(2, min(len(word), _LONGEST_BEGINNING) + 1):
        found += index.by_beginning.get(word[:length], ())
    return tuple(found)


@cache
def _index() -> _Index:
    text = files("fourfold").joinpath("data/document_words.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    lists = {name: words.split() for name, words in data["lists"].items()}
    by_word: dict[str, list[_Phrase]] = {}
    by_beginning: dict[str, list[_Phrase]] = {}
    families = {}
    for entry in data["families"]:
        made = Family(**{key: value for key, value in entry.items() if key != "phrases"})
        families[made.id] = made
        for phrase in entry["phrases"]:
            firsts, ready = _phrase(phrase, made, lists)
            for first in firsts:
                beginning, star, _ = first.partition("*")
                (by_beginning if star else by_word).setdefault(beginning, []).append(ready)
    return _Index(families, by_word, by_beginning)


def _phrase(
    phrase: str, owner: Family, lists: Mapping[str, Sequence[str]]
) -> tuple[Sequence[str], _Phrase]:
    parts = phrase.split()
    firsts = _choices(parts[0], lists)
    if parts[0] in _GAPS or _OPTIONAL.fullmatch(parts[0]):
        raise FourfoldError(f"document_words.toml: “{phrase}” must start with a word.")
    if parts[-1] in _GAPS or _OPTIONAL.fullmatch(parts[-1]):
        raise FourfoldError(f"document_words.toml: “{phrase}” must end with a word.")
    seconds = _choices(parts[1], lists) if len(parts) > 1 else ["*"]
    if len(parts) > 1 and "{learner}" in parts[1].split("|"):
        seconds += _ARTICLES
    lasts = _choices(parts[-1], lists)
    regex = re.compile("".join(_regex(part, lists) for part in parts) + "(?= )")
    return firsts, _Phrase(owner, regex, _closed(seconds), _closed(lasts))


def _closed(words: Sequence[str]) -> frozenset[str] | None:
    """The words, or None when they leave more open than a choice."""
    return frozenset(words) if set("*.()").isdisjoint("".join(words)) else None


def _regex(part: str, lists: Mapping[str, Sequence[str]]) -> str:
    if part in _GAPS:
        return _GAPS[part]
    if optional := _OPTIONAL.fullmatch(part):
        return f"(?:{_regex(optional[1], lists)})?"
    before = _SOME_LEARNER if "{learner}" in part.split("|") else ""
    words = (re.escape(word).replace(r"\*", "[^ ]*") for word in _choices(part, lists))
    return f"{before} (?:{'|'.join(words)})"


def _choices(part: str, lists: Mapping[str, Sequence[str]]) -> list[str]:
    found: list[str] = []
    for word in part.split("|"):
        if not word.startswith("{"):
            found.append(word)
        elif word[1:-1] in lists:
            found += lists[word[1:-1]]
        else:
            raise FourfoldError(f"document_words.toml: “{part}” names no list of the file.")
    return found
