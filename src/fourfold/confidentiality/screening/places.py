"""Places smaller than a state: streets, towns, postal codes."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from fourfold.confidentiality.screening.facts import is_everyday, listed
from fourfold.confidentiality.screening.words import Identifier, Kind, Line

_BOX = re.compile(r" p(?: [.·])? ?o(?: \.)? box(?: number| #)*(?: \d+[a-z]?){1,5}(?= )")
# Without a longest word, "John-John-…" would be looked through again from each of its parts.
_STATE = re.compile(
    r"(?<!\w)(?:[A-Z][\w'.-]{1,40} ){0,2}[A-Z][\w'-]{1,40}, ([A-Z]{2}) \d{5}(?:-\d{4})?(?!\w)"
)
_REACH = 8
_MOST_TOWN_WORDS = 3


def places(line: Line, named: Collection[int] = ()) -> Iterator[Identifier]:
    """Street addresses, post boxes, and towns that somebody lives in or comes from.

    `named` are the places of words that are a patient's name.
    """
    for match in _BOX.finditer(line.plain):
        yield line.matched(Kind.ADDRESS, match)
    for match in _STATE.finditer(line.text):
        if match[1].lower() in listed("places", "states"):
            yield Identifier(Kind.ADDRESS, match.start(), match.end())
    for match in _street().finditer(line.plain):
        if _is_street(line, match):
            first, after = line.at(match.start()), line.at(match.end() - 1) + 1
            end = _with_town(line, first, after)
            # A full stop or a line's end after "street" is no part of it.
            yield line.found(Kind.ADDRESS, first, end - 1 if line.plain_at(end - 1) == "." else end)
    for match in (*_route().finditer(line.plain), *_corner().finditer(line.plain)):
        if _is_home(line, line.at(match.start())):
            yield line.matched(Kind.ADDRESS, match)
    for match in _bare_street().finditer(line.plain):
        yield line.matched(Kind.ADDRESS, match, 1)
    for at, word in enumerate(line.words):
        if word.plain in ("in", "from", "near", "outside") and (
            at - 1 in named or _leads_to_town(line, at)
        ):
            after = _town_end(line, at + 1)
            if after > at + 1:
                yield line.found(Kind.ADDRESS, at + 1, _with_state(line, after))


def _is_street(line: Line, match: re.Match[str]) -> bool:
    """Whether it is a street: by its number, by capitals, or because somebody lives there."""
    first = line.at(match.start())
    home = _is_home(line, first)
    sure = match["suffix"].strip() in listed("places", "street")
    capital = line.words[line.at(match.start("name"))].capital and (
        line.words[line.at(match.start("suffix"))].capital
    )
    if match["number"] is None:
        return home and (sure or capital)
    many = len(match["number"].split()) > 1 or len(match["number"].strip()) > 1
    return capital or (many and (sure or home))


def _is_home(line: Line, first: int) -> bool:
    """Whether what stands before speaks of where somebody lives."""
    return not listed("places", "home").isdisjoint(line.around(first, first, _REACH))


def _with_town(line: Line, first: int, after: int) -> int:
    """The place after the town that follows a street, and after its state and postal code."""
    start = after
    while line.plain_at(start) in (",", "in"):
        start += 1
    if start == after and not _is_home(line, first):
        return after
    end = _town_end(line, start)
    if end == start:
        return after
    return _with_state(line, end)


def _with_state(line: Line, end: int) -> int:
    """The place after the state and the postal code that follow a town."""
    if line.plain_at(end) == "," and line.plain_at(end + 1) in listed("places", "states"):
        end += 2
    return end + 1 if re.fullmatch(r"\d{5}", line.plain_at(end)) else end


def _leads_to_town(line: Line, at: int) -> bool:
    """Whether somebody else than the speaker lives "in" what follows, or comes "from" it."""
    verbs = listed("places", "from" if line.plain_at(at) == "from" else "live")
    first = at - 1
    while at - first < 4 and line.plain_at(first) in listed("places", "between"):
        first -= 1
    where = line.plain_at(at) == "in" and line.plain_at(at - 1) in listed("places", "where")
    if line.plain_at(first) not in verbs and not (where and _is_home(line, at)):
        return False
    speaker = {line.plain_at(first), line.plain_at(first - 1), line.plain_at(first - 2)}
    return speaker.isdisjoint(listed("places", "ours"))


def _town_end(line: Line, first: int) -> int:
    """The place after the town that starts here; `first` itself when there is none."""
    at = first
    while at < min(len(line.words), first + _MOST_TOWN_WORDS) and _is_town_word(line, at, first):
        at += 1
    if at == first + 1 and line.plain_at(first) in listed("places", "large"):
        return first
    return at


def _is_town_word(line: Line, at: int, first: int) -> bool:
    word = line.words[at]
    if not word.plain[0].isalpha() or word.plain in listed("places", "small"):
        return False
    if word.plain in listed("names", "never") or (word.opening and line.plain_at(at - 1) != ","):
        return False
    if word.capital or not is_everyday(word.plain) or word.plain in listed("places", "towns"):
        return True
    ends = listed("places", "town_ends")
    if at > first and word.plain in ends | listed("places", "large"):
        return True
    if word.plain in listed("places", "starts") and _starts_town(line, at + 1):
        return True
    return at == first and line.plain_at(at + 1) in ends and line.plain_at(at + 1) != "point"


def _starts_town(line: Line, at: int) -> bool:
    """Whether what follows "saint" or "east" is a town's: "louis", "saint louis"."""
    plain = line.plain_at(at)
    if plain in listed("places", "starts"):
        return _starts_town(line, at + 1)
    return plain[:1].isalpha() and (plain in listed("places", "towns") or not is_everyday(plain))


@cache
def _route() -> re.Pattern[str]:
    """ "County road twelve", "rural route 9 box 4"."""
    return re.compile(
        r" (?:(?:county|state|rural|farm) (?:road|route)|route|highway|interstate)(?: \d{1,4}){1,4}"
        r"(?: box(?: \d{1,5}){1,4})?(?= )"
    )


@cache
def _corner() -> re.Pattern[str]:
    return re.compile(r" corner of [\w']+(?: [\w']+)? and [\w']+(?= )")


@cache
def _bare_street() -> re.Pattern[str]:
    """A number and a name after "lives at" or "address is", or with a direction between them."""
    directions = "|".join(sorted(listed("places", "directions") - {"n", "s", "e", "w"}))
    units = "|".join(re.escape(each) for each in sorted(listed("places", "unit")))
    small = "|".join(sorted(listed("places", "small") | listed("places", "no_street")))
    name = rf"(?: (?!(?:{small}) )(?:[^\W\d_][\w']*|\d+(?:st|nd|rd|th)))"
    number = r"(?: \d{1,6}[a-z]?){1,5}"
    flat = rf"(?: (?:{units})(?: [\da-z]{{1,4}}){{1,3}})?"
    live = r"(?:live[sd]?|living|stay(?:s|ed|ing)|resid(?:es|ing)|house|apartment|place|home)"
    return re.compile(
        rf" (?:{live}(?: over| up| down| back)? (?:at|on)|address(?: is| was| on file| :| ,)+)"
        rf"({number}(?: (?:{directions}))?{name}{{1,2}}{flat})(?= )"
    )


@cache
def _street() -> re.Pattern[str]:
    """A number, up to three words that are no small ones, and "street" or the like."""
    directions = "|".join(sorted(listed("places", "directions")))
    suffixes = "|".join(sorted(listed("places", "street") | listed("places", "street_too")))
    units = "|".join(re.escape(each) for each in sorted(listed("places", "unit")))
    small = "|".join(sorted(listed("places", "small")))
    name = rf"(?: (?!(?:{small}) )(?:[^\W\d_][\w']*|\d+(?:st|nd|rd|th)))"
    return re.compile(
        rf"(?P<number>(?: \d{{1,6}}[a-z]?(?: - \d+)?){{1,4}})?(?: (?:{directions})(?: \.)?)?"
        rf"(?P<name>{name}{{1,3}}?)(?P<suffix> (?:{suffixes}))(?: \.)?"
        rf"(?: (?:{directions})(?= ))?(?:(?: ,)?(?: (?:{units})(?: \.)?)+ [\da-z]{{1,4}})?(?= )"
    )
