"""Measures free slots: four weeks for a guide with a year of busy times. `./run bench slots`.

Exits with 1 when the limit is missed.
"""

import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from zoneinfo import ZoneInfo

from bench.figures import print_figure, provenance
from fourfold.scheduling.hours import HoursException, WeeklyHours, hours_between
from fourfold.scheduling.slots import free_slots
from fourfold.scheduling.span import Span

NOW = datetime(2026, 10, 12, 13, 5, tzinfo=UTC)
WEEKS = timedelta(weeks=4)
BUSY = 5_000
ROUNDS = 50
LIMIT_MS = 50
ZONE = ZoneInfo("America/Chicago")
WEEK = [WeeklyHours(day, clock(7), clock(18)) for day in range(5)]
AWAY = [HoursException(NOW.date() + timedelta(days=9), NOW.date() + timedelta(days=11))]


def main() -> int:
    """Print the figure beside its limit; 0 when it is met."""
    print(provenance())
    busy = year_of_busy_times()
    times, found = [], ()
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = slots(busy)
        times.append((time.perf_counter() - start) * 1000)
    print(f"      {len(busy):,} busy times in a year, {len(found)} free slots in four weeks")
    return print_figure(
        "four weeks of slots: ms", round(statistics.median(times), 1), at_most=LIMIT_MS
    )


def year_of_busy_times() -> list[Span]:
    """Meetings of 15 to 75 minutes all over the year, in no order, some of them overlapping."""
    minutes_apart = 365 * 24 * 60 // BUSY
    return [
        Span(start, start + timedelta(minutes=15 + number % 5 * 15))
        for number in (each * 1_009 % BUSY for each in range(BUSY))
        for start in [NOW + timedelta(minutes=number * minutes_apart)]
    ]


def slots(busy: list[Span]) -> tuple[Span, ...]:
    """Weekly hours, with days away and a change of the clock, beside all that is busy."""
    open_spans = hours_between(WEEK, AWAY, zone=ZONE, first=NOW, last=NOW + WEEKS)
    return free_slots(
        open_spans=open_spans,
        busy=busy,
        minutes=30,
        first=NOW,
        last=NOW + WEEKS,
        now=NOW,
        gap=10,
        notice=timedelta(hours=24),
    )


if __name__ == "__main__":
    sys.exit(main())
