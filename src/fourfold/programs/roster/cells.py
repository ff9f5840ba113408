"""One cell of a roster as a value; FourfoldError with a sentence when it is none."""

import re
from collections import Counter
from collections.abc import Iterable

from fourfold.issues import FourfoldError, quoted
from fourfold.programs.roster.columns import Columns
from fourfold.programs.roster.facts import ROLES, listed, plain, role_words
from fourfold.spreadsheet import unmarked

MOST_PLACES = 200
_ADDRESS = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{}|~-]+(\.[a-z0-9!#$%&'*+/=?^_`{}|~-]+)*"
    r"@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]",
)
_IN_BRACKETS = re.compile(r".*<([^<>]+)>")
_LONGEST_LOCAL = 64
# What Excel writes to keep the zeros of a number.
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f]")
_APART = re.compile(r"[;|/+]|\band\b")
_ASIDE = re.compile(r"\([^)]*\)")
_PGY = re.compile(r"pgy[\s_-]*(\d{1,2})", re.IGNORECASE)
_BY_WORDS_BESIDE = ("learner", "guide")


def text(cell: str) -> str:
    """A cell without the blanks around it and between its words; a formula stays text."""
    squeezed = " ".join(_UNSEEN.sub("", unmarked(cell.strip())).split())
    kept = _KEPT_AS_TEXT.fullmatch(squeezed)
    return kept[1].strip() if kept else squeezed


def address(cell: str) -> str:
    """An e-mail address in lower case, also out of `Lena Lind <lena@example.org>`."""
    found = text(cell).lower().removeprefix("mailto:")
    if inside := _IN_BRACKETS.fullmatch(found):
        found = inside[1].strip()
    if not found:
        raise FourfoldError("There is no email address. Write one such as lena@example.org.")
    if not _ADDRESS.fullmatch(found) or len(found.partition("@")[0]) > _LONGEST_LOCAL:
        raise FourfoldError(
            f"{quoted(found)} is no email address. Write one address such as lena@example.org."
        )
    return found


def name(cell: str) -> str:
    """A name as people say it: “Lind, Lena, MD” is Lena Lind."""
    parts = [part.strip() for part in text(cell).split(",") if part.strip()]
    while len(parts) > 1 and plain(parts[-1]) in listed("names", "behind"):
        parts.pop()
    if len(parts) == 2:
        parts.reverse()
    return (" " if len(parts) == 2 else ", ").join(parts)


def roles(cell: str, columns: Columns) -> tuple[str, ...]:
    """The roles that a cell names, in the usual order; nothing for people who are left out."""
    said = text(cell)
    if not said:
        if columns.usual_role:
            return (columns.usual_role,)
        raise FourfoldError(f"There is no role. Write one of: {', '.join(ROLES)}.")
    if (whole := _meant(said, columns)) is not None:
        return (whole,) if whole else ()
    found = [_role(part, columns) for part in _APART.split(said.lower()) if part.strip()]
    if not found or None in found:
        raise FourfoldError(
            f"Unknown role {quoted(said)}. Write one of: {', '.join(ROLES)}; or say on the page of"
            " the columns what the word means."
        )
    return tuple(role for role in ROLES if role in found)


def unknown_roles(cells: Iterable[str], columns: Columns) -> list[str]:
    """The words in a role column that mean no role so far, the most frequent first."""
    counted = Counter(text(cell) for cell in cells)
    return [word for word, _ in counted.most_common() if word and not _is_known(word, columns)]


def _is_known(word: str, columns: Columns) -> bool:
    try:
        roles(word, columns)
    except FourfoldError:
        return False
    return True


def is_active(cell: str) -> bool:
    """Whether somebody is there; only a word that says otherwise means that they are not."""
    said = plain(cell)
    return said not in listed("status", "inactive") and not (
        set(said.split()) & {"inactive", "graduated", "terminated", "withdrawn", "resigned"}
    )


def cohort(cell: str, heading: str) -> str:
    """A class or year of training: “PGY2”, or 2 under “PGY”, is PGY-2."""
    said, under = text(cell).removesuffix(".0"), plain(heading)
    if found := _PGY.fullmatch(said):
        return f"PGY-{int(found[1])}"
    if said.isdecimal() and len(said) < 3 and under in listed("cohorts", "years"):
        return f"PGY-{int(said)}"
    if said.isdecimal() and len(said) == 4 and under in listed("cohorts", "classes"):
        return f"Class of {said}"
    return said


def number(cell: str) -> str:
    """Another system's number for somebody, without the decimals that spreadsheets add."""
    said = text(cell)
    return said.removesuffix(".0") if said.removesuffix(".0").isdecimal() else said


def capacity(cell: str) -> int | None:
    """How many people a guide takes; nothing where nothing is written."""
    said = text(cell).removesuffix(".0")
    if not said:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) < 5 and int(said) <= MOST_PLACES):
        raise FourfoldError(
            f"{quoted(said)} is no number of places. Write a whole number from 0 to {MOST_PLACES}."
        )
    return int(said)


def _meant(word: str, columns: Columns) -> str | None:
    """What a whole word means: a role, "" for people who are left out, None for an unknown one."""
    said = plain(word)
    return columns.role_words.get(said, role_words().get(said))


def _role(word: str, columns: Columns) -> str | None:
    """What one of several words means, also with words beside it."""
    said = plain(_ASIDE.sub(" ", word))
    if (whole := _meant(said, columns)) is not None or "director" in said.split():
        return whole
    held = {
        role
        for known, role in role_words().items()
        if role in _BY_WORDS_BESIDE and f" {known} " in f" {said} "
    }
    # “Fellow mentor” could be either; only one meaning is taken.
    return held.pop() if len(held) == 1 else None
