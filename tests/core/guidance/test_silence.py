"""When a pair counts as silent, and how a cadence in words is read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.silence import MeetingFacts, planned_gap, silent_from

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
WEEKLY = MeetingFacts(
    form_of_guidance=FormOfGuidance.COACHING, cadence="every two weeks", started_at=START
)


@pytest.mark.parametrize(
    ("cadence", "days"),
    [
        ("every two to four weeks", 28),
        ("Every 2-3 weeks", 21),
        ("30 minutes every week", 7),
        ("once a week", 7),
        ("every other week", 14),
        ("weekly", 7),
        ("as it suits us", 91),
        ("", 91),
    ],
)
def test_gap_is_the_longest_that_the_words_allow(cadence, days):
    assert planned_gap("mentoring", cadence) == timedelta(days=days)


def test_gap_is_none_in_advising():
    assert planned_gap("advising", "every week") is None


def test_silence_begins_one_and_a_half_gaps_after_the_last_meeting():
    held = replace(WEEKLY, last_held=START + timedelta(days=10))

    assert silent_from(held) == START + timedelta(days=10 + 21)


def test_silence_is_not_counted_through_a_pause():
    rested = replace(WEEKLY, rested_until=START + timedelta(days=60))

    assert silent_from(rested) == START + timedelta(days=60 + 21)
