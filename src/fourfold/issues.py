"""How every check answers: an `Issue` says what was found, what is allowed and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that a check found.

    `code` is a stable lower-case word for programs, `message` one sentence for a person,
    `where` the field, key or line concerned ("" when it is the whole value).
    """

    code: str
    message: str
    where: str = ""
    severity: Severity = "error"


class FourfoldError(ValueError):
    """A value that cannot be used. The message says what was found and what is allowed."""


def unknown(thing: str, found: object, allowed: Iterable[str]) -> str:
    """The sentence that refuses a name and offers the choices."""
    return f"Unknown {thing} {found!r}. Choose one of: {', '.join(allowed)}."
