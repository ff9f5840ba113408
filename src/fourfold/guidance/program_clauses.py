"""What a program asks of every pair: clauses of its own, which stand in each agreement (G-30).

They are frozen into the terms when these are proposed, so that an agreement keeps the words that
its two people said yes to, whatever the program writes later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from fourfold.issues import FourfoldError

KEYS = {"title", "says"}


@dataclass(frozen=True, slots=True)
class ProgramClause:
    """One clause of a program: a short title, and what both sides agree to."""

    title: str
    says: str

    def to_json(self) -> dict[str, str]:
        """The clause as plain values."""
        return asdict(self)


def read_clauses(found: object) -> tuple[ProgramClause, ...]:
    """The clauses that `to_json` wrote, in their order.

    FourfoldError names what is no clause.
    """
    if not isinstance(found, Iterable) or isinstance(found, str | Mapping):
        raise FourfoldError("Clauses must be a list of objects with a title and words.")
    return tuple(_read(each) for each in found)


def _read(found: object) -> ProgramClause:
    if not isinstance(found, Mapping) or set(found) != KEYS:
        raise FourfoldError("A clause must have exactly a title and says.")
    title, says = found["title"], found["says"]
    if not isinstance(title, str) or not isinstance(says, str):
        raise FourfoldError("The title and the words of a clause must be texts.")
    return ProgramClause(title, says)


def not_agreed_yet(
    newest: Iterable[ProgramClause], before: Iterable[ProgramClause]
) -> tuple[ProgramClause, ...]:
    """The clauses of `newest` to which somebody who agreed to `before` has not said yes."""
    known = set(before)
    return tuple(clause for clause in newest if clause not in known)
