"""The kinds of mail, read from kinds.toml, and what a row of each may carry."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from django.utils import timezone

from fourfold.issues import FourfoldError, unknown

# The list of nudges that were one too many in a week.
DIGEST = "weekly_digest"
FACT_TYPES = {"number": int, "moment": datetime}


@dataclass(frozen=True)
class MailKind:
    """One kind of mail: its fixed words, the type of each fact it may carry, and how it behaves.

    A nudge reminds: it obeys quiet hours, the weekly number and the reader's own switches. The
    link of a `by_link` mail opens its one page without signing in.
    """

    name: str
    subject: str
    button: str
    why: str
    facts: dict[str, str]
    nudge: bool = False
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


def stored_facts(kind: MailKind, facts: dict[str, int | datetime]) -> dict[str, int | str]:
    """The facts as JSON values.

    Raises FourfoldError for a fact that the kind does not declare or of another type. Text is
    never a fact, so that no row can hold what somebody wrote.
    """
    for name, value in facts.items():
        if name not in kind.facts:
            raise FourfoldError(unknown(f"fact of mail {kind.name}", name, kind.facts))
        if type(value) is not FACT_TYPES[kind.facts[name]]:
            raise FourfoldError(f"Fact {name} of mail {kind.name} must be a {kind.facts[name]}.")
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in facts.items()
    }


def shown_facts(kind: MailKind, stored: dict[str, int | str]) -> dict[str, int | datetime]:
    """The stored facts as values for the templates, moments in the active time zone."""
    return {
        name: timezone.localtime(datetime.fromisoformat(value))
        if kind.facts[name] == "moment"
        else value
        for name, value in stored.items()
    }
