"""Examples of free slots."""

from datetime import UTC, datetime, timedelta

import pytest

from fourfold.issues import FourfoldError
from fourfold.scheduling.slots import free_slots
from fourfold.scheduling.span import Span

NOW = datetime(2026, 11, 27, 8, 10, tzinfo=UTC)


def at(clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return NOW.replace(hour=hour, minute=minute)


def span(start: str, end: str) -> Span:
    return Span(at(start), at(end))


def starts(**given) -> list[str]:
    """When the slots of a morning start; 9:00 to 12:00 is open unless `given` says otherwise."""
    usual = {
        "open_spans": [span("9:00", "12:00")],
        "busy": [],
        "minutes": 30,
        "first": at("0:00"),
        "last": at("23:00"),
        "now": NOW,
    }
    return [f"{slot.start:%H:%M}" for slot in free_slots(**usual | given)]


def test_slots_lie_beside_what_is_busy_and_on_the_step():
    busy = [span("10:10", "10:40"), span("8:00", "9:15")]

    assert starts(busy=busy) == ["09:30", "11:00", "11:30"]


def test_slots_keep_the_gap_on_both_sides():
    assert starts(busy=[span("10:00", "10:30")], gap=10) == ["09:00", "11:00", "11:30"]


def test_slots_of_an_hour_start_every_half_and_end_in_time():
    assert starts(minutes=60) == ["09:00", "09:30", "10:00", "10:30", "11:00"]


def test_slots_start_after_the_notice_and_on_the_same_step():
    assert starts(notice=timedelta(hours=2)) == ["10:30", "11:00", "11:30"]
    assert starts(notice=timedelta(days=1)) == []


def test_slots_use_hours_that_touch_as_one():
    open_spans = [span("9:00", "9:45"), span("9:45", "10:30")]

    assert starts(open_spans=open_spans, step=15) == ["09:00", "09:15", "09:30", "09:45", "10:00"]


@pytest.mark.parametrize("wrong", [{"minutes": 0}, {"step": 0}, {"gap": -5}])
def test_slots_refuse_lengths_that_cannot_be(wrong):
    with pytest.raises(FourfoldError, match="1 minute or more"):
        starts(**wrong)
