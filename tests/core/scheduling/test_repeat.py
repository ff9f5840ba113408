"""Times that come again, and stretches cut into parts."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold.scheduling.repeat import may_repeat, parts, repeats
from fourfold.scheduling.span import Span

CHICAGO = ZoneInfo("America/Chicago")


def test_only_advising_does_not_repeat():
    assert [each for each in FormOfGuidance if not may_repeat(each)] == [FormOfGuidance.ADVISING]


def test_repeats_keep_the_time_of_day_across_the_change_of_the_clocks():
    first = datetime(2030, 2, 27, 12, 0, tzinfo=CHICAGO)

    found = repeats(first, every_weeks=2, times=3, zone=CHICAGO)

    assert [each.astimezone(UTC).hour for each in found] == [18, 17, 17]
    assert [each.astimezone(CHICAGO).day for each in found] == [27, 13, 27]


def test_repeats_of_a_time_that_the_clocks_skip_come_as_much_later():
    first = datetime(2030, 3, 3, 2, 30, tzinfo=CHICAGO)

    _, skipped, after = repeats(first, every_weeks=1, times=3, zone=CHICAGO)

    assert skipped == datetime(2030, 3, 10, 3, 30, tzinfo=CHICAGO)
    assert after == datetime(2030, 3, 17, 2, 30, tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("every_weeks", "times", "says"),
    [(0, 2, "a week or more"), (1, 0, "1 to 26 times, not 0"), (1, 27, "1 to 26 times, not 27")],
)
def test_repeats_refuse_what_is_no_series(every_weeks, times, says):
    first = datetime(2030, 2, 27, 12, 0, tzinfo=CHICAGO)

    with pytest.raises(FourfoldError, match=says):
        repeats(first, every_weeks=every_weeks, times=times, zone=CHICAGO)


def test_parts_fit_into_their_span_from_its_start():
    noon = datetime(2030, 1, 1, 12, tzinfo=UTC)
    minutes = [timedelta(minutes=each) for each in (0, 20, 40, 50)]

    found = parts(Span(noon, noon + minutes[3]), 20)

    assert found == (
        Span(noon, noon + minutes[1]),
        Span(noon + minutes[1], noon + minutes[2]),
    )
