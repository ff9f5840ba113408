"""Dates that a goal spells out with their year, to tell whether its time has passed (G-67)."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "(?P<month>" + "|".join(_MONTHS) + r")[a-z]*\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHAPES = [
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"\b{_MONTH}\s+(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?:of\s+)?{_YEAR}\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_YEAR}-(?P<number>\d{{1,2}})-(?P<day>\d{{1,2}})\b",
        rf"\b(?P<number>\d{{1,2}})/(?P<day>\d{{1,2}})/{_YEAR}\b",
        rf"\b(?:by|before|in|until|till|through|end of)\s+{_YEAR}\b",
    )
]


def has_passed(sentence: str, today: date) -> bool:
    """Whether the sentence has dates with a year, and all of them lie before `today`."""
    dates = list(_dates(sentence))
    return bool(dates) and max(dates) < today


def _dates(sentence: str) -> Iterator[date]:
    """The last day that each spelled-out date can mean; what is no date is left out."""
    for shape in _SHAPES:
        for match in shape.finditer(sentence):
            found = match.groupdict()
            year, month = int(found["year"]), _month(found)
            last = monthrange(year, month)[1] if 1 <= month <= 12 else 0
            day = int(found.get("day") or last)
            if 1 <= day <= last:
                yield date(year, month, day)


def _month(found: dict[str, str | None]) -> int:
    if name := found.get("month"):
        return _MONTHS.index(name.lower()) + 1
    # A year alone lasts to its end.
    return int(found.get("number") or 12)
