"""Academic half-years, July to December and January to June: the only periods of a report.

They do not overlap and nobody can choose others, so that no two reports differ by a few days (B-7).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_STARTS = (1, 7)


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """One half-year by its first day."""

    begins: date

    @property
    def ends(self) -> date:
        """The first day of the next one."""
        if self.begins.month == _STARTS[0]:
            return self.begins.replace(month=_STARTS[1])
        return date(self.begins.year + 1, _STARTS[0], 1)

    @property
    def name(self) -> str:
        """Such as “July to December 2026”."""
        months = "January to June" if self.begins.month == _STARTS[0] else "July to December"
        return f"{months} {self.begins.year}"


def half_year_of(day: date) -> HalfYear:
    """The half-year that holds `day`."""
    start = max(month for month in _STARTS if month <= day.month)
    return HalfYear(date(day.year, start, 1))


def half_years(first: date, last: date) -> Iterator[HalfYear]:
    """From the one that holds `first` to the one that holds `last`, the earliest first."""
    each = half_year_of(first)
    while each.begins <= last:
        yield each
        each = half_year_of(each.ends)
