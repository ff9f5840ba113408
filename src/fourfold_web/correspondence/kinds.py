"""The kinds of mail, read from kinds.toml, and what a row of each may carry."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from django.utils import timezone

from fourfold.issues import FourfoldError, unknown
from fourfold.learning.library import entry

# The list of nudges that were one too many in a week.
DIGEST = "weekly_digest"
LIBRARY_TITLE = "library title"
FACT_TYPES = {"number": int, "moment": datetime, LIBRARY_TITLE: str}
Fact = int | str | datetime


@dataclass(frozen=True)
class MailKind:
    """One kind of mail: its fixed words, the type of each fact it may carry, and how it behaves.

    A nudge reminds: it obeys quiet hours, the weekly number and the reader's own switches; an
    `opt_in` one goes only to who asked for it. The link of a `by_link` mail opens its one page
    without signing in.
    """

    name: str
    subject: str
    button: str
    why: str
    facts: dict[str, str]
    nudge: bool = False
    opt_in: bool = False
    by_link: bool = False
    waits: str = ""

    @property
    def what_waits(self) -> str:
        """What it is about, in the weekly list and beside the reader's switch."""
        return self.waits or self.subject


@cache
def mail_kinds() -> dict[str, MailKind]:
    """Every kind by its name, in the order of the file."""
    text = files(__package__).joinpath("kinds.toml").read_text(encoding="utf-8")
    return {name: MailKind(name=name, **entry) for name, entry in tomllib.loads(text).items()}


def mail_kind(name: str) -> MailKind:
    """The kind called `name`.

    Raises FourfoldError for an unknown one, naming the choices.
    """
    if name not in mail_kinds():
        raise FourfoldError(unknown("kind of mail", name, mail_kinds()))
    return mail_kinds()[name]


def nudge_kinds() -> list[MailKind]:
    """The kinds that a reader can switch off."""
    return [kind for kind in mail_kinds().values() if kind.nudge]


def stored_facts(kind: MailKind, facts: dict[str, Fact]) -> dict[str, int | str]:
    """The facts as JSON values.

    Raises FourfoldError for a fact that the kind does not declare or of another type. Text is a
    fact only as the key of a title in the public library, so that no row can hold what somebody
    wrote.
    """
    for name, value in facts.items():
        if name not in kind.facts:
            raise FourfoldError(unknown(f"fact of mail {kind.name}", name, kind.facts))
        if type(value) is not FACT_TYPES[kind.facts[name]]:
            raise FourfoldError(f"Fact {name} of mail {kind.name} must be a {kind.facts[name]}.")
        if kind.facts[name] == LIBRARY_TITLE:
            entry(value)
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in facts.items()
    }


def shown_facts(kind: MailKind, stored: dict[str, int | str]) -> dict[str, Fact]:
    """The stored facts for the templates: moments in the active time zone, titles by name."""
    return {name: _shown(kind.facts[name], value) for name, value in stored.items()}


def _shown(type_: str, value: int | str) -> Fact:
    if type_ == "moment":
        return timezone.localtime(datetime.fromisoformat(value))
    return entry(value).title if type_ == LIBRARY_TITLE else value
