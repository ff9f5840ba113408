"""Examples of hours on a wall clock, above all when the clock is changed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from fourfold.issues import FourfoldError
from fourfold.scheduling.hours import (
    HoursException,
    WeeklyHours,
    clock_spans,
    hours_between,
    joined,
)
from fourfold.scheduling.rules import (
    BookingRules,
    first_talk_minutes,
    held_hours,
    preset,
    usual_rules,
)
from fourfold.scheduling.span import Span

CHICAGO = ZoneInfo("America/Chicago")
# The night in which the clock jumps from 2:00 to 3:00, and the one that shows 1:00 to 2:00 twice.
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)


def utc(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_hours_stay_on_the_wall_clock_over_a_clock_change():
    noon = [WeeklyHours(4, time(12), time(13)), WeeklyHours(0, time(12), time(13))]

    found = hours_between(noon, [], zone=CHICAGO, first=utc(30, 0, month=10), last=utc(3, 0))

    friday = Span(utc(30, 17, month=10), utc(30, 18, month=10))
    assert found == (friday, Span(utc(2, 18), utc(2, 19)))


@pytest.mark.parametrize(
    ("on", "start", "end", "hours"),
    [
        (SPRING, time(1), time(4), [(7, 9)]),
        (SPRING, time(2), time(2, 30), []),
        (SPRING, time(2, 30), time(4), [(8, 9)]),
        (AUTUMN, time(1), time(2), [(6, 7)]),
        (AUTUMN, time(0), time(3), [(5, 7), (8, 9)]),
        (AUTUMN, time(1, 0), time(0), [(6, 7), (8, 30)]),
    ],
)
def test_hours_skip_the_missing_hour_and_count_the_double_one_once(on, start, end, hours):
    midnight = datetime(on.year, on.month, on.day, tzinfo=UTC)
    due = [Span(*(midnight + timedelta(hours=each) for each in pair)) for pair in hours]

    assert list(clock_spans(on, start, end, CHICAGO)) == due


def test_hours_of_a_day_that_a_zone_left_out_are_none():
    assert clock_spans(date(2011, 12, 30), time(9), time(17), ZoneInfo("Pacific/Apia")) == ()


@pytest.mark.parametrize("on", [date.min, date.max])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_days_at_the_ends_of_the_calendar_have_no_hours(on, zone):
    inner = on + timedelta(days=3 if on == date.min else -3)

    assert clock_spans(on, time(22), time(0), ZoneInfo(zone)) == ()
    assert len(clock_spans(inner, time(0), time(0), ZoneInfo(zone))) == 1


def test_days_away_win_over_hours_and_extra_hours():
    noon = [WeeklyHours(day, time(12), time(13)) for day in range(7)]
    unusual = [
        HoursException(date(2026, 11, 10), date(2026, 11, 11)),
        HoursException(date(2026, 11, 11), date(2026, 11, 12), time(18), time(19)),
    ]

    found = hours_between(noon, unusual, zone=CHICAGO, first=utc(10, 6), last=utc(13, 6))

    assert found == (Span(utc(12, 18), utc(12, 19)), Span(utc(13, 0), utc(13, 1)))


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: WeeklyHours(7, time(9), time(10)), "0 .Monday. to 6"),
        (lambda: WeeklyHours(0, time(22), time(2)), "Split hours that go past midnight"),
        (lambda: HoursException(AUTUMN, SPRING), "last day is not before the first"),
        (lambda: HoursException(SPRING, AUTUMN, time(9)), "a start and an end"),
        (lambda: BookingRules(25, 0, 24), "Choose one of: 15, 20, 30, 45, 60"),
        (lambda: preset("never"), "Choose one of: noon"),
    ],
)
def test_hours_refuse_what_cannot_be(make, says):
    with pytest.raises(FourfoldError, match=says):
        make()


def test_joined_hours_are_one_where_they_overlap_or_touch():
    week = [(0, 12, 13), (0, 9, 12), (0, 10, 11), (0, 22, 0), (0, 23, 0), (1, 0, 2), (1, 0, 1)]

    found = joined(WeeklyHours(day, time(start), time(end)) for day, start, end in week)

    whole = [(0, 9, 13), (0, 22, 0), (1, 0, 2)]
    assert found == tuple(WeeklyHours(day, time(start), time(end)) for day, start, end in whole)


def test_usual_rules_and_presets_are_usable():
    assert usual_rules() == BookingRules(minutes=30, gap_minutes=0, notice_hours=24)
    assert (first_talk_minutes(), held_hours()) == (30, 24)
    assert preset("noon").hours[4] == WeeklyHours(4, time(12), time(13))
