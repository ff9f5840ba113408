"""Who a guidance request waits for, since when, until when, and what happens then.

The caller gives the moments. The kinds of wait, what follows them and the reasons a guide may give
stand in `data/waiting.toml`.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.issues import FourfoldError, unknown


class Party(StrEnum):
    """Who can be waited for."""

    GUIDE = "guide"
    ANY_GUIDE = "any_guide"
    LEARNER = "learner"
    PROGRAM = "program"


class Outcome(StrEnum):
    """What happens when the last day has passed without an answer."""

    NEXT_CHOICE = "next_choice"
    ANYONE = "anyone"
    PROGRAM = "program"
    LEARNER = "learner"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Pace:
    """A program's days for one answer: when to remind, and when the wait is over."""

    reply_within_days: int
    nudge_days: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a request stands. `state` is its state in words, `since` when the present wait began.

    `terms_by` is who wrote the newest terms, `afterwards` what the learner wants when nobody of
    those they named can take it.
    """

    state: str
    since: datetime
    names_guide: bool = False
    has_next_choice: bool = False
    terms_by: Party | None = None
    afterwards: Outcome = Outcome.LEARNER


@dataclass(frozen=True, slots=True)
class Wait:
    """One wait. `to` completes “waiting for …”, `nudges_passed` counts the days passed."""

    name: str
    party: Party
    to: str
    since: datetime
    due: datetime
    then: Outcome
    nudges_passed: int
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a closed list: its stored value, what is picked, and what explains it."""

    value: str
    says: str
    help: str


def usual_pace() -> Pace:
    """The pace of a program that has set none."""
    pace = _data()["pace"]
    return Pace(pace["reply_within_days"], tuple(pace["nudge_days"]))


def pace(*, reply_within_days: int, nudge_days: Iterable[int]) -> Pace:
    """A program's own pace. FourfoldError says what is wrong with the days.

    A nudge on or after the last day could never go out, so such days are left aside.
    """
    limits, days = _data()["pace"], tuple(nudge_days)
    longest, most = limits["longest_days"], limits["most_nudges"]
    if not 1 <= reply_within_days <= longest:
        raise FourfoldError(
            f"An answer may take from 1 to {longest} days, not {reply_within_days}."
        )
    if len(days) > most or any(day < 1 for day in days) or list(days) != sorted(set(days)):
        found = ", ".join(map(str, days))
        raise FourfoldError(
            f"Reminders on days {found} cannot be. Give at most {most} different days of 1 or more,"
            " the earliest first, such as 3, 5."
        )
    return Pace(reply_within_days, tuple(day for day in days if day < reply_within_days))


def wait_of(standing: Standing, pace: Pace, *, now: datetime) -> Wait | None:
    """The wait that a request is in, or None when nobody is waited for.

    FourfoldError for a moment without a time zone.
    """
    name = _name(standing)
    if name is None:
        return None
    if standing.since.tzinfo is None or now.tzinfo is None:
        raise FourfoldError("A wait needs moments with a time zone.")
    entry, age = _entry(name), now - standing.since
    due = standing.since + timedelta(days=pace.reply_within_days)
    return Wait(
        name=name,
        party=Party(entry["party"]),
        to=entry["to"],
        since=standing.since,
        due=due,
        then=_then(entry["then"], standing),
        nudges_passed=sum(timedelta(days=day) <= age for day in pace.nudge_days),
        is_overdue=now >= due,
    )


def then_in_words(outcome: Outcome) -> str:
    """What happens after the last day, as the learner reads it after “then”."""
    return next(str(each["says"]) for each in _data()["outcomes"] if each["name"] == outcome)


def afterwards() -> tuple[Choice, ...]:
    """What a learner may choose for when nobody of those they named can take it."""
    return tuple(
        Choice(each["value"], each["says"], each["help"]) for each in _data()["afterwards"]
    )


def reasons() -> tuple[Choice, ...]:
    """The closed list of reasons for a no; `help` is what the learner reads."""
    return tuple(Choice(each["value"], each["says"], each["reads"]) for each in _data()["reasons"])


def reason_in_words(value: str) -> str:
    """What the learner reads for this reason. FourfoldError offers the reasons for any other."""
    known = {reason.value: reason.help for reason in reasons()}
    if value not in known:
        raise FourfoldError(unknown("reason", value, known))
    return known[value]


def _name(standing: Standing) -> str | None:
    match standing.state:
        case "waiting":
            return "named_guide" if standing.names_guide else "any_guide"
        case "offered":
            return "offer"
        case "accepted":
            by_learner = standing.terms_by is Party.LEARNER
            assents = "guide_assents" if by_learner else "learner_assents"
            return assents if standing.terms_by else "terms"
        case "declined" | "no_guide":
            return standing.state
    return None


def _then(then: str, standing: Standing) -> Outcome:
    if then != "route":
        return Outcome(then)
    return Outcome.NEXT_CHOICE if standing.has_next_choice else standing.afterwards


def _entry(name: str) -> dict[str, Any]:
    return next(entry for entry in _data()["waits"] if entry["name"] == name)


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/waiting.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
