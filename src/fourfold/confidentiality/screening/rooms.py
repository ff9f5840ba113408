"""Beds and rooms of patients: by their word, by how a ward counts them, by who lies in them."""

import re
from collections.abc import Collection, Iterator

from fourfold.confidentiality.screening.facts import listed
from fourfold.confidentiality.screening.words import Identifier, Kind, Line

_WARD = (
    r"(?: \d{1,2}(?:th|st|nd|rd)?(?: floor)?(?: ,)? (?:north|south|east|west|tower|[nsew]))?"
    r"(?: tower(?: \d{1,2}| [a-h]))?(?: (?:icu|micu|sicu|nicu|picu|ccu|pacu))?"
)
# "a" alone is more often an article than a letter of a bed.
_LETTER = r"(?: -)?(?: [b-h]| a(?= [.,?!]|(?: (?:was|is|who))| $))"
_VALUE = rf"(?: [a-z]?\d{{1,5}}[a-z]?(?: - \d{{1,4}}[a-z]?| - [a-h](?= ))?){{1,4}}(?:{_LETTER})?"
_FILLERS = r"(?: \.| number| no \.| no| #| is| was| that's| ,)*"
_ROOM = re.compile(
    rf"{_WARD} (?P<word>bed|beds|room|rm|bay|cubicle|bedspace)"
    rf"(?:{_FILLERS}{_VALUE}|(?: -)? [b-h])(?= )"
)
_UNIT = re.compile(
    r" (?:icu|micu|sicu|nicu|picu|ccu|pacu|pod|trauma|hallway|recovery|triage)(?: bed| bay| room)?"
    r"(?: \d{1,2}){1,2}[a-z]?(?= )"
)
_WARD_AND_ROOM = re.compile(
    r" (?:\d{1,2} (?:north|south|east|west|central)(?: -| ,)*(?: \d{1,3}[a-z]?){1,3}"
    r"|(?:north|south|east|west)(?: \d{1,2}){2,4}"
    r"|\d{1,2}[nsew](?: - \d{1,3}|\d{1,3}|(?: \d{1,3}){1,2})[a-z]?)(?= )"
)
_IN = re.compile(rf" in{_VALUE}(?= )")
_DOOR = re.compile(
    r" (?:door to|door of|outside of|outside|into|back in|over in|in on)(?P<value>"
    rf"(?: \d{{3,4}}[a-z]?|(?: \d{{1,2}}){{2,4}}| \d{{1,2}}[a-z])(?:{_LETTER})?)(?= )"
)
_REACH = 8
_YEARS = range(1900, 2100)
_LONGEST = 5


def rooms(line: Line, named: Collection[int] = ()) -> Iterator[Identifier]:
    """Beds, and rooms that a patient is in; `named` are the places of words that are names."""
    for match in _ROOM.finditer(line.plain):
        if match["word"] in ("bed", "beds", "bay", "bedspace") or _is_patients(line, match, named):
            yield line.matched(Kind.ROOM, match)
    for match in _UNIT.finditer(line.plain):
        if _is_patients(line, match, named) and not _is_counted(line, match):
            yield line.matched(Kind.ROOM, match)
    for match in _WARD_AND_ROOM.finditer(line.plain):
        if not _is_counted(line, match) and not _is_meeting(line, match):
            yield line.matched(Kind.ROOM, match)
    for match in _IN.finditer(line.plain):
        if _holds_patient(line, line.at(match.start()), named) and _is_number(line, match):
            first, after = line.at(match.start()), line.at(match.end() - 1) + 1
            yield line.found(Kind.ROOM, first + 1, after)
    for match in _DOOR.finditer(line.plain):
        if _is_number(line, match) and not _is_meeting(line, match):
            yield line.matched(Kind.ROOM, match, 1)


def _is_patients(line: Line, match: re.Match[str], named: Collection[int]) -> bool:
    first, after = line.at(match.start()), line.at(match.end() - 1) + 1
    if _is_meeting(line, match):
        return False
    by_name = any(index in named for index in range(first - _REACH, after + _REACH))
    return by_name or not listed("places", "patients").isdisjoint(line.around(first, after, _REACH))


def _is_meeting(line: Line, match: re.Match[str]) -> bool:
    first, after = line.at(match.start()), line.at(match.end() - 1) + 1
    return not listed("places", "meeting").isdisjoint(line.around(first, after, _REACH))


def _holds_patient(line: Line, at: int, named: Collection[int]) -> bool:
    """Whether a name or "the lady" stands before the "in" there."""
    return at - 1 in named or line.plain_at(at - 1) in listed("places", "lies")


def _is_number(line: Line, match: re.Match[str]) -> bool:
    """Whether it is the number of a room rather than a year or a count."""
    digits = "".join(each for each in match[0] if each.isdecimal())
    words = [each for each in match[0].split() if each[0].isdecimal()]
    year = len(digits) == 4 and len(words) < 3 and int(digits) in _YEARS
    return len(digits) <= _LONGEST and not year and not _is_counted(line, match)


def _is_counted(line: Line, match: re.Match[str]) -> bool:
    after = line.plain_at(line.at(match.end() - 1) + 1)
    streets = listed("places", "street") | listed("places", "street_too")
    return after in listed("places", "no_room") | listed("ages", "not_before") | streets
