"""The labelled texts that the screen is measured on: written by hand, and filled by a seed.

`identifiers_open.jsonl` and `identifiers_sealed.jsonl` in `bench/data` hold templates with slots
such as `{name:last}`, written sentences with labels such as `{name|Alvarez}`, and clean ones. All
persons and numbers are made up. Half of the filled templates are spoken: lower case, no marks,
numbers as words. `identifiers_fill.jsonl` holds what slots are filled from, for each half.

The second sets, `identifiers_open_2.jsonl` and `identifiers_sealed_2.jsonl`, were written by two
other authors, who saw neither the rules nor each other's lines: whole texts with their labels.
"""

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fourfold.confidentiality.screening import Identifier, Kind

DATA = Path(__file__).parent / "data"
HALVES = ("open", "sealed")
SECOND = ("open_2", "sealed_2")
FILLS = 24
_SLOT = re.compile(r"\{(\w+)(?:([:|])([^}]*))?\}")
_UNITS, _TEENS, _TENS, _NTHS, _MONTHS = (
    words.split()
    for words in (
        "zero one two three four five six seven eight nine",
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        "- - twenty thirty forty fifty sixty seventy eighty ninety",
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        "January February March April May June July August September October November December",
    )
)
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One text, what points to a patient in it, and how it came about: template, written, clean."""

    text: str
    identifiers: tuple[Identifier, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Fill:
    """Where slots of one text come from."""

    pick: random.Random
    words: Mapping[str, Sequence[str]]
    spoken: bool

    def one(self, *choices: str) -> str:
        """One of them."""
        return self.pick.choice(choices)

    def code(self, *looks: str) -> str:
        """A code that looks like one of these; spoken, letter by letter and digit by digit."""
        found = re.sub("[9A]", self._character, self.one(*looks))
        if not self.spoken:
            return found
        return " ".join(self.said(each) for each in found if each.isalnum())

    def _character(self, match: re.Match[str]) -> str:
        # A number that begins with 0 would be read as if it were shorter.
        digits = "123456789" if match.start() == 0 else "0123456789"
        return self.pick.choice(digits if match[0] == "9" else _LETTERS)

    def said(self, character: str) -> str:
        """A letter or digit as it is spoken."""
        if not character.isdigit():
            return character.lower()
        return self.one("zero", "oh") if character == "0" else _UNITS[int(character)]

    def of(self, name: str) -> str:
        """One of the words of this half."""
        found = self.pick.choice(self.words[name])
        return found.lower() if self.spoken else found


def half(name: str) -> list[Labelled]:
    """All texts of one half, the same on every run."""
    pick = random.Random(f"identifiers {name}")  # noqa: S311
    rows = [json.loads(row) for row in (DATA / f"identifiers_{name}.jsonl").open(encoding="utf-8")]
    fills = [json.loads(row) for row in (DATA / "identifiers_fill.jsonl").open(encoding="utf-8")]
    words = next(each for each in fills if each["half"] == name)
    found: list[Labelled] = []
    for row in rows:
        origin = row["id"].split("-")[1]
        if origin == "template":
            fill = [Fill(pick, words, spoken=bool(number % 2)) for number in range(FILLS)]
            found += [filled(row["text"], each) for each in fill]
        else:
            found.append(_read(row["text"], origin, lambda kind, rest: rest))
    return found


def second(name: str) -> list[Labelled]:
    """All texts of one of the second sets."""
    rows = [json.loads(row) for row in (DATA / f"identifiers_{name}.jsonl").open(encoding="utf-8")]
    return [_labelled(row["text"], row["identifiers"]) for row in rows]


def _labelled(text: str, labels: Sequence[Mapping[str, Any]]) -> Labelled:
    found = tuple(Identifier(Kind(each["kind"]), each["start"], each["end"]) for each in labels)
    return Labelled(text, found, "written" if found else "clean")


def filled(template: str, fill: Fill) -> Labelled:
    """A template with its slots filled and labelled."""
    text = without_marks(template) if fill.spoken else template

    def value(kind: str, form: str) -> str:
        slot = f"{kind}:{form}" if form else kind
        return fill.code(*_CODES[slot]) if slot in _CODES else _MAKERS[slot](fill)

    return _read(text, "template", value)


def _read(text: str, origin: str, value: Callable[[str, str], str]) -> Labelled:
    pieces: list[str] = []
    found: list[Identifier] = []
    end = length = 0
    for match in _SLOT.finditer(text):
        said = value(match[1], match[3] or "")
        length += match.start() - end
        if match[1] in set(Kind):
            found.append(Identifier(Kind(match[1]), length, length + len(said)))
        pieces += [text[end : match.start()], said]
        length += len(said)
        end = match.end()
    return Labelled("".join([*pieces, text[end:]]), tuple(found), origin)


def without_marks(template: str) -> str:
    """A text as it is spoken, apart from its slots: lower case, without marks."""
    parts = re.split(r"(\{[^}]*\})", re.sub(r"(?<=\w)\.(?=\w)", " dot ", template))
    return "".join(
        part if part.startswith("{") else re.sub(r"[.,;:?!\"#]", "", part.replace("-", " ")).lower()
        for part in parts
    )


def _number(value: int) -> str:
    """A number below 200 in words."""
    if value >= 100:
        rest = f" and {_number(value - 100)}" if value > 100 else ""
        return f"one hundred{rest}"
    if value < 20:
        return (_UNITS + _TEENS)[value]
    return _TENS[value // 10] + (f" {_UNITS[value % 10]}" if value % 10 else "")


def _nth(day: int) -> str:
    if day <= 20:
        return _NTHS[day - 1]
    return "thirtieth" if day == 30 else f"{_TENS[day // 10]} {_NTHS[day % 10 - 1]}"


def _year(fill: Fill, earliest: int = 1931) -> str:
    year = fill.pick.randint(earliest, 2024)
    if not fill.spoken:
        return str(year)
    if 2000 <= year < 2010:
        return f"two thousand {_UNITS[year % 100]}" if year % 100 else "two thousand"
    low = f"oh {_UNITS[year % 100]}" if year % 100 < 10 else _number(year % 100)
    return f"{_number(year // 100)} {low if year % 100 else 'hundred'}"


def _day(fill: Fill) -> str:
    day, month = fill.pick.randint(1, 28), fill.pick.choice(_MONTHS)
    if fill.spoken:
        return fill.one(f"{month} {_nth(day)}", f"the {_nth(day)} of {month}").lower()
    short = f"{month[:3]}." if month != "May" else month
    return fill.one(f"{month} {day}", f"{day} {month}", f"{short} {day}")


def _date(fill: Fill) -> str:
    if fill.spoken:
        return f"{_day(fill)} {_year(fill)}"
    year = _year(fill)
    month, day = fill.pick.randint(1, 12), fill.pick.randint(1, 28)
    name = _MONTHS[month - 1]
    return fill.one(
        f"{month}/{day}/{year}",
        f"{month:02}/{day:02}/{year[2:]}",
        f"{month}-{day}-{year}",
        f"{day:02}.{month:02}.{year}",
        f"{year}-{month:02}-{day:02}",
        f"{name} {day}, {year}",
        f"{day} {name} {year}",
        f"{name[:3]} {day} {year}",
    )


def _phone(fill: Fill) -> str:
    return fill.code(
        "(999) 555-0199",
        "999-555-0199",
        "999.555.0199",
        "+1 999 555 0199",
        "999 555 0199",
        "1-999-555-0199",
    )


def _short_phone(fill: Fill) -> str:
    return fill.code("555-0199", "555 0199")


def _mail(fill: Fill) -> str:
    first, last = fill.of("first").lower(), fill.of("last").lower().replace("'", "")
    number = fill.pick.randint(2, 99)
    host = fill.one("gmail", "yahoo", "hotmail", "example")
    if fill.spoken:
        before = fill.one(
            f"{first} dot {last}", f"{first} underscore {last}", f"{last} {_number(number)}"
        )
        return f"{before} at {host} dot com"
    return fill.one(
        f"{first}.{last}@{host}.com", f"{last}{number}@{host}.com", f"{first[0]}_{last}@{host}.org"
    )


def _ssn(fill: Fill) -> str:
    return fill.code("999-99-9999", "999 99 9999", "999999999")


def _url(fill: Fill) -> str:
    first, last = fill.of("first").lower(), fill.of("last").lower().replace("'", "")
    if fill.spoken:
        return fill.one(f"www dot {first} {last} dot com", f"www dot care for {first} dot org")
    return fill.one(
        f"https://www.example.com/{first}-{last}",
        f"www.{last}family.example",
        f"http://blog.example.org/{first}",
        f"caringpage.org/{last}",
    )


def _ip(fill: Fill) -> str:
    parts = [fill.pick.randint(1, 254) for _ in range(4)]
    if fill.spoken:
        return " dot ".join(_spoken_part(part) for part in parts)
    return ".".join(map(str, parts))


def _spoken_part(part: int) -> str:
    if part < 100:
        return _number(part)
    rest = part % 100
    low = f"oh {_UNITS[rest]}" if rest < 10 else _number(rest)
    return f"{_UNITS[part // 100]} {low}"


def _street(fill: Fill) -> str:
    number = fill.pick.randint(21, 99) * 100 + fill.pick.randint(11, 99)
    street = fill.of("street")
    suffix = fill.one("Street", "Avenue", "Road", "Lane", "Boulevard", "Drive", "Court")
    if fill.spoken:
        return f"{_number(number // 100)} {_number(number % 100)} {street} {suffix}".lower()
    short = fill.one("St.", "Ave", "Rd.", suffix, suffix)
    return f"{number} {street} {short}" + fill.one("", "", f", Apt {fill.pick.randint(1, 40)}")


def _age(fill: Fill) -> str:
    age = fill.pick.randint(90, 107)
    return _number(age) if fill.spoken else str(age)


def _room(fill: Fill) -> str:
    number = fill.pick.randint(2, 39)
    return _number(number) if fill.spoken else str(number)


def _title(fill: Fill) -> str:
    title = fill.one("Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Miss")
    return title.rstrip(".").lower() if fill.spoken else title


# How the codes of each kind look: 9 stands for any digit, A for any capital letter.
_CODES = {
    "record_number": ("99999", "9999999", "99999999", "A999999", "999-9999"),
    "address:zip": ("99999",),
    "plan_number": ("AAA999999", "999999999", "A999-9999"),
    "account_number": ("99999999", "9999 9999 9999 9999", "999-99999"),
    "license_number": ("A9999999", "99999999", "A999-9999"),
    "vehicle_number": ("AAA 9999", "9AAA999", "AA-99999"),
    "device_number": ("AA999999", "9999999", "SN-99999"),
    "other_number": ("9999-999", "AA99999", "999999"),
}
_MAKERS: Mapping[str, Callable[[Fill], str]] = {
    "title": _title,
    "complaint": lambda fill: fill.of("complaint"),
    "name:first": lambda fill: fill.of("first"),
    "name:last": lambda fill: fill.of("last"),
    "name:full": lambda fill: f"{fill.of('first')} {fill.of('last')}",
    "phone": _phone,
    "phone:short": _short_phone,
    "mail": _mail,
    "ssn": _ssn,
    "date": _date,
    "date:day": _day,
    "date:month": lambda fill: f"{fill.of('month')} {_year(fill)}",
    "date:year": _year,
    "url": _url,
    "ip": _ip,
    "address": _street,
    "address:town": lambda fill: fill.of("town"),
    "age_over_89": _age,
    "room": _room,
}
