"""Busy times out of calendars as real programs write them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fourfold_web.availability.fetching.problems import CannotReadError
from fourfold_web.availability.fetching.reading import busy_times
from tests.web.availability.conftest import calendar

FIRST = datetime(2026, 11, 25, tzinfo=UTC)
AT_NINE = "DTSTART:20261126T150000Z\nDTEND:20261126T160000Z"


def found(content: bytes, days: int = 30) -> list[str]:
    """The busy times as “26 15:00-16:00” in UTC; the owner lives in Chicago."""
    last = FIRST + timedelta(days=days)
    spans = busy_times(content, zone=ZoneInfo("America/Chicago"), first=FIRST, last=last)
    return [f"{each.start:%d %H:%M}-{each.end:%d %H:%M}" for each in spans]


@pytest.mark.parametrize(
    "line",
    [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE",
    ],
)
def test_what_leaves_people_free_is_not_busy(line):
    assert found(calendar(f"{AT_NINE}\n{line}")) == []
    assert found(calendar(f"{AT_NINE}\nX-MICROSOFT-CDO-BUSYSTATUS:OOF")) == ["26 15:00-26 16:00"]


def test_times_are_read_in_the_zone_that_the_calendar_names():
    windows = "DTSTART;TZID=Pacific Standard Time:20261126T070000\nDURATION:PT30M"
    floating = "DTSTART:20261127T120000\nDTEND:20261127T130000"

    assert found(calendar(windows, floating)) == ["26 15:00-26 15:30", "27 18:00-27 19:00"]
    for name in ("America/New_York", "Eastern Standard Time"):
        own = calendar(floating, head=f"X-WR-TIMEZONE:{name}")
        assert found(own) == ["27 17:00-27 18:00"]
    assert found(calendar(floating, head="X-WR-TIMEZONE:Nowhere")) == ["27 18:00-27 19:00"]


def test_a_whole_day_is_busy_from_midnight_to_midnight_of_its_owner():
    assert found(calendar("DTSTART;VALUE=DATE:20261128")) == ["28 06:00-29 06:00"]


def test_what_repeats_is_busy_each_time_but_for_its_exceptions():
    weekly = (
        "DTSTART;TZID=America/Chicago:20261022T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY"
        "\nEXDATE;TZID=America/Chicago:20261203T090000"
    )
    moved = (
        "RECURRENCE-ID;TZID=America/Chicago:20261210T090000"
        "\nDTSTART;TZID=America/Chicago:20261210T140000\nDURATION:PT1H"
    )
    content = calendar(weekly, moved).replace(b"UID:1", b"UID:0")

    assert found(content, days=21) == ["26 15:00-26 16:00", "10 20:00-10 21:00"]


def test_free_busy_answers_are_read_as_well():
    answer = (
        "BEGIN:VFREEBUSY\nUID:f\nFREEBUSY:20261201T080000Z/PT1H,20261201T100000Z/20261201T110000Z"
        "\nFREEBUSY;FBTYPE=FREE:20261202T080000Z/PT1H\nEND:VFREEBUSY"
    )

    assert found(calendar(head=answer)) == ["01 08:00-01 09:00", "01 10:00-01 11:00"]


def test_busy_times_are_joined_and_cut_to_what_was_asked_for():
    long = "DTSTART:20261101T000000Z\nDTEND:20261126T153000Z"

    assert found(calendar(AT_NINE, AT_NINE, long)) == ["25 00:00-26 16:00"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"<!doctype html><html><title>Sign in</title>", "web_page"),
        (b"", "unreadable"),
        (b"\xff\xfe\x00BEGIN:VCALENDAR", "unreadable"),
        (calendar(AT_NINE)[:-40], "unreadable"),
        (
            calendar("DTSTART:20261126T000000Z\nDURATION:PT1S\nRRULE:FREQ=MINUTELY;COUNT=21000"),
            "too_many",
        ),
    ],
)
def test_what_is_no_usable_calendar_is_refused(content, problem):
    with pytest.raises(CannotReadError, match=problem):
        found(content)
