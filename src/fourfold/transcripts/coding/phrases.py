"""Rows of words that are looked for in talk: the little language of the cue files.

A phrase is a row of words: `a|b` is a choice, `a_b` two words as one choice, `(a|b)` a choice that
may be absent, `a*` any ending, `*a` any beginning, `*` any word, `{name}` a word list, `..` up to
three words between, `...` up to eight, `!a|b` a word that must not stand there (before the phrase
or after it), `^` where a clause may start, `^^` where a sentence starts, `$` the end of the
sentence, also as a choice, `?` the end of a question.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from fourfold.issues import FourfoldError, quoted
from fourfold.transcripts.coding.spoken import MARKS, Spoken, plain_words

Lists = Mapping[str, tuple[str, ...]]
_GAPS = {"..": 3, "...": 8}
# How many words away an `unless` phrase still counts.
_NEAR = 12
# More words than any phrase takes.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a phrase: what may stand here, and how it is read.

    `words` are single words, `rows` rows of words by their first one, `loose` rows with a `*` in
    them; `ends` tells that the end of the sentence will do, `most` how long a gap may be.
    """

    kind: Literal["words", "maybe", "gap", "not", "end", "question"]
    words: frozenset[str] = frozenset()
    rows: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    loose: tuple[tuple[str, ...], ...] = ()
    ends: bool = False
    most: int = 0

    @property
    def firsts(self) -> frozenset[str]:
        """The words with which the choices start, those with a `*` left out."""
        return self.words | self.rows.keys()


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a group; `seconds` are the words that may stand second, None for any."""

    group: int
    steps: tuple[Step, ...]
    start: Literal["", "^", "^^"]
    not_after: frozenset[str]
    seconds: frozenset[str] | None


class Found(NamedTuple):
    """A phrase of a group at words first..last (the last one included)."""

    group: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Phrases by the word that they start with.

    `takes_away` says which group a group of `unless` phrases takes away when it stands nearby.
    """

    by_word: Mapping[str, tuple[Phrase, ...]]
    takes_away: Mapping[int, int]

    def find(self, talk: Spoken) -> tuple[Found, ...]:
        """Every phrase in the talk, in the order of their first words."""
        found = tuple(self._all(talk))
        gone = set(self._gone(found, talk))
        return tuple(
            each
            for at, each in enumerate(found)
            if at not in gone and each.group not in self.takes_away
        )

    def _gone(self, found: tuple[Found, ...], talk: Spoken) -> Iterator[int]:
        """The numbers of what an `unless` phrase takes away."""
        firsts = [each.first for each in found]
        for unless in found:
            group = self.takes_away.get(unless.group)
            if group is not None:
                start = bisect_left(firsts, unless.first - _NEAR - _LONGEST)
                for at in range(start, bisect_right(firsts, unless.last + _NEAR)):
                    if found[at].group == group and _near(unless, found[at], talk):
                        yield at

    def _all(self, talk: Spoken) -> Iterator[Found]:
        words = talk.words
        for first, word in enumerate(words):
            for phrase in self.by_word.get(word, ()):
                # Most phrases end here: looking at one word is quicker than matching.
                if phrase.seconds is not None and words[first + 1] not in phrase.seconds:
                    continue
                if phrase.start and not (talk.opens if phrase.start == "^" else talk.begins)[first]:
                    continue
                if words[first - 1] in phrase.not_after:
                    continue
                after = _after(phrase.steps, 0, words, first)
                if after > first:
                    yield Found(phrase.group, first, after - 1)


def phrasebook(groups: Sequence[Mapping[str, Any]], lists: Lists, where: str) -> Phrasebook:
    """Make the `phrases` and `unless` of each group ready; FourfoldError names what is wrong.

    A group's number is its place, counted from 0; `where` is the name of the file.
    """
    by_word: dict[str, list[Phrase]] = {}
    takes_away: dict[int, int] = {}
    numbered = [(number, group["phrases"]) for number, group in enumerate(groups)]
    for number, group in enumerate(groups):
        if "unless" in group:
            takes_away[len(numbered)] = number
            numbered.append((len(numbered), group["unless"]))
    for number, texts in numbered:
        for phrase in _phrases(number, texts, lists, where):
            for word in sorted(phrase.steps[0].firsts):
                by_word.setdefault(word, []).append(phrase)
    return Phrasebook({word: tuple(phrases) for word, phrases in by_word.items()}, takes_away)


def word_lists(data: Mapping[str, str]) -> Lists:
    """The named word lists of a cue file."""
    return {name: tuple(words.split()) for name, words in data.items()}


def _near(unless: Found, found: Found, talk: Spoken) -> bool:
    first, last = min(unless.last, found.last), max(unless.first, found.first)
    return last - first <= _NEAR and MARKS.isdisjoint(talk.words[first:last])


def _phrases(number: int, texts: Iterable[str], lists: Lists, where: str) -> Iterator[Phrase]:
    for text in texts:
        parts = text.split()
        start: Literal["", "^", "^^"] = ""
        if parts[:1] == ["^"] or parts[:1] == ["^^"]:
            start = "^^" if parts[0] == "^^" else "^"
            parts = parts[1:]
        not_after: frozenset[str] = frozenset()
        if parts[:1] and parts[0].startswith("!"):
            not_after = _step(parts[0], lists, where).words
            parts = parts[1:]
        steps = tuple(_step(part, lists, where) for part in parts)
        # What may be absent at the start makes two phrases.
        for from_here in _starts(steps):
            if not from_here or from_here[0].kind != "words" or _open_ended(from_here[0]):
                raise FourfoldError(f"{where}: the phrase {quoted(text)} must start with a word.")
            yield Phrase(number, from_here, start, not_after, _seconds(from_here))


def _starts(steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    if steps and steps[0].kind == "maybe":
        yield (replace(steps[0], kind="words"), *steps[1:])
        yield from _starts(steps[1:])
    else:
        yield steps


def _open_ended(step: Step) -> bool:
    return bool(step.loose or step.ends)


def _seconds(steps: tuple[Step, ...]) -> frozenset[str] | None:
    """The words of which one must stand second, None when that cannot be told beforehand."""
    found = {row[1] for rows in steps[0].rows.values() for row in rows}
    for step in steps[1:] if steps[0].words else ():
        if step.kind not in ("words", "maybe") or _open_ended(step):
            return None
        found |= step.firsts
        if step.kind == "words":
            return frozenset(found)
    return None if steps[0].words else frozenset(found)


def _step(part: str, lists: Lists, where: str) -> Step:
    if part in _GAPS:
        return Step("gap", most=_GAPS[part])
    if part == "$":
        return Step("end")
    if part == "?":
        return Step("question")
    if part.startswith("!"):
        return _choices("not", part[1:], lists, where)
    if part.startswith("(") and part.endswith(")"):
        return _choices("maybe", part[1:-1], lists, where)
    return _choices("words", part, lists, where)


def _choices(
    kind: Literal["words", "maybe", "not"],
    part: str,
    lists: Lists,
    where: str,
) -> Step:
    found: list[str] = []
    for word in part.split("|"):
        before, brace, rest = word.partition("{")
        name, _, after = rest.partition("}")
        if brace and name not in lists:
            raise FourfoldError(f"{where}: there is no word list {quoted(name)}.")
        found += [f"{before}{each}{after}" for each in lists[name]] if brace else [word]
    plain = [tuple(word.split("_")) for word in found if "*" not in word and word != "$"]
    for word in {word for row in plain for word in row}:
        if plain_words(word) != (word,):
            raise FourfoldError(
                f"{where}: {quoted(word)} is never said so; write it in plain words."
            )
    rows: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in plain:
        if len(row) > 1:
            rows[row[0]] = (*rows.get(row[0], ()), row)
    return Step(
        kind,
        words=frozenset(row[0] for row in plain if len(row) == 1),
        rows=rows,
        loose=tuple(tuple(word.split("_")) for word in found if "*" in word),
        ends="$" in found,
    )


def _after(steps: tuple[Step, ...], at: int, words: tuple[str, ...], place: int) -> int:
    """The place after the phrase's last word, -1 when it does not stand here."""
    if at == len(steps):
        return place
    step = steps[at]
    if step.kind == "gap":
        return _after_gap(steps, at, words, place)
    if step.kind in ("words", "maybe"):
        for length in _lengths(step, words, place):
            after = _after(steps, at + 1, words, place + length)
            if after >= 0:
                return after
        return _after(steps, at + 1, words, place) if step.kind == "maybe" else -1
    word = words[place]
    if step.kind == "not":
        holds = next(_lengths(step, words, place), None) is None
    else:
        holds = word == "?" if step.kind == "question" else word in MARKS
    return _after(steps, at + 1, words, place) if holds else -1


def _after_gap(steps: tuple[Step, ...], at: int, words: tuple[str, ...], place: int) -> int:
    for skipped in range(steps[at].most + 1):
        after = _after(steps, at + 1, words, place + skipped)
        if after >= 0 or words[place + skipped] in MARKS:
            return after
    return -1


def _lengths(step: Step, words: tuple[str, ...], place: int) -> Iterator[int]:
    """How many words each fitting choice takes."""
    word = words[place]
    if word in step.words:
        yield 1
    for row in step.rows.get(word, ()):
        if words[place : place + len(row)] == row:
            yield len(row)
    for row in step.loose:
        if all(map(_fits, row, words[place : place + len(row)])):
            yield len(row)
    if step.ends and word in MARKS:
        yield 0


def _fits(pattern: str, word: str) -> bool:
    if "*" not in pattern:
        return pattern == word
    beginning, _, ending = pattern.partition("*")
    return word not in MARKS and word.startswith(beginning) and word.endswith(ending)
