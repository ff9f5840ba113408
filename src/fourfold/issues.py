"""How every check answers: an `Issue` says what was found, what is allowed and what to do."""

import reprlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]

_LONGEST = 80
# Cuts while it writes, so that no refusal has to spell out a file that somebody sent by mistake.
_SHORT = reprlib.Repr()
_SHORT.maxlevel = 2
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = _LONGEST


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
    return f"Unknown {thing} {quoted(found)}. Choose one of: {', '.join(allowed)}."


def quoted(found: object) -> str:
    """What was found, in quotes, cut to about 80 characters: enough to know it again."""
    text = _SHORT.repr(found)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
