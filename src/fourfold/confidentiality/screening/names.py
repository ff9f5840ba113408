"""Names of patients and of their relatives: by title, by what stands around them, and again later.

A name alone says little: colleagues have names too. So a name counts when it follows a title, when
its neighbors are a patient's ("discharged", "in bed 12", "'s biopsy"), or when it stands beside
words of illness and nothing says that it is a colleague's.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from fourfold.confidentiality.screening.candidates import (
    Name,
    candidates,
    follows_bed,
    follows_label,
    follows_patient,
    leads_to_patient,
)
from fourfold.confidentiality.screening.facts import facts, is_everyday, known_names, listed
from fourfold.confidentiality.screening.words import Identifier, Kind, Line, Phrases, line, phrases

_REACH = 20
# Words of work must stand nearer than words of illness.
_NEAR = 8
# A name that is spelled, letter by letter; most abbreviations are shorter.
_SPELLED = re.compile(
    r" (?:spelled|spells|spelling|spell)(?: (?:it|is|that's|like|as|,|:))*"
    r"((?:(?: -)? [a-z]){3,})(?= )"
    r"|((?: [a-z]){7,})(?= )"
)
_MARKS = frozenset("\"“”(,:-—–'")
_AGE = re.compile(r"\d{1,3}[mf]|\d{1,2}[a-d]")
_AGED = re.compile(r"- year|year |years old|yo |y o")


def names(talk: Line, people: Collection[str]) -> Iterator[Identifier]:
    """Every name that seems a patient's; `people` are the two who talk, who are none."""
    own = {word.plain for person in people for word in line(person).words}
    found = [each for each in candidates(talk) if not own.issuperset(each.parts(talk))]
    working = {each for each in found if not each.titled and _works(talk, each)}
    colleagues = frozenset(part for each in working for part in each.parts(talk))
    sure = [each for each in found if _is_patient(talk, each, working, colleagues)]
    again = _again(talk, [each for each in found if each not in working], sure, own)
    for each in (*sure, *again):
        yield each.identifier(talk)
    for match in _SPELLED.finditer(talk.plain):
        yield talk.matched(Kind.NAME, match, match.lastindex or 0)


def _is_patient(
    talk: Line, name: Name, working: Collection[Name], colleagues: frozenset[str]
) -> bool:
    if name.titled or _is_relative(talk, name) or _is_said_comma(talk, name):
        return True
    if name in working and _is_doctor(talk, name):
        return False
    if _is_followed(talk, name) or _is_led(talk, name):
        return True
    if name in working:
        return False
    if _is_told(talk, name):
        return True
    if not colleagues.isdisjoint(name.parts(talk)):
        return False
    return _is_near_illness(talk, name) or _is_spoken_of(talk, name)


def _is_said_comma(talk: Line, name: Name) -> bool:
    """Whether it is half of a name that is read aloud: "lindqvist comma brigitta"."""
    for comma, other in ((name.after, name.after + 1), (name.first - 1, name.first - 2)):
        plain = talk.plain_at(other)
        if talk.plain_at(comma) == "comma" and plain[:1].isalpha() and not is_everyday(plain):
            return True
    return False


def _is_spoken_of(talk: Line, name: Name) -> bool:
    """Whether a person is spoken of who does something, and nothing tells of work or study."""
    if _is_of_work(talk, name):
        return False
    if _is_family(talk, name):
        return True
    if _is_thing_there(talk, name):
        return False
    before = talk.plain_at(name.first - 1)
    if name.confident and (
        before in listed("names", "fond") or before in listed("names", "cared_for")
    ):
        return True
    return _acts(talk, name)


def _acts(talk: Line, name: Name) -> bool:
    """Whether "who" or "he" follows, what only persons do, or "he" or "she" in its sentence."""
    paused = talk.plain_at(name.after) == ","
    ahead = talk.plain_at(name.after + 1) if paused else talk.plain_at(name.after)
    if ahead in listed("names", "again") or (not paused and ahead in listed("names", "speaks")):
        return True
    acts = not paused and ahead in listed("names", "person_acts")
    near = talk.around(name.first, name.after, _REACH)
    spoken = not listed("names", "spoken_of").isdisjoint(near)
    if name.confident:
        return acts or spoken
    return (
        spoken
        and (acts or ahead in ("is", "was"))
        and _has(talk, name.after, name.after + _NEAR, "spoken_of")
    )


def _is_family(talk: Line, name: Name) -> bool:
    """Whether it is a family, as in "the Hendersons"."""
    plain = talk.plain_at(name.after - 1)
    one = plain.removesuffix("s")
    return (
        talk.plain_at(name.first - 1) == "the"
        and one != plain
        and (one in known_names() and plain not in known_names())
    )


def _is_of_work(talk: Line, name: Name) -> bool:
    """Whether words of work or study stand near, or it is one of the speaker's own."""
    near = talk.around(name.first, name.after, _NEAR)
    work = listed("names", "work") | listed("names", "colleague") | listed("names", "workplace")
    told = (work - listed("names", "at_work")) | listed("names", "mine")
    return not told.isdisjoint(near)


def _is_thing_there(talk: Line, name: Name) -> bool:
    """Whether what stands before it goes before a place or a thing: "in Lisbon", "the Lisbon"."""
    before = talk.plain_at(name.first - 1)
    return before in listed("names", "before_places") or (
        before in listed("names", "eponyms")
        or not listed("names", "eponyms").isdisjoint(name.parts(talk))
    )


def _again(
    talk: Line, found: Sequence[Name], sure: Sequence[Name], own: Collection[str]
) -> Iterator[Name]:
    """The same names wherever else they stand, and the first name of "Okonkwo, Adaeze"."""
    parts = {
        part
        for each in sure
        for part in each.parts(talk)
        if len(part) > 2 and part not in own and not is_everyday(part)
    }
    ends = {each.after for each in sure}
    for each in found:
        if not parts.isdisjoint(each.parts(talk)) or _goes_with(talk, each, ends):
            ends.add(each.after)
            yield each


def _goes_with(talk: Line, name: Name, ends: Collection[int]) -> bool:
    """Whether it is the second of "Okonkwo, Adaeze" or of "Ada and Otis"."""
    if name.first - 1 not in ends or not talk.words[name.first].capital:
        return False
    between = talk.plain_at(name.first - 1)
    listing = talk.plain_at(name.after) in listed("names", "in_lists") | {""}
    return between == "and" or (between == "," and listing)


def _works(talk: Line, name: Name) -> bool:
    """Whether it is a colleague, somebody who is greeted, or the speaker's own family."""
    before = _skipped(talk, name.first)
    left = talk.plain_at(before)
    if left in listed("names", "colleague") or left in listed("names", "working"):
        return not _is_theirs(talk, before)
    if left in listed("names", "relatives"):
        return _has(talk, before - 3, before, "mine")
    if left in ("named", "called"):
        return _has(talk, before - 3, before, "colleague")
    written = left in ("to", "with") and _has(talk, before - 3, before, "working")
    return written or _is_doctor(talk, name) or _works_after(talk, name)


def _is_doctor(talk: Line, name: Name) -> bool:
    before = name.first - 2 if talk.plain_at(name.first - 1) == "." else name.first - 1
    abbreviated = before == name.first - 1 or talk.plain_at(before) in ("dr", "drs", "prof")
    return abbreviated and talk.plain_at(before) in listed("names", "doctors")


def _works_after(talk: Line, name: Name) -> bool:
    after = name.after
    if talk.plain_at(after) == ",":
        return _has(talk, after + 1, after + 4, "colleague") and (
            talk.plain_at(after + 1) in ("my", "our", "the", "your", "a", "an", "md", "phd", "rn")
        )
    if talk.plain_at(after) == "and" and talk.plain_at(after + 1) == "i":
        return True
    if talk.plain_at(after) in ("from", "in", "at", "with"):
        return _has(talk, after + 1, after + 5, "workplace")
    if talk.plain_at(after) in ("is", "was") and talk.plain_at(after + 1) in ("my", "our", "the"):
        return _has(talk, after + 2, after + 4, "colleague")
    return talk.plain_at(after) in listed("names", "works")


def _is_theirs(talk: Line, at: int) -> bool:
    """Whether "partner" or "friend" there is the patient's: "her partner Casimir"."""
    return talk.plain_at(at) in listed("names", "relatives") and _has(talk, at - 3, at, "theirs")


def _is_relative(talk: Line, name: Name) -> bool:
    """Whether it follows "his wife", "the daughter", or "a boy named"."""
    at = _skipped(talk, name.first)
    if talk.plain_at(at) in ("named", "called"):
        return _has(talk, at - 3, at, "persons") or _has(talk, at - 3, at, "relatives")
    if talk.plain_at(at) in ("him", "her", "baby") and talk.plain_at(at - 1) in listed(
        "names", "calling"
    ):
        return True
    if talk.plain_at(at) in listed("names", "persons") and talk.plain_at(at + 1) == ",":
        return talk.words[name.first].capital
    if talk.plain_at(at) not in listed("names", "relatives") or _has(talk, at - 3, at, "mine"):
        return False
    if at == name.first - 1 and not _has(talk, at - 6, at, "speaker"):
        return True
    owner = any(talk.plain_at(each).endswith("'s") for each in range(at - 2, at))
    return owner or _has(talk, at - 3, at, "theirs")


def _is_led(talk: Line, name: Name) -> bool:
    """Whether what stands before it goes before a patient's name only."""
    at = _skipped(talk, name.first) + 1
    if _is_own(talk, at):
        return False
    if follows_label(talk, name.first) or follows_bed(talk, name.first):
        return True
    if leads_to_patient().ending(talk.words, at):
        return True
    if _is_called(talk, at):
        return True
    says = talk.plain_at(at - 1) in ("is", "was", "said", "says", "reads")
    return says and _has(talk, at - 8, at - 1, "labels")


def _is_called(talk: Line, at: int) -> bool:
    """Whether "the kid's name" or "the mother of the boy was" stands before."""
    before = talk.plain_at(at - 1)
    if before == "name" and talk.plain_at(at - 2).endswith("'s"):
        return True
    kin = _has(talk, at - 6, at - 1, "relatives") or _has(talk, at - 6, at - 1, "persons")
    return before in ("was", "is") and kin and not _has(talk, at - 7, at - 1, "mine")


def _is_told(talk: Line, name: Name) -> bool:
    """Whether somebody tells the person something, or does something to them, in illness."""
    at = _skipped(talk, name.first) + 1
    said = _told().ending(talk.words, at) or (
        name.confident and _before_if_ill().ending(talk.words, at)
    )
    return said and _is_ill(talk, name)


def _is_own(talk: Line, at: int) -> bool:
    """Whether the speaker says their own name: "my name is"."""
    return any(
        talk.plain_at(each) == "name" and talk.plain_at(each - 1) in listed("names", "own_name")
        for each in range(at - 4, at)
    )


def _is_followed(talk: Line, name: Name) -> bool:
    """Whether what stands after it goes after a patient's name only."""
    at = name.after + 1 if talk.plain_at(name.after) in _MARKS else name.after
    if name.owns:
        return _has(talk, at, at + 2, "belongings")
    if _is_entry(talk, name) or follows_patient().starting(talk.words, at):
        return True
    if _is_case(talk, name) or _is_kin(talk, at):
        return True
    if talk.plain_at(name.after) in listed("names", "kin") and not _has(
        talk, name.first - 3, name.first, "mine"
    ):
        return True
    if _is_told_apart(talk, at, paused=at > name.after):
        return True
    return name.confident and talk.plain_at(at) == "with" and _has(talk, at + 1, at + 5, "ill")


def _is_case(talk: Line, name: Name) -> bool:
    """Whether it stands in "the Abernathy baby" or "the Abernathy family"."""
    named = listed("names", "eponyms").isdisjoint(name.parts(talk))
    return (
        named
        and talk.plain_at(name.first - 1) in ("the", "that", "this")
        and talk.plain_at(name.after) in listed("names", "cases")
    )


def _is_kin(talk: Line, at: int) -> bool:
    """Whether "his daughter" or "who is the son" stands there."""
    while talk.plain_at(at) in ("who", "that", "is", "was", ","):
        at += 1
    whose = talk.plain_at(at) in listed("names", "theirs")
    return whose and _has(talk, at + 1, at + 3, "relatives")


def _is_told_apart(talk: Line, at: int, *, paused: bool) -> bool:
    """Whether "the diabetic in the corner" stands here, or an age; `paused` after a comma."""
    plain = talk.plain_at(at)
    article = plain == "the" or (paused and plain in ("a", "an", "my"))
    if _AGE.fullmatch(plain) or (article and _has(talk, at + 1, at + 3, "patient_like")):
        return True
    while talk.plain_at(at) in ("is", "was", "a", "an"):
        at += 1
    if not talk.plain_at(at).isdecimal() or len(talk.plain_at(at)) > 3:
        return False
    after, second = talk.plain_at(at + 1), talk.plain_at(at + 2)
    aged = _AGED.match(f"{after} {second} ") is not None
    return aged or (paused and after in (",", "with"))


def _is_entry(talk: Line, name: Name) -> bool:
    """Whether it is written as in a list: "Okonkwo, Adaeze, seen 3/4/2020"."""
    second = name.after + 1
    if talk.plain_at(name.after) != "," or second >= len(talk.words):
        return False
    word = talk.words[second]
    if not listed("names", "eponyms").isdisjoint((*name.parts(talk), word.plain)):
        return False
    return (
        word.capital
        and not is_everyday(word.plain)
        and talk.plain_at(second + 1) in (",", "dob", "seen", "mrn")
        and (
            talk.plain_at(second + 2)[:1].isdecimal()
            or talk.plain_at(second + 2) in listed("names", "in_lists")
        )
    )


def _is_near_illness(talk: Line, name: Name) -> bool:
    """Whether a name without other signs stands beside illness, as a person would."""
    near = talk.around(name.first, name.after, _REACH)
    if listed("names", "eponyms").issuperset(name.parts(talk)):
        return False
    if not {"patient", "patients"}.isdisjoint(near) or not _is_ill(talk, name):
        return False
    before, after = talk.plain_at(name.first - 1), talk.plain_at(name.after)
    if not talk.words[name.first].capital:
        acts = after in listed("names", "person_acts") or before in listed("names", "acted_on")
        return acts or _is_known(talk, name)
    ahead = talk.plain_at(name.after + 1) if after == "," else after
    if ahead in listed("names", "again") or after in listed("names", "person_acts"):
        return True
    opening = talk.words[name.first].opening and not name.confident
    thing = opening or before in listed("names", "before_things")
    return _is_known(talk, name) or not thing


def _is_known(talk: Line, name: Name) -> bool:
    """Whether it owns something, or is a common name and nothing else."""
    common = name.confident and not known_names().isdisjoint(name.parts(talk))
    return name.owns or common


def _is_ill(talk: Line, name: Name) -> bool:
    near = talk.around(name.first, name.after, _REACH)
    return not listed("names", "ill").isdisjoint(near)


def _skipped(talk: Line, first: int) -> int:
    """The place before a name, past one quote, comma or bracket, and "little"."""
    before = first - 2 if talk.plain_at(first - 1) in _MARKS else first - 1
    return before - 1 if talk.plain_at(before) in listed("names", "small_talk") else before


def _has(talk: Line, first: int, after: int, name: str) -> bool:
    words = listed("names", name)
    return any(talk.plain_at(at) in words for at in range(first, after))


@cache
def _before_if_ill() -> Phrases:
    return phrases({"before": facts()["names"]["before_if_ill"]}, by_last=True)


@cache
def _told() -> Phrases:
    return phrases({"told": facts()["names"]["told"]}, by_last=True)
