"""Examples of where turns lie in a drawing, and of how long a talk took."""

import pytest

from fourfold.transcripts.coded import CodedTurn
from fourfold.transcripts.timeline import Timeline, clock, length, timeline
from fourfold.transcripts.transcript import Turn


def coded(*times):
    return [CodedTurn(at, "guide", "Hm.", *each) for at, each in enumerate(times)]


def test_timeline_places_turns_by_time():
    found = timeline(coded((0.0, 30.0), (30.0, 90.0), (90.0, 120.0)))

    assert found == Timeline({0: 0.0, 1: 0.25, 2: 0.75}, ("0:00", "2:00"))
    assert [found.place(turn) for turn in (1, 3)] == [0.25, 1.0]


def test_timeline_ends_at_the_last_start_where_no_end_is_known():
    assert timeline(coded((0.0, None), (30.0, None), (60.0, None))) == Timeline(
        {0: 0.0, 1: 0.5, 2: 1.0}, ("0:00", "1:00")
    )


def test_timeline_never_goes_back_where_voices_overlap():
    found = timeline(coded((0.0, 50.0), (40.0, 45.0), (30.0, 100.0)))

    assert found.places == {0: 0.0, 1: 0.4, 2: 0.4}


@pytest.mark.parametrize("times", [[(), (), (), ()], [(0.0, 1.0), (), (2.0,), (3.0,)]])
def test_timeline_places_turns_by_number_without_a_start_for_each(times):
    assert timeline(coded(*times)) == Timeline(
        {0: 0.0, 1: 0.25, 2: 0.5, 3: 0.75}, ("turn 0", "turn 3")
    )


def test_timeline_of_a_talk_without_length_counts_turns():
    assert timeline(coded((0.0, 0.0), (0.0, 0.0))).ends == ("turn 0", "turn 1")


def test_timeline_of_nothing_is_empty():
    assert timeline([]) == Timeline({}, ("", ""))


def test_length_is_the_last_moment_that_is_known():
    turns = [Turn(0, "Ana", 5.0, 70.0, "a"), Turn(1, "Sam", 65.0, None, "b")]

    assert (length(turns), length(coded((), ()))) == (70.0, None)


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (245.9, "4:05"), (3723, "1:02:03"), (36000, "10:00:00")]
)
def test_clock_shows_hours_only_where_there_are_any(seconds, shown):
    assert clock(seconds) == shown
