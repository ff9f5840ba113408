"""Dates of a person, and ages over 89. Weekdays, deadlines and times of day are left alone."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from fourfold.confidentiality.screening.facts import listed
from fourfold.confidentiality.screening.words import Identifier, Kind, Line

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:(?:19|20)\d\d|(?:19|20) (?:\d\d|0 \d)|' \d\d)"
_TAIL = r"(?![\w/-]|\.\d)|(?<=\d)(?=T\d)"
_IN_FIGURES = (
    re.compile(rf"(?<![\w./-]){_MONTH}([/.-]){_DAY}\1(?:\d{{4}}|\d\d)(?:{_TAIL})"),
    re.compile(rf"(?<![\w./-]){_DAY}([/.-]){_MONTH}\1(?:\d{{4}}|\d\d)(?:{_TAIL})"),
    re.compile(rf"(?<![\w./-])(?:19|20)\d\d([/.-]){_MONTH}\1{_DAY}(?:{_TAIL})"),
)
# Month and day alone, such as 3/14: a score or a strength looks the same.
_DAY_IN_FIGURES = re.compile(rf"\b(\w{{2,10}})[:,]? ({_MONTH}/{_DAY})(?![\w/%-]|\.\d)")
_AGE = re.compile(
    r" (?:9\d|1[0-2]\d)(?: -)? (?:years|year|yrs|yr|yo|y)(?: -)?(?: (?:olds?|o|of age))?(?= )"
    r"| (?:9\d|1[0-2]\d)(?:yo|yr|y|f|m)(?= )"
    r"| age[ds]?(?: of| is| :)* (?:9\d|1[0-2]\d)(?= )"
    r"| (?:9\d|1[0-2]\d)th birthday(?= )"
    r"| (?:nona|cente)narian(?= )"
)
_NINETIES = re.compile(r" (?:his|her|their)(?: early| mid| middle| late| -)* (?=nineties )")
# What is counted by "third" and the like, and no day of a month.
_ORDINALS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|floor|day|try|attempt|time|one|visit|shift|call|night|week|hour|page|slide|round|line|dose|"
    "stick|pass|read|look|consult|patient|exam|block|year|month|person|ring|side|trip|case|set"
)
_OLDEST = 125
_REACH = 12
# A plan must stand nearer than what happened to a patient.
_NEAR = 6


def dates(line: Line, named: Collection[int] = ()) -> Iterator[Identifier]:
    """Full dates; days, months and years of birth, admission, surgery, discharge and death.

    `named` are the places of words that are a patient's name.
    """
    for pattern in _IN_FIGURES:
        for match in pattern.finditer(line.text):
            yield Identifier(Kind.DATE, match.start(), match.end())
    for match in _full().finditer(line.plain):
        yield line.matched(Kind.DATE, match)
    for match in _day().finditer(line.plain):
        if _is_event(line, match, named):
            yield line.matched(Kind.DATE, match)
    for match in _DAY_IN_FIGURES.finditer(line.text):
        if match[1].lower() in listed("dates", "before_day"):
            yield Identifier(Kind.DATE, match.start(2), match.end())
    for match in (*_said().finditer(line.plain), *_FULL_SAID.finditer(line.plain)):
        yield line.matched(Kind.DATE, match, 1)
    for match in (*_said_day().finditer(line.plain), *_month_of_year().finditer(line.plain)):
        if _is_patients(line, match, named):
            yield line.matched(Kind.DATE, match, 1)
    for match in _happened().finditer(line.plain):
        if not _is_mine(line, line.at(match.start())):
            yield line.matched(Kind.DATE, match, match.lastindex or 0)


def ages(line: Line) -> Iterator[Identifier]:
    """Ages over 89, which are so rare that they point to one person."""
    for match in _AGE.finditer(line.plain):
        yield line.matched(Kind.AGE_OVER_89, match)
    for match in _NINETIES.finditer(line.plain):
        last = line.at(match.end())
        yield line.found(Kind.AGE_OVER_89, last, last + 1)
    for at, word in enumerate(line.words):
        number = word.plain if word.plain.isdecimal() and len(word.plain) < 4 else "0"
        if 89 < int(number) < _OLDEST and _is_said_age(line, at):
            yield line.found(Kind.AGE_OVER_89, at, at + 1)


def _is_said_age(line: Line, at: int) -> bool:
    """Whether it is said of somebody, as in "she's ninety one and wants everything done"."""
    ward = line.plain_at(at + 1) == "on" and line.plain_at(at + 2) in ("the", "my", "our")
    if line.plain_at(at + 1) in listed("ages", "not_before") and not ward:
        return False
    first = at - 1
    while at - first < 4 and line.plain_at(first) in listed("ages", "said"):
        first -= 1
    who = line.plain_at(first)
    comma = line.plain_at(at + 1) == ","
    if who == "at" and line.plain_at(at + 1 + comma) in ("he", "she"):
        return True
    apart = who == "," and comma
    who = line.plain_at(first - 1) if apart else who
    said = apart or first < at - 1 or who.endswith(("'s", "'re"))
    return said and who in listed("ages", "who")


def _is_event(line: Line, match: re.Match[str], named: Collection[int]) -> bool:
    """Whether a day speaks of what happened to a patient rather than of a plan."""
    first, after = line.at(match.start()), line.at(match.end() - 1) + 1
    near, wide = line.around(first, after, _NEAR), line.around(first, after, _REACH)
    if _is_mine(line, first) and listed("names", "spoken_of").isdisjoint(wide):
        return False
    events = listed("dates", "events") | listed("names", "ill") | listed("names", "titles")
    nearby = any(at in named for at in range(first - _REACH, after + _REACH))
    since = line.plain_at(first - 1) == "since" and not {"he", "she"}.isdisjoint(wide)
    others = listed("names", "spoken_of") | listed("names", "persons") | listed("names", "theirs")
    nearby = nearby or not others.isdisjoint(wide)
    happened = nearby or since or not events.isdisjoint(wide)
    return happened and listed("dates", "plans").isdisjoint(near)


def _is_patients(line: Line, match: re.Match[str], named: Collection[int]) -> bool:
    """Whether it happened to somebody else than the speaker."""
    first, after = line.at(match.start(1)), line.at(match.end(1) - 1) + 1
    if line.plain_at(after) in listed("ages", "not_before"):
        return False
    near = line.around(first, after, _REACH)
    if match[1].startswith(" the ") and listed("dates", "happened").isdisjoint(near):
        return False
    other = any(at in named for at in range(first - _REACH, after + _REACH)) or not (
        listed("ages", "who") | listed("names", "persons") | listed("names", "theirs")
    ).isdisjoint(near)
    return other and _is_event(line, match, named) and not _is_mine(line, first)


def _is_mine(line: Line, at: int) -> bool:
    """Whether the speaker says it: "I was born in 1990"."""
    return not {"i", "i'm", "we"}.isdisjoint(line.plain_at(each) for each in range(at - 4, at))


@cache
def _full() -> re.Pattern[str]:
    month, day = _month_and_day()
    return re.compile(
        rf" (?:{month} (?:the )?{day}|(?:the )?{day}(?: of)? {month})(?: ,| of| in)* {_YEAR}(?= )"
    )


@cache
def _day() -> re.Pattern[str]:
    month, day = _month_and_day()
    return re.compile(
        rf" (?:{month} (?:the )?{day}(?! :)|(?:the )?{day}(?: of)? (?:{_months()}))(?= )"
    )


# Month, day and year said as numbers: "three twenty two nineteen eighty".
_FULL_SAID = re.compile(
    rf" ((?:0 )?{_MONTH} (?:0 )?{_DAY} (?:19|20)(?: \d\d| 0 \d|\d\d))(?= )(?! \d)"
)


@cache
def _said() -> re.Pattern[str]:
    """The same with a short year: "admitted eleven two twenty three"."""
    before = "|".join(sorted(listed("dates", "before_day") | {"birth", "birthday"}))
    return re.compile(
        rf" (?:{before})(?: (?:on|is|was|,|:|of))*"
        rf"( (?:0 )?{_MONTH} (?:0 )?{_DAY} (?:\d\d|0 \d))(?= )(?! \d)"
    )


@cache
def _said_day() -> re.Pattern[str]:
    """ "On two fourteen", and a holiday."""
    holidays = "|".join(sorted(listed("dates", "holidays")))
    return re.compile(
        rf" on( (?:0 )?{_MONTH} (?:[12]\d|3[01]|0 \d)| (?:{holidays})(?: eve| day| morning| night)?"
        rf"| the {_DAY}(?:st|nd|rd|th)(?! (?:{_ORDINALS}))"
        r"| new year's(?: eve| day)?| valentine's day| mother's day| father's day)(?= )(?! \d)"
    )


@cache
def _month_of_year() -> re.Pattern[str]:
    return re.compile(rf"( (?:{_months()})(?: \.)?(?: of| ,| in)* {_YEAR})(?= )")


@cache
def _happened() -> re.Pattern[str]:
    """A year of birth, a month and year of what happened, or "admitted on the 14th"."""
    month, day = _month_and_day()
    born = rf"(?:born|birth)(?: [^ .]+){{0,3}}?((?: {month}(?: of| ,)*)? {_YEAR})"
    happened = rf"(?:{'|'.join(sorted(listed('dates', 'happened')))})(?: [^ .]+){{0,4}}?"
    return re.compile(
        rf" (?:{born}|({_YEAR})(?= birth )|{happened} in( {month}(?: of| ,)* {_YEAR})"
        rf"|{happened} on( the {day}(?<=[a-z]))(?! (?:floor|day|try|attempt)))(?= )"
    )


def _month_and_day() -> tuple[str, str]:
    return rf"(?:{_months()})(?: \.)?", rf"{_DAY}(?:st|nd|rd|th)?"


def _months() -> str:
    return "|".join(sorted(listed("dates", "months"), key=len, reverse=True))
