"""Spoken numbers: "nineteen eighty two", "double four", "the twenty first"."""

from collections.abc import Sequence

_UNITS, _TEENS, _TENS, _NTHS = (
    words.split()
    for words in (
        "zero one two three four five six seven eight nine",
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
    )
)
_NUMBERS = {
    **{word: value for value, word in enumerate(_UNITS + _TEENS)},
    **dict(zip(_TENS, range(20, 100, 10), strict=True)),
}
_ORDINALS = {word: value for value, word in enumerate(_NTHS, start=1)} | {"thirtieth": 30}
_TIMES = {"double": 2, "triple": 3}
_SCALES = {"hundred": 100, "thousand": 1000}
# An "o" that is said for a zero stands beside a number.
_NOUGHTS = ("oh", "o")
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
STARTS = frozenset({*_NUMBERS, *_ORDINALS, *_TIMES, *_NOUGHTS, "a"})


def number_at(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """The digits of the number that starts at this word, and the place after it.

    `words` are in lower case. None where no number starts. Tens and units are one number, and so
    are "a hundred and two"; other numbers stand apart, as digits of a record number do.
    """
    word = words[at]
    if word in _NOUGHTS and (_is_number(words, at - 1) or _is_number(words, at + 1)):
        return "0", at + 1
    if word in _TIMES and (digit := _NUMBERS.get(_word(words, at + 1), 10)) < 10:
        return str(digit) * _TIMES[word], at + 2
    if word in _ORDINALS:
        return _ordinal(_ORDINALS[word]), at + 1
    if word == "a" and _word(words, at + 1) in _SCALES:
        return _scaled(words, at + 1, 1)
    if word not in _NUMBERS:
        return None
    return _counted(words, at)


def _counted(words: Sequence[str], at: int) -> tuple[str, int]:
    value, after = _below_hundred(words, at)
    if value % 10 == 0 and value >= 20:
        ahead = after + 1 if _word(words, after) == "-" else after
        if _ORDINALS.get(_word(words, ahead), 10) < 10:
            return _ordinal(value + _ORDINALS[words[ahead]]), ahead + 1
    if _word(words, after) in _SCALES:
        return _scaled(words, after, value)
    return str(value), after


def _below_hundred(words: Sequence[str], at: int) -> tuple[int, int]:
    """A number of one word, or of tens and units, and the place after it."""
    value, after = _NUMBERS[words[at]], at + 1
    ahead = after + 1 if _word(words, after) == "-" else after
    unit = _NUMBERS.get(_word(words, ahead), 0)
    return (value + unit, ahead + 1) if value >= 20 and 0 < unit < 10 else (value, after)


def _scaled(words: Sequence[str], at: int, value: int) -> tuple[str, int]:
    """A number whose "hundred" or "thousand" stands at this place."""
    scale = _SCALES[words[at]]
    ahead = at + 2 if _word(words, at + 1) == "and" else at + 1
    if _word(words, ahead) in _NUMBERS:
        rest, after = _below_hundred(words, ahead)
        if rest:
            return str(value * scale + rest), after
    return str(value * scale), at + 1


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _is_number(words: Sequence[str], at: int) -> bool:
    word = _word(words, at)
    return word in _NUMBERS or word in _TIMES or word in _NOUGHTS or word[:1].isdecimal()


def _ordinal(value: int) -> str:
    suffix = "th" if value in (11, 12, 13) else _SUFFIXES.get(value % 10, "th")
    return f"{value}{suffix}"
