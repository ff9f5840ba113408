"""Numbers of a person: beside a word that names them, or known by how many digits they have."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from fourfold.confidentiality.screening.facts import facts, is_everyday, listed
from fourfold.confidentiality.screening.words import Identifier, Kind, Line, Phrases, Word, phrases

_MARKS = frozenset("-·/#–_:")
# How the marks inside of a number are said.
_SAID_MARKS = frozenset({"dash", "hyphen", "slash"})
_LONGEST_WORD = 4
_ORDINAL = ("st", "nd", "rd", "th")
_MOST_FILLERS = 7
_MOST_WORDS = 30
_AHEAD = 5
# How many digits a number has at least when only its own words tell what it is.
_LEAST = {Kind.SSN: 4, Kind.PHONE: 7, Kind.ADDRESS: 3}
_LEAST_SOFT = 4
# How many of the words of a spoken number are single digits at least.
_LEAST_SPOKEN = 5
_SPELLED = re.compile(
    r"(?: (?![ai] \d)[a-z]){1,6}(?: \d){3,12}(?: [b-hj-z]){0,4}(?= )"
    r"|(?: \d){1,4}(?: [b-hj-z]){2,4}(?: \d){3,8}(?= )"
)
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Value:
    """The words of a number from `first` to the one before `after`.

    `digits` are those in it, `length` counts its letters too.
    """

    first: int
    after: int
    digits: str
    length: int


def labelled(line: Line) -> Iterator[Identifier]:
    """Every number that a label such as "MRN" stands before or after."""
    return (each for each in _labelled(line) if each.kind is not Kind.PHONE)


def called_up(line: Line) -> Iterator[Identifier]:
    """Every number that words such as "call her at" stand before."""
    return (each for each in _labelled(line) if each.kind is Kind.PHONE)


def _labelled(line: Line) -> Iterator[Identifier]:
    at = 0
    while at < len(line.words):
        named = _labels().starting(line.words, at)
        if named is None:
            at += 1
            continue
        meaning, after = named
        label = " ".join(word.plain for word in line.words[at:after])
        value = _after(line, after) or _before(line, at)
        if value is None and meaning not in (Kind.PHONE, Kind.DATE):
            value = _further(line, after, sure=label not in listed("numbers", "soft"))
        if value and _fits(line, Kind(meaning), label, value):
            yield line.found(Kind(meaning), value.first, value.after)
        at = after


def unlabelled(line: Line) -> Iterator[Identifier]:
    """Long numbers without a label: by their length a phone, social security or record number.

    Letters and digits that are said one by one are a number too, of a kind that nobody said.
    """
    for match in _SPELLED.finditer(line.plain):
        if not _labels().starting(line.words, line.at(match.start())):
            yield line.matched(Kind.OTHER_NUMBER, match)
    at = 0
    while at < len(line.words):
        if not line.words[at].plain.isdecimal():
            at += 1
            continue
        value = _run(line, at)
        if kind := _kind_of(line, value):
            yield line.found(kind, value.first, value.after)
        at = value.after


def value_at(line: Line, first: int, *, letters_after: bool = False) -> Value | None:
    """The number that starts at this word: digits, letters that belong to it, and marks inside.

    `letters_after` also takes capital letters after the digits, as license plates have.
    """
    end, digits, length, at = first, "", 0, first
    while at < min(len(line.words), first + _MOST_WORDS):
        word = line.words[at]
        if at > first and _labels().starting(line.words, at):
            break
        if word.plain in _SAID_MARKS and _joins(line, at, first):
            pass
        elif word.plain[0].isalnum() and _belongs(line, at, bool(digits), letters_after):
            digits += "".join(each for each in word.plain if each.isdecimal())
            spelled = word.plain in listed("numbers", "spelled")
            length += 1 if spelled else len(word.plain)
            end = at + 1
        elif not _joins(line, at, first):
            break
        at += 1
    return Value(first, end, digits, length) if digits else None


def _belongs(line: Line, at: int, begun: bool, letters_after: bool) -> bool:
    """Whether a word is part of the number; `begun` when it has digits already."""
    word = line.words[at]
    if any(each.isdecimal() for each in word.plain):
        return not word.plain.endswith(_ORDINAL)
    if begun and word.glued:
        return True
    said = line.text[word.start : word.end]
    code = len(said) <= _LONGEST_WORD and (
        said.isupper() or (not begun and _is_unknown(word.plain))
    )
    letter = len(said) == 1 or word.plain in listed("numbers", "spelled")
    last = line.plain_at(at + 1) in ("", ".", ",")
    if begun and letters_after and (code or letter) and (last or word.plain not in "ai"):
        return True
    return (code or letter) and _digits_follow(line, at)


def _is_unknown(plain: str) -> bool:
    """Whether it is letters that are no word, as codes begin with: "mdt", "zzk"."""
    known = plain in ("dot", *listed("fillers", "all")) or plain in listed("numbers", "not_after")
    return plain.isalpha() and not known and not is_everyday(plain)


def _digits_follow(line: Line, at: int) -> bool:
    """Whether only letters and marks stand between this word and one with digits."""
    for word in line.words[at + 1 : at + 1 + _AHEAD]:
        if any(each.isdecimal() for each in word.plain):
            return not word.plain.endswith(_ORDINAL)
        if len(word.plain) > 1 and word.plain not in listed("numbers", "spelled"):
            return False
    return False


def _joins(line: Line, at: int, first: int) -> bool:
    """Whether a mark stands inside of a number: glued on both sides, or a pause of a speaker."""
    if at + 1 >= len(line.words) or at == first:
        return False
    if line.ends_at(at):
        return _is_taken_up(line, at + 1)
    if line.ends_at(at + 1):
        paused = line.plain_at(at) in (",", *_MARKS, *_SAID_MARKS)
        return paused and _is_taken_up(line, at + 2)
    word, after, before = line.words[at], line.words[at + 1], line.words[at - 1]
    if word.plain in _MARKS:
        return after.glued and after.plain[0].isalnum()
    if word.plain in _SAID_MARKS:
        return before.plain.isalnum() and _is_code(line, at + 1)
    short = (
        before.plain.isdecimal() and after.plain.isdecimal() and len(before.plain + after.plain) < 8
    )
    return word.plain == "," and short and not line.text[after.start].isdecimal()


def _is_taken_up(line: Line, at: int) -> bool:
    """Whether a number goes on with the line that starts here: no time, dose or count does."""
    after = at
    while _is_code(line, after):
        after += 1
    timed = line.plain_at(at + 1) == ":" and line.words[at + 1].glued
    counts = listed("numbers", "not_before") | listed("ages", "not_before")
    number = after > at and line.plain_at(at)[0].isalnum()
    return number and not timed and line.plain_at(after) not in counts


def _after(line: Line, at: int) -> Value | None:
    """The number after a label, past words such as "is" and "number"."""
    for index in range(at, min(len(line.words), at + _MOST_FILLERS + 1)):
        spelled = (
            _belongs(line, index, False, False) if line.plain_at(index)[0].isalnum() else False
        )
        if spelled and (value := value_at(line, index, letters_after=True)):
            return value
        if line.plain_at(index) not in listed("fillers", "all"):
            return None
    return None


def _further(line: Line, at: int, *, sure: bool) -> Value | None:
    """A long number later in the sentence: "the record number they gave the lab was 904417".

    After a label that is an everyday word too, "number" must stand before it.
    """
    for index in range(at, min(len(line.words), at + _MOST_FILLERS + 1)):
        if line.words[index].opening or _labels().starting(line.words, index):
            return None
        if line.plain_at(index)[0].isalnum() and _belongs(line, index, False, False):
            value = value_at(line, index)
            numbered = sure or line.plain_at(index - 1) in listed("numbers", "before_code")
            return value if value and numbered and value.length > _LEAST_SOFT else None
    return None


def _before(line: Line, at: int) -> Value | None:
    """The number before a label: "5519023 is her MRN"."""
    end = at
    while end > max(0, at - 4) and line.plain_at(end - 1) in listed("numbers", "between"):
        end -= 1
    first = end
    while first > max(0, end - _MOST_WORDS) and _goes_before(line, first - 1):
        first -= 1
    if end == at or first == end:
        return None
    value = value_at(line, first)
    return value if value and value.after == end and len(value.digits) > _LEAST_SOFT else None


def _goes_before(line: Line, at: int) -> bool:
    """Whether a word, or the end of a line after one, belongs to the number that follows it."""
    return _is_code(line, at) or (
        line.ends_at(at) and line.plain_at(at - 1)[:1].isdecimal() and _is_taken_up(line, at + 1)
    )


def _is_code(line: Line, at: int) -> bool:
    if at >= len(line.words):
        return False
    word = line.words[at]
    ahead = line.plain_at(at + 1)[:1].isdecimal()
    letter = len(word.plain) == 1 and word.plain.isalpha() and (ahead or word.plain not in "ai")
    return (
        letter
        or any(each.isdecimal() for each in word.plain)
        or (word.plain in _MARKS and word.glued)
    )


def _fits(line: Line, kind: Kind, label: str, value: Value) -> bool:
    least = _LEAST.get(kind, _LEAST_SOFT if label in listed("numbers", "soft") else 3)
    if kind is Kind.PHONE and label in listed("numbers", "short"):
        least = 2
    year = value.after - value.first == 1 and len(value.digits) == 4
    if year and label in listed("numbers", "soft") and int(value.digits) in _YEARS:
        return False
    if kind in (Kind.PHONE, Kind.SSN):
        return len(value.digits) >= least and not _is_counted(line, value)
    code = len(value.digits) > 1 or value.length > _LEAST_SOFT
    return value.length >= least and code and not _is_counted(line, value)


def _run(line: Line, first: int) -> Value:
    """Neighbouring numbers, also with a pause or a hyphen between them."""
    at, digits = first, ""
    while at < len(line.words):
        plain = line.plain_at(at)
        if plain.isdecimal():
            digits += plain
        elif not (plain in ("-", ",") and line.plain_at(at + 1).isdecimal()):
            break
        at += 1
    return Value(first, at, digits, len(digits))


def _kind_of(line: Line, value: Value) -> Kind | None:
    """What a number without a label is, None for a sum, a count or a source."""
    if len(value.digits) not in _BY_LENGTH:
        return None
    numbers = [word for word in line.words[value.first : value.after] if word.plain.isdecimal()]
    round_sum = len(numbers) == 1 and value.digits.endswith("000")
    if _is_counted(line, value) or _is_row(numbers) or round_sum:
        return None
    single = sum(len(word.plain) == 1 for word in numbers)
    spoken = single * 2 >= len(numbers) and single >= _LEAST_SPOKEN
    local = [len(word.plain) for word in numbers] == [3, 4]
    if len(numbers) > 1 and not spoken and not local:
        return None
    return _BY_LENGTH[len(value.digits)]


_BY_LENGTH = {
    7: Kind.PHONE,
    8: Kind.RECORD_NUMBER,
    9: Kind.SSN,
    10: Kind.PHONE,
    11: Kind.PHONE,
    12: Kind.RECORD_NUMBER,
}


def _is_row(numbers: Sequence[Word]) -> bool:
    """Whether somebody counts aloud: every step is the same."""
    values = [int(word.plain) for word in numbers]
    steps = {later - earlier for earlier, later in pairwise(values)}
    return len(values) > 2 and len(steps) == 1 and steps != {0}


def _is_counted(line: Line, value: Value) -> bool:
    """Whether what stands before or after says that it is no person's number."""
    before = {line.plain_at(value.first - 1), line.plain_at(value.first - 2)}
    if line.plain_at(value.first - 1) in ("is", "id", "number", ":"):
        before.add(line.plain_at(value.first - 3))
    return bool(before & listed("numbers", "not_after")) or (
        line.plain_at(value.after) in listed("numbers", "not_before")
    )


@cache
def _labels() -> Phrases:
    return phrases(facts()["labels"])
