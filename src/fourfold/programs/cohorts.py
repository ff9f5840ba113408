"""What becomes of each cohort at the end of a year: it moves up, stays, or leaves."""

import re
from collections.abc import Iterable

_NUMBERED = re.compile(r"(?P<before>\D*?)(?P<number>\d{1,2})(?P<behind>\D*)")


def next_cohort(cohort: str, others: Iterable[str]) -> str | None:
    """The cohort that `cohort` moves to, as PGY-2 after PGY-1; None when it seems to leave.

    The highest of its kind among `others` leaves. A cohort without a small number in its name, such
    as “Class of 2027”, keeps its name.
    """
    found = _NUMBERED.fullmatch(cohort)
    if found is None:
        return cohort
    kin = [
        each for each in map(_NUMBERED.fullmatch, others) if each and _kind(each) == _kind(found)
    ]
    number = int(found["number"])
    if kin and number >= max(int(each["number"]) for each in kin):
        return None
    return f"{found['before']}{number + 1}{found['behind']}"


def _kind(found: re.Match[str]) -> tuple[str, str]:
    return found["before"].casefold(), found["behind"].casefold()
