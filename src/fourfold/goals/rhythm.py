"""When a learner is asked next how far a goal is."""

from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from fourfold.issues import FourfoldError

# Early enough to think of it on the way, late enough not to wake anybody.
ASKED_AT = time(8)


class Rhythm(StrEnum):
    """How often a learner wants to be asked."""

    NEVER = "never"
    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"


_WEEKS = {Rhythm.WEEK: 1, Rhythm.TWO_WEEKS: 2, Rhythm.MONTH: 4}


def next_question_at(rhythm: Rhythm, *, after: datetime, zone: tzinfo) -> datetime | None:
    """The first morning in `zone` that is so many weeks after `after`; None for never.

    A month is four weeks, so that the weekday stays. FourfoldError for a moment without time zone.
    """
    if after.tzinfo is None:
        raise FourfoldError("The moment of the last question needs a time zone.")
    if rhythm is Rhythm.NEVER:
        return None
    day: date = after.astimezone(zone).date() + timedelta(weeks=_WEEKS[rhythm])
    return datetime.combine(day, ASKED_AT, tzinfo=zone)
