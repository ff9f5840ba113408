"""Examples of when reminders may come, on a person's own clock."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from fourfold.issues import FourfoldError
from fourfold.scheduling.quiet import QuietHours, next_list_at, usual_mail

CHICAGO = ZoneInfo("America/Chicago")
NIGHTS = QuietHours(time(21), time(7), weekends=False)
USUAL = QuietHours(time(21), time(7), weekends=True)
# 2026-11-25 is a Wednesday.
WEDNESDAY, FRIDAY, SUNDAY, MONDAY = 25, 27, 29, 30


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("quiet", "moment", "until"),
    [
        (NIGHTS, at(WEDNESDAY, 20, 59), None),
        (NIGHTS, at(WEDNESDAY, 21), at(26, 7)),
        (NIGHTS, at(WEDNESDAY, 3), at(WEDNESDAY, 7)),
        (NIGHTS, at(WEDNESDAY, 7), None),
        (NIGHTS, at(SUNDAY, 12), None),
        (USUAL, at(FRIDAY, 22), at(MONDAY, 7)),
        (USUAL, at(SUNDAY, 12), at(MONDAY, 7)),
        (QuietHours(time(12), time(13), weekends=True), at(SUNDAY, 12), at(MONDAY, 0)),
        (QuietHours(time(12), time(13), weekends=False), at(WEDNESDAY, 12, 30), at(WEDNESDAY, 13)),
        (QuietHours(time(9), time(9), weekends=False), at(WEDNESDAY, 9), None),
    ],
)
def test_quiet_hours_end_on_the_person_s_clock(quiet, moment, until):
    assert quiet.quiet_until(moment) == until


def test_quiet_night_in_which_the_clock_is_changed_ends_at_the_same_hour():
    until = NIGHTS.quiet_until(at(31, 22, month=10))

    assert until.astimezone(UTC) == datetime(2026, 11, 1, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("list_day", "after", "due"),
    [
        (0, at(WEDNESDAY, 9), at(MONDAY, 7)),
        (0, at(MONDAY, 6), at(MONDAY, 7)),
        (0, at(23, 7), at(MONDAY, 7)),
        (6, at(FRIDAY, 9), at(SUNDAY, 7)),
    ],
)
def test_weekly_list_is_due_on_its_day_at_the_end_of_quiet_hours(list_day, after, due):
    assert next_list_at(list_day, USUAL, after=after) == due


def test_usual_is_nights_and_weekends_and_three_a_week():
    assert (usual_mail().quiet, usual_mail().weekly_nudges) == (USUAL, 3)


def test_moment_without_a_zone_is_refused():
    with pytest.raises(FourfoldError, match="needs the person’s time zone"):
        USUAL.quiet_until(datetime(2026, 11, 25, 9))  # noqa: DTZ001
