"""One cell of a spreadsheet as a value; ValueError with a sentence when it is none."""

import re
from collections import Counter
from datetime import time
from itertools import chain
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError, quoted, unknown
from fourfold.matching.amounts import whole
from fourfold.scheduling.hours import WeeklyHours

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YES = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False}
_HOURS = re.compile(
    r"(?P<first>[a-z]+)(\s*-\s*(?P<last>[a-z]+))?\s+"
    r"(?P<start>\d{1,2}(:\d\d)?)\s*-\s*(?P<end>\d{1,2}(:\d\d)?)",
    re.IGNORECASE | re.ASCII,
)
_APART = re.compile(r"[|;]")
_HOURS_APART = re.compile(r"[|;,]")


def listed(text: str) -> frozenset[str]:
    """Several words, apart by | or ;."""
    return frozenset(each.strip() for each in _APART.split(text)) - {""}


def number(text: str) -> int:
    """A whole number from 0."""
    found = whole(text)
    if found is None:
        raise FourfoldError(f"{quoted(text)} is no whole number from 0.")
    return found


def yes(text: str) -> bool:
    """Yes or no; empty is no."""
    found = _YES.get(text.casefold() or "no")
    if found is None:
        raise FourfoldError(f"{quoted(text)} is neither yes nor no.")
    return found


def form(text: str) -> FormOfGuidance:
    """A form of guidance, however it is spaced."""
    name = re.sub(r"[\s_-]+", "_", text.casefold())
    try:
        return FormOfGuidance(name)
    except ValueError:
        raise FourfoldError(unknown("form of guidance", text, list(FormOfGuidance))) from None


def zone(text: str) -> ZoneInfo:
    """A time zone of the IANA list; UTC when empty."""
    try:
        return ZoneInfo(text or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise FourfoldError(
            f"Unknown time zone {quoted(text)}. Write one such as America/Chicago."
        ) from None


def hours(text: str) -> tuple[WeeklyHours, ...]:
    """Hours of a week, as in `Mon-Fri 12-13, Thu 17:00-18:30`."""
    return tuple(
        each for part in _HOURS_APART.split(text) if part.strip() for each in _hours(part.strip())
    )


def _hours(part: str) -> list[WeeklyHours]:
    found = _HOURS.fullmatch(part)
    first = _day(found["first"]) if found else None
    last = _day(found["last"] or found["first"]) if found else None
    if found is None or first is None or last is None or last < first:
        raise FourfoldError(f"{quoted(part)} are no hours. Write them as in: Mon 9-12, Thu 13-17.")
    start, end = _clock(found["start"], part), _clock(found["end"], part)
    return [WeeklyHours(day, start, end) for day in range(first, last + 1)]


def _day(name: str) -> int | None:
    return DAYS.index(name[:3].casefold()) if name[:3].casefold() in DAYS else None


def _clock(text: str, part: str) -> time:
    hour, _, minute = text.partition(":")
    try:
        return time(int(hour) % 24 if int(hour) == 24 else int(hour), int(minute or 0))
    except ValueError:
        raise FourfoldError(f"{quoted(part)} holds {text}, which no clock shows.") from None


def ranking(text: str) -> tuple[frozenset[str], ...]:
    """Tiers from the best down, as in `gita > omar = ines`; nobody stands in two."""
    tiers = [
        [each.strip() for each in re.split(r"[=|;]", tier) if each.strip()]
        for tier in text.split(">")
        if tier.strip()
    ]
    twice = [who for who, times in Counter(chain.from_iterable(tiers)).items() if times > 1]
    if twice:
        raise FourfoldError(
            f"{quoted(twice[0])} stands twice in the ranking {quoted(text)}. Rank everybody once."
        )
    return tuple(frozenset(tier) for tier in tiers)
