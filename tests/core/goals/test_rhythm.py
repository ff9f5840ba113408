"""The next morning on which a learner is asked."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from fourfold.goals.rhythm import Rhythm, next_question_at
from fourfold.issues import FourfoldError

CHICAGO = ZoneInfo("America/Chicago")
# Late on Tuesday in Chicago, which is Wednesday in UTC.
NIGHT = datetime(2026, 10, 21, 3, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rhythm", "at"),
    [
        (Rhythm.WEEK, datetime(2026, 10, 27, 13, tzinfo=UTC)),
        # Clocks went back on November 1, and it still is eight in the morning.
        (Rhythm.TWO_WEEKS, datetime(2026, 11, 3, 14, tzinfo=UTC)),
        (Rhythm.MONTH, datetime(2026, 11, 17, 14, tzinfo=UTC)),
        (Rhythm.NEVER, None),
    ],
)
def test_next_question_comes_on_the_same_weekday_at_eight(rhythm, at):
    assert next_question_at(rhythm, after=NIGHT, zone=CHICAGO) == at


def test_next_question_refuses_a_moment_without_time_zone():
    with pytest.raises(FourfoldError, match="needs a time zone"):
        next_question_at(Rhythm.WEEK, after=datetime(2026, 10, 21), zone=CHICAGO)  # noqa: DTZ001
