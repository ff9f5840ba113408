"""Times that come again on the same wall clock, and stretches cut into equal parts."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold.scheduling.span import Span

# Two years of a meeting every four weeks; more is a slip of the finger.
MOST_TIMES = 26


def may_repeat(form: FormOfGuidance) -> bool:
    """Whether meetings of this form come in a series. Advising is about one thing (G-3)."""
    return form is not FormOfGuidance.ADVISING


def repeats(
    first: datetime, *, every_weeks: int, times: int, zone: ZoneInfo
) -> tuple[datetime, ...]:
    """`first` and its repetitions, each at the same time of day in `zone`, in winter as in summer.

    A time of day that the clocks skip comes as much later as they jump; of one that they show
    twice, the first counts.
    FourfoldError for no week between them, or for less than one time or more than MOST_TIMES.
    """
    if every_weeks < 1:
        raise FourfoldError(f"A series needs a week or more between two times, not {every_weeks}.")
    if not 1 <= times <= MOST_TIMES:
        raise FourfoldError(f"A series has 1 to {MOST_TIMES} times, not {times}.")
    here = first.astimezone(zone)
    days = (here.date() + timedelta(weeks=every_weeks * number) for number in range(1, times))
    clock = here.time().replace(fold=0)
    return (first, *(_moment(day, clock, zone) for day in days))


def parts(span: Span, minutes: int) -> tuple[Span, ...]:
    """The parts of so many minutes each that fit into a span, from its start."""
    length = timedelta(minutes=minutes)
    count = (span.end - span.start) // length
    starts = (span.start + number * length for number in range(count))
    return tuple(Span(start, start + length) for start in starts)


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)
