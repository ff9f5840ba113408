"""What a learner's own words describe: evidence for answers of the intake (G-6, G-7, G-26).

Words that describe a need are evidence; a form of guidance that is only named is a wish.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.lexicon import Cue, Lexicon, cues_starting, lexicon
from fourfold.guidance.tokens import Tokens, tokens
from fourfold.guidance.wording import NO_LIKENESS, Likeness, likeness

# How many words a negation covers.
_REACH = 9


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer that the words suggest: `phrase` is `text[start:end]`, strength from 0 to 1."""

    key: str
    value: str
    phrase: str
    start: int
    end: int
    strength: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from a text, in reading order.

    `cues` speak for an answer, `declined` against one ("not a quick fix"), `named` are the forms
    of guidance that the learner wishes for by name; `two_needs` tells that the words set two needs
    side by side; `likeness` is how near the wording is to that of other learners.
    """

    cues: tuple[Suggestion, ...]
    declined: tuple[Suggestion, ...]
    named: tuple[FormOfGuidance, ...]
    two_needs: bool
    likeness: Likeness = NO_LIKENESS


class _Found(NamedTuple):
    """A cue at tokens first..last (the last one included)."""

    cue: Cue
    first: int
    last: int


def suggestions(text: str) -> tuple[Suggestion, ...]:
    """The answers that the words suggest, at most one value a key, strongest cue as its phrase."""
    amounts: dict[tuple[str, str], float] = {}
    best: dict[tuple[str, str], Suggestion] = {}
    for cue in read_words(text).cues:
        pair = (cue.key, cue.value)
        amounts[pair] = combined(amounts.get(pair, 0.0), cue.strength)
        if pair not in best or cue.strength > best[pair].strength:
            best[pair] = cue
    chosen: dict[str, tuple[str, str]] = {}
    for pair, amount in amounts.items():
        if pair[0] not in chosen or amount > amounts[chosen[pair[0]]]:
            chosen[pair[0]] = pair
    return tuple(
        Suggestion(key, pair[1], cue.phrase, cue.start, cue.end, round(amounts[pair], 3))
        for key, pair in chosen.items()
        for cue in (best[pair],)
    )


def combined(one: float, other: float) -> float:
    """Two pieces of evidence for the same answer: more than each, never more than 1."""
    return 1 - (1 - one) * (1 - other)


@lru_cache(maxsize=32)
def read_words(text: str) -> Reading:
    """Find every cue in the text, turned where a negation covers it."""
    lex = lexicon()
    plain = tokens(text)
    found = list(_found(plain))
    turned = _negated(plain, found, lex)
    background = {
        index
        for each in found
        if each.cue.meaning == "background"
        for index in range(each.first, each.last + 1)
    }
    cues: list[Suggestion] = []
    declined: list[Suggestion] = []
    named: list[FormOfGuidance] = []
    for each in sorted(_longest(found), key=lambda each: each.first):
        key, _, value = each.cue.meaning.partition("=")
        is_turned = each.first in turned
        if key == "named":
            named += [] if is_turned else [FormOfGuidance(value)]
        elif value and each.first not in background:
            if is_turned:
                declined.append(_suggestion(text, plain, each, key, value))
                key, _, value = lex.negated.get(each.cue.meaning, "").partition("=")
            if value:
                cues.append(_suggestion(text, plain, each, key, value))
    two_needs = any(each.cue.meaning == "two_needs" for each in found)
    return Reading(
        cues=tuple(cues),
        declined=tuple(declined),
        named=tuple(dict.fromkeys(named)),
        two_needs=two_needs,
        likeness=likeness(plain),
    )


def _suggestion(text: str, plain: Tokens, found: _Found, key: str, value: str) -> Suggestion:
    start, end = plain.spans[found.first][0], plain.spans[found.last][1]
    return Suggestion(key, value, text[start:end], start, end, found.cue.strength)


def _found(plain: Tokens) -> Iterator[_Found]:
    words, line, offsets = plain.words, plain.line, plain.offsets
    for first, word in enumerate(words):
        for cue in cues_starting(word):
            # Most cues end here: looking at the next word is quicker than asking the regex.
            if cue.seconds is not None and words[first + 1] not in cue.seconds:
                continue
            if cue.at_start and words[first - 1] not in ".?":
                continue
            if match := cue.regex.match(line, offsets[first]):
                yield _Found(cue, first, first + match[0].count(" ") - 1)


def _negated(plain: Tokens, found: list[_Found], lex: Lexicon) -> set[int]:
    turned: set[int] = set()
    for each in found:
        if each.cue.meaning == "negation":
            # "Not another …": the last of several words may begin the phrase that is turned.
            start = each.last + (each.first == each.last)
            turned.update(_covered(plain.words, start, each.last, lex))
    return turned


def _covered(words: tuple[str, ...], start: int, opened: int, lex: Lexicon) -> Iterator[int]:
    for index in range(start, min(opened + 1 + _REACH, len(words))):
        # A list goes on after its commas: "not after: a tip, a trick".
        goes_on = words[index] == "," and (
            (index == opened + 1 and start == opened) or words[index + 1] in lex.negation_goes_on
        )
        if index > opened and words[index] in lex.negation_ends and not goes_on:
            return
        yield index


def _longest(found: list[_Found]) -> Iterator[_Found]:
    # "No right answer" must not also count as "answer": inside one key the longer phrase wins.
    taken: set[tuple[str, int]] = set()
    for each in sorted(found, key=lambda each: (each.first - each.last, -each.cue.strength)):
        key = each.cue.meaning.partition("=")[0]
        places = [(key, index) for index in range(each.first, each.last + 1)]
        if taken.isdisjoint(places):
            taken.update(places)
            yield each
