"""When reminders may reach a person: quiet hours, and the day of the weekly list."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.issues import FourfoldError

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `starts` to `ends` on a person's clock, over midnight too; equal times mean never."""

    starts: time
    ends: time
    weekends: bool

    def quiet_until(self, moment: datetime) -> datetime | None:
        """When the quiet that holds at `moment` ends; None when none holds.

        `moment` is on the person's own clock, so that summer time moves nothing.
        """
        _check_zone(moment)
        if not self._is_quiet(moment):
            return None
        # At most a weekend with a night before and after it; each step ends on the clock.
        end = moment
        while self._is_quiet(end):
            end = self._next_change(end)
        return end

    def _is_quiet(self, moment: datetime) -> bool:
        return (self.weekends and moment.weekday() >= SATURDAY) or self._in_hours(moment.time())

    def _in_hours(self, clock: time) -> bool:
        if self.starts <= self.ends:
            return self.starts <= clock < self.ends
        return clock >= self.starts or clock < self.ends

    def _next_change(self, moment: datetime) -> datetime:
        days = (moment.date(), moment.date() + timedelta(days=1))
        clocks = (time.min, self.ends)
        return min(
            each
            for day in days
            for clock in clocks
            if (each := _at(day, clock, moment)).astimezone(UTC) > moment.astimezone(UTC)
        )


@dataclass(frozen=True, slots=True)
class UsualMail:
    """What holds for a person who has chosen nothing."""

    quiet: QuietHours
    weekly_nudges: int
    list_day: int


def next_list_at(list_day: int, quiet: QuietHours, *, after: datetime) -> datetime:
    """The first moment after `after`, on the person's own clock, at which the weekly list is due.

    It is the end of the quiet hours of that day; a person who picks Sunday gets it on Sunday.
    """
    _check_zone(after)
    days = (list_day - after.weekday()) % 7
    due = _at(after.date() + timedelta(days=days), quiet.ends, after)
    if due.astimezone(UTC) > after.astimezone(UTC):
        return due
    return _at(due.date() + timedelta(days=7), quiet.ends, after)


@cache
def usual_mail() -> UsualMail:
    """The usual, from data/mail.toml."""
    quiet, week = _data()["quiet"], _data()["week"]
    return UsualMail(
        QuietHours(quiet["starts"], quiet["ends"], quiet["weekends"]),
        week["nudges"],
        week["list_day"],
    )


def most_weekly_nudges() -> int:
    """How many reminders in seven days a person may choose at most."""
    most: int = _data()["week"]["most_nudges"]
    return most


def _at(day: date, clock: time, moment: datetime) -> datetime:
    return datetime.combine(day, clock, tzinfo=moment.tzinfo)


def _check_zone(moment: datetime) -> None:
    if moment.tzinfo is None:
        raise FourfoldError(f"The moment {moment} needs the person’s time zone.")


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/mail.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
