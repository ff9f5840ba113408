"""Whether an amount in a time asks for more than anybody can do (G-65)."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fourfold.goals.said import as_read

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "weekend": 2}
_SPAN = re.compile(
    r"(?:(?:in|within|over|during|for|by)(?: the)?(?: next| coming)?|this|next)"
    r"\s+(?:(?P<count>{number})\s+)?(?P<unit>day|week|month|year|weekend)s?\b".replace(
        "{number}", r"\d[\d,.]*|[a-z]+"
    )
)
# Right behind a thing: “three papers a week”.
_EACH = re.compile(r"\s+(?:a|per|each|every)\s+(?P<unit>day|week|month|year|weekend)\b")
_SOON = {"tomorrow": 1, "tonight": 1, "overnight": 1, "by friday": 7, "by monday": 7}


@dataclass(frozen=True, slots=True)
class Pace:
    """The most of a thing that a person can do in a week; `words` match the thing."""

    words: re.Pattern[str]
    most_a_week: float


@dataclass(frozen=True, slots=True)
class PaceFacts:
    """The paces, and what number words mean."""

    paces: tuple[Pace, ...]
    numbers: Mapping[str, float]


@cache
def _facts() -> PaceFacts:
    text = files("fourfold").joinpath("data/smart.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)["pace"]
    numbers = data["numbers"]
    amount = rf"(?P<amount>\d[\d,]*(?:\.\d+)?|{'|'.join(numbers)})"
    return PaceFacts(
        tuple(
            Pace(
                re.compile(rf"\b{amount}\s+(?:[a-z-]+\s+){{0,2}}?(?:{each['words']})\b"),
                each["most_a_week"],
            )
            for each in data["things"]
        ),
        numbers,
    )


def is_beyond_reach(sentence: str) -> bool:
    """Whether a sentence names an amount and a time too short for it."""
    plain = as_read(sentence)
    given = _days(plain)
    return any(
        _number(match["amount"]) / days * 7 > pace.most_a_week
        for pace in _facts().paces
        for match in pace.words.finditer(plain)
        if (days := _days_each(plain, match.end()) or given)
    )


def _days_each(plain: str, at: int) -> float | None:
    """The days of “a week” that stands at this place; `None` when nothing does."""
    each = _EACH.match(plain, at)
    return _DAYS[each["unit"]] if each else None


def _days(plain: str) -> float | None:
    """The time that a sentence gives, in days; `None` without one."""
    for words, days in _SOON.items():
        if re.search(rf"\b{words}\b", plain):
            return days
    for match in _SPAN.finditer(plain):
        count = _number(match["count"] or "1")
        if count:
            return count * _DAYS[match["unit"]]
    return None


def _number(words: str) -> float:
    """A number in digits or words; 0 for what is none."""
    if words[0].isdigit():
        return float(words.rstrip(".,").replace(",", ""))
    return _facts().numbers.get(words, 0.0)
