"""A text as words for the screen: lower case, spoken numbers as digits, each with its place."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from fourfold.confidentiality.screening.spoken import STARTS, number_at

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|\n+|_+|[^\w\s]")
_APOSTROPHES = str.maketrans("\u2019\u2018\u02bc`\u00b4", "'''''")
_SHORTENED = frozenset({"mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "pt"})
_ENDS = frozenset({".", "?", "!", "…"})


class Kind(StrEnum):
    """What an identifier is: the kinds of the Safe Harbor list that a text can hold."""

    NAME = "name"
    RECORD_NUMBER = "record_number"
    PHONE = "phone"
    MAIL = "mail"
    SSN = "ssn"
    DATE = "date"
    URL = "url"
    IP = "ip"
    ADDRESS = "address"
    AGE_OVER_89 = "age_over_89"
    PLAN_NUMBER = "plan_number"
    ACCOUNT_NUMBER = "account_number"
    LICENSE_NUMBER = "license_number"
    DEVICE_NUMBER = "device_number"
    VEHICLE_NUMBER = "vehicle_number"
    ROOM = "room"
    OTHER_NUMBER = "other_number"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One place that looks like it points to a patient: characters `start` to `end`, half open."""

    kind: Kind
    start: int
    end: int


# A tuple, since a talk has ten thousand of them and a dataclass takes thrice as long to make.
class Word(NamedTuple):
    """A word, number or mark.

    `plain` is in lower case; a number has digits, "3rd" for an ordinal, also where it was spoken;
    `·` is a dot inside a word. `capital` tells whether it starts with one, `glued` whether nothing
    stands before it, `opening` whether it is the first of a sentence.
    """

    plain: str
    start: int
    end: int
    capital: bool
    glued: bool
    opening: bool


@dataclass(frozen=True)
class Line:
    """A text, its words, and `plain`: the words with a blank before each and one at the end."""

    text: str
    words: tuple[Word, ...]

    @cached_property
    def plain(self) -> str:
        """All words in one line, for patterns."""
        return f" {' '.join(word.plain for word in self.words)} "

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """Where the blank before each word stands in `plain`."""
        found, position = [], 0
        for word in self.words:
            found.append(position)
            position += len(word.plain) + 1
        return tuple(found)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each word starts in the text."""
        return tuple(word.start for word in self.words)

    def at(self, offset: int) -> int:
        """The index of the word at this offset of `plain`."""
        return bisect_right(self.offsets, offset) - 1

    def found(self, kind: Kind, first: int, after: int) -> Identifier:
        """The identifier from word `first` to the one before `after`."""
        return Identifier(kind, self.words[first].start, self.words[after - 1].end)

    def matched(self, kind: Kind, match: re.Match[str], group: int = 0) -> Identifier:
        """The identifier where a pattern, or a group of it, matched `plain` from a blank on."""
        return self.found(kind, self.at(match.start(group)), self.at(match.end(group) - 1) + 1)

    def inside(self, found: Identifier) -> range:
        """The indexes of the words that start inside of an identifier."""
        starts = self.starts
        return range(bisect_left(starts, found.start), bisect_left(starts, found.end))

    def ends_at(self, index: int) -> bool:
        """Whether this word is the end of a line that another line follows without a gap."""
        if not 0 <= index < len(self.words):
            return False
        return self.text[self.words[index].start : self.words[index].end] == "\n"

    def plain_at(self, index: int) -> str:
        """The plain word there, "" before the first and after the last."""
        return self.words[index].plain if 0 <= index < len(self.words) else ""

    def around(self, first: int, after: int, reach: int) -> Sequence[str]:
        """The plain words of the same sentence, up to `reach` before and after these words."""
        left, right = first, after
        lowest, highest = max(0, first - reach), min(len(self.words), after + reach)
        while left > lowest and not self.words[left].opening:
            left -= 1
        while right < highest and not self.words[right].opening:
            right += 1
        return [word.plain for word in self.words[left:right]]


def line(text: str) -> Line:
    """Split a text into words; a spoken number becomes one word with digits."""
    found = _tokens(text.translate(_APOSTROPHES))
    plain = [word.plain for word in found]
    words: list[Word] = []
    at = 0
    while at < len(found):
        number = number_at(plain, at) if plain[at] in STARTS else None
        digits, after = number or (plain[at], at + 1)
        first = found[at]
        words.append(
            first
            if number is None
            else Word(
                digits,
                first.start,
                found[after - 1].end,
                first.capital,
                first.glued,
                first.opening,
            )
        )
        at = after
    return Line(text, tuple(words))


def _tokens(text: str) -> list[Word]:
    words: list[Word] = []
    end, opening = -1, True
    for match in _TOKEN.finditer(text):
        said, start = match[0], match.start()
        plain = "." if said[0] == "\n" else said.lower()
        if said == "." and start == end and text[match.end() : match.end() + 1].isalnum():
            plain = "·"
        words.append(Word(plain, start, match.end(), said[0].isupper(), start == end, opening))
        short = said == "." and len(words) > 1 and _is_shortened(words[-2])
        # A quote or a bracket does not end the first place of a sentence.
        opening = (plain in _ENDS and not short) or (opening and not plain[0].isalnum())
        end = match.end()
    return words


def _is_shortened(word: Word) -> bool:
    """Whether a full stop after this word ends the word only: "Mr.", "J."."""
    initial = word.capital and word.end - word.start == 1 and word.plain != "i"
    return initial or word.plain in _SHORTENED


@dataclass(frozen=True, slots=True)
class Phrases:
    """Rows of words, the longest first, by the word that is looked at first."""

    rows: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]

    def starting(self, words: Sequence[Word], at: int) -> tuple[str, int] | None:
        """The meaning of the phrase that starts at this place, and the place after it."""
        for row, meaning in self.rows.get(words[at].plain, ()) if at < len(words) else ():
            if row == tuple(word.plain for word in words[at : at + len(row)]):
                return meaning, at + len(row)
        return None

    def ending(self, words: Sequence[Word], after: int) -> bool:
        """Whether a phrase ends right before this place; for phrases by their last word."""
        return any(
            after >= len(row)
            and row == tuple(word.plain for word in words[after - len(row) : after])
            for row, _ in (self.rows.get(words[after - 1].plain, ()) if after > 0 else ())
        )


def phrases(lists: Mapping[str, str], *, by_last: bool = False) -> Phrases:
    """Phrases from texts with one phrase a line; each means the name of its text."""
    rows: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for meaning, row in _rows(lists):
        rows.setdefault(row[-1 if by_last else 0], []).append((row, meaning))
    longest_first = {
        key: sorted(found, key=lambda each: -len(each[0])) for key, found in rows.items()
    }
    return Phrases(longest_first)


def _rows(lists: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for meaning, block in lists.items():
        for row in block.splitlines():
            if row.strip():
                yield meaning, tuple(word.plain for word in line(row).words)
