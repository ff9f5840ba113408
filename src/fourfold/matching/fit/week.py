"""The hours of people's weeks in one clock, as bits that can be compared by the million."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from fourfold.issues import FourfoldError
from fourfold.scheduling.hours import FIRST_DAY, LAST_DAY, WeeklyHours

Words = NDArray[np.uint64]

# Half hours of a week at which a meeting may begin, and how many words of 64 bits hold them.
BEGINNINGS = 7 * 24 * 2
WEEK_WORDS = 6
_DAY, _QUARTER = 24 * 60, 15
_QUARTERS = 7 * _DAY // _QUARTER
_WEEK = (1 << _QUARTERS) - 1


def week_bits(people: Sequence[tuple[tuple[WeeklyHours, ...], ZoneInfo]], week_of: date) -> Words:
    """For each person, bit h of their row is set when an hour's meeting can begin in half hour h.

    Half hours are counted from Monday 00:00 UTC of the week of `week_of`; shape (people, 6). Hours
    count from the first full quarter to the last. A beginning at a quarter past counts for the half
    hour that it lies in, so two who share an hour always share a bit; two whose clocks are a
    quarter apart may share one for three quarters of an hour.
    """
    if not FIRST_DAY <= week_of <= LAST_DAY:
        raise FourfoldError(f"The week to compare hours in cannot be that of {week_of}.")
    monday = week_of - timedelta(days=week_of.weekday())
    rows: dict[tuple[tuple[WeeklyHours, ...], ZoneInfo], int] = {}
    row_of = [rows.setdefault(person, len(rows)) for person in people]
    packed = b"".join(_quarters(hours, zone, monday) for hours, zone in rows)
    of_week = np.frombuffer(packed, np.uint8).reshape(len(rows), _QUARTERS // 8)
    quarters = np.unpackbits(of_week, axis=1, bitorder="little")
    halves = quarters[:, :_QUARTERS].reshape(len(rows), BEGINNINGS, 2).any(axis=2)
    padded = np.zeros((len(rows), WEEK_WORDS * 64), np.uint8)
    padded[:, :BEGINNINGS] = halves
    bits = np.packbits(padded, axis=1, bitorder="little").view("<u8").astype(np.uint64)
    return np.ascontiguousarray(bits[np.array(row_of, np.int64)])


def _quarters(hours: tuple[WeeklyHours, ...], zone: ZoneInfo, monday: date) -> bytes:
    """The quarters of the week from which the next four are open, as bits."""
    ahead = _minutes_ahead(zone, monday)
    open_bits = 0
    for each in hours:
        start = each.start.hour * 60 + each.start.minute
        end = each.end.hour * 60 + each.end.minute or _DAY
        shift = each.weekday * _DAY - ahead[each.weekday]
        first, last = -(-(start + shift) // _QUARTER), (end + shift) // _QUARTER
        if last > first:
            open_bits |= _turned((1 << (last - first)) - 1, first)
    begins = open_bits
    for later in (1, 2, 3):
        begins &= _turned(open_bits, -later)
    return begins.to_bytes(_QUARTERS // 8, "little")


def _turned(bits: int, by: int) -> int:
    """Bits of the week moved later; what leaves at its end comes in at its start."""
    moved = bits << (by % _QUARTERS)
    return (moved | moved >> _QUARTERS) & _WEEK


@lru_cache(maxsize=1024)
def _minutes_ahead(zone: ZoneInfo, monday: date) -> tuple[int, ...]:
    """How far the zone's clock is ahead of UTC at noon of each day, in minutes."""
    noons = (
        datetime(monday.year, monday.month, monday.day, 12, tzinfo=UTC) + timedelta(days=day)
        for day in range(7)
    )
    ahead = (noon.astimezone(zone).utcoffset() or timedelta(0) for noon in noons)
    return tuple(int(each.total_seconds()) // 60 for each in ahead)
