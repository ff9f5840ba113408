"""“Define your role”: reads how a guide would say what they will and will not do (G-48).

Plain rules over the phrases of `data/role_drills.toml`; nothing is scored and nothing kept. What a
rule does not know it calls missing, so a person has the last word.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance, parse_form, profile
from fourfold.guidance.tokens import Tokens, tokens
from fourfold.issues import FourfoldError, quoted, unknown
from fourfold.learning.facts import read

LONGEST = 2000
_FEWEST_WORDS = 3
_QUESTION = re.compile(r"(?P<asks>(?: [^ .?,]+)+)(?= \?)")


@dataclass(frozen=True, slots=True)
class Situation:
    """A made-up moment in which a guide defines their role, and one way to do it."""

    id: str
    title: str
    form: FormOfGuidance
    says: str
    example: str
    source: str


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that such words hold; `heard` is where they do, empty when they do not."""

    id: str
    title: str
    heard: str
    missing: str
    source: str

    @property
    def is_there(self) -> bool:
        """Whether the words hold it."""
        return bool(self.heard)


@dataclass(frozen=True, slots=True)
class Slip:
    """Words that belong to another form than the situation's, and a sentence on them."""

    heard: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class RoleReading:
    """What was said of a role: five points, and what belongs to another form."""

    situation: Situation
    points: tuple[Point, ...]
    slips: tuple[Slip, ...]

    @property
    def missing(self) -> tuple[Point, ...]:
        """The points that the words do not hold."""
        return tuple(each for each in self.points if not each.is_there)


def situations() -> Mapping[str, Situation]:
    """Every situation by its id."""
    return _situations()


def situation(situation_id: str) -> Situation:
    """One situation; FourfoldError when there is none of that id."""
    if situation_id not in _situations():
        raise FourfoldError(unknown("situation", situation_id, _situations()))
    return _situations()[situation_id]


def read_role(text: str, where: Situation) -> RoleReading:
    """What the words say of the role, and what they leave out.

    FourfoldError for words that are too few to read, or longer than `LONGEST` characters.
    """
    if len(text) > LONGEST:
        raise FourfoldError(f"These are {len(text)} characters; {LONGEST} are enough for a role.")
    said = tokens(text)
    if sum(word[0].isalnum() for word in said.words) < _FEWEST_WORDS:
        raise FourfoldError(
            f"{quoted(text.strip())} is too short to read. Write what you would say, in a sentence"
            " or two."
        )
    points = tuple(_point(entry, said, text, where.form) for entry in _data()["points"])
    return RoleReading(where, points, tuple(_slips(said, text, where.form)))


def _point(entry: Mapping[str, Any], said: Tokens, text: str, form: FormOfGuidance) -> Point:
    if "names" in entry:
        found = _named(said, form)
    else:
        found = _found(entry["cues"], said)
        if not found and "questions" in entry:
            found = _questions(entry["questions"], said)
    heard = _quote(said, text, found[0]) if found else ""
    return Point(entry["id"], entry["title"], heard, entry["missing"], entry["source"])


def _named(said: Tokens, form: FormOfGuidance) -> list[re.Match[str]]:
    """Where the form is named; coaching with wisdom also by both of its halves."""
    own = _found(_names()[form], said)
    if own or form is not FormOfGuidance.COACHING_WITH_WISDOM:
        return own
    halves = [_found(_names()[half], said) for half in ("coaching", "mentoring")]
    return halves[0] if all(halves) else []


def _questions(not_these: Iterable[str], said: Tokens) -> list[re.Match[str]]:
    """Whole questions, but those that begin like advice wearing a question mark."""
    found = _QUESTION.finditer(said.line)
    return [
        each
        for each in found
        if not f"{each['asks']} ".startswith(tuple(f" {start} " for start in not_these))
    ]


def _slips(said: Tokens, text: str, form: FormOfGuidance) -> Iterable[Slip]:
    for entry in _data()["telling"]:
        if form in entry["in"] and not _is_unannounced(entry["id"], said, form):
            continue
        found = [each for each in _found(entry["cues"], said) if not _is_taken_back(said, each)]
        if found:
            says = _why(entry["says"], entry["in"], form)
            yield Slip(_quote(said, text, found[0]), says, entry["source"])
    if not _named(said, form):
        yield from _other_name(said, text, form)


def _is_unannounced(telling: str, said: Tokens, form: FormOfGuidance) -> bool:
    """Whether experience comes without the word that coaching with wisdom asks for (G-23)."""
    if telling != "shares" or form is not FormOfGuidance.COACHING_WITH_WISDOM:
        return False
    return not (_found(_data()["refusal"]["before_sharing"], said) or _named(said, form))


def _other_name(said: Tokens, text: str, form: FormOfGuidance) -> Iterable[Slip]:
    """The first name of another form that nothing takes back."""
    here = profile(form).name.lower()
    for name in (each for each in FormOfGuidance if each is not form):
        for match in _found(_names()[name], said):
            if not _is_taken_back(said, match):
                says = (
                    f"This names {profile(name).name.lower()}, and the situation asks for {here}."
                )
                yield Slip(_quote(said, text, match), says, "G-29")
                return


def _why(does: str, at_home: list[str], form: FormOfGuidance) -> str:
    here = profile(form).name.lower()
    if not at_home:
        return f"This {does}, and no form of guidance does."
    if form in at_home:
        return f"This {does}. In {here}, say so before it comes."
    where = " and ".join(profile(each).name.lower() for each in at_home)
    return f"This {does}. That belongs to {where}, and you are in {here}."


def _found(cues: Iterable[str], said: Tokens) -> list[re.Match[str]]:
    found = [match for cue in cues for match in _pattern(cue).finditer(said.line)]
    return sorted(found, key=lambda match: (match.start(), -match.end()))


def _is_taken_back(said: Tokens, match: re.Match[str]) -> bool:
    """Whether a word before it, in the same sentence, says that it will not be."""
    refusal = _data()["refusal"]
    before = said.line[: match.start()].rpartition(" . ")[2].split()[-refusal["within"] :]
    return any(f" {word} " in f" {' '.join(before)} " for word in refusal["after"])


def _quote(said: Tokens, text: str, match: re.Match[str]) -> str:
    """The words of the text where a phrase was found."""
    # A blank stands before each token, so a match begins at the offset of its first one.
    inside = [
        at for at, offset in enumerate(said.offsets) if match.start() <= offset < match.end() - 1
    ]
    return text[said.spans[inside[0]][0] : said.spans[inside[-1]][1]]


@cache
def _pattern(cue: str) -> re.Pattern[str]:
    pieces = [_piece(word) for word in cue.split()]
    return re.compile("".join(pieces) + "(?= )")


def _piece(word: str) -> str:
    if word == "…":
        return r"(?: [^ .?]+){0,4}"
    if word == "#":
        numbers = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty"
        return rf" (?:\d+|{numbers}|forty|sixty|several|some|few)"
    return f" {re.escape(word)}"


@cache
def _names() -> Mapping[str, list[str]]:
    return next(dict(entry["names"]) for entry in _data()["points"] if "names" in entry)


@cache
def _situations() -> Mapping[str, Situation]:
    return {
        each["id"]: Situation(**{**each, "form": parse_form(each["form"])})
        for each in _data()["situations"]
    }


@cache
def _data() -> dict[str, Any]:
    return read("role_drills.toml")
