"""The same talk in every format gives the same speakers and turns, and no word is lost."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfold.transcripts.reading import read
from fourfold.transcripts.transcript import Turn
from tests.core.transcripts.reading.writers import ALL, APPROXIMATE, WITH_STARTS, WITH_TIMES, Said

WORDS = [
    "what", "would", "you", "like", "I'd", "a", "plan", "by", "5:30", "pm.", "Note:", "Monday:",
    "R&D", "AT&T;", "is", "2", "(laughs)", "—", "then?", "übung", "https://x.org", "Dr.", "he:",
    "x<y",
]  # fmt: skip
NAMES = [
    "Ana Ruiz, MD (she/her)", "Ruiz, Ana (Peds)", "Dr. Sam Okafor", "GUIDE", "Learner 1", "李明",
    "O’Neil & Sons", "SPEAKER_00", "Sean van der Berg", "A", "Sam", "Ana's iPhone",
]  # fmt: skip

FILES = Path("tests/data/transcripts")
FORMATS = {
    "graph-metadata.vtt": "teams-vtt",
    "graph.vtt": "teams-vtt",
    "meet.txt": "meet-text",
    "otter.txt": "otter",
    "plain.txt": "plain",
    "talk.srt": "srt",
    "teams.vtt": "teams-vtt",
    "whisper.json": "whisper-json",
    "zoom.vtt": "zoom-vtt",
}
ANA, SAM = "Ana Ruiz, MD (she/her)", "Sam Okafor"
TURNS = [
    (ANA, "What do you want to leave with today?"),
    (SAM, "I'd like a plan for rounds. They start at 5:30, and I freeze."),
    (ANA, "You must have seen this go well. What was different then?"),
    (SAM, "Note: I had slept. And I knew the patients, R&D style."),
    (ANA, "So knowing them helps you."),
]


@st.composite
def talks(draw):
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=3, unique=True))
    texts = draw(
        st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), min_size=4, max_size=12)
    )
    talk = []
    moment = 0
    for number, words in enumerate(texts):
        end = moment + draw(st.integers(1, 40))
        talk.append(Said(names[number % len(names)], " ".join(words), moment, end))
        moment = end
    return talk


@pytest.mark.parametrize("name", ALL)
@given(talk=talks())
@settings(max_examples=25, deadline=None, derandomize=True)
def test_read_gives_back_speakers_and_turns(name, talk):
    found = read(ALL[name](talk))
    assert [(turn.speaker, turn.text) for turn in found.turns] == [each[:2] for each in talk]
    assert [each.name for each in found.speakers] == list(dict.fromkeys(s.speaker for s in talk))


@pytest.mark.parametrize("name", WITH_TIMES)
@given(talk=talks())
@settings(max_examples=8, deadline=None, derandomize=True)
def test_read_gives_back_times(name, talk):
    assert read(WITH_TIMES[name](talk)).turns == tuple(
        Turn(index, said.speaker, said.start, said.end, said.text)
        for index, said in enumerate(talk)
    )


@pytest.mark.parametrize("name", WITH_STARTS)
@given(talk=talks())
@settings(max_examples=8, deadline=None, derandomize=True)
def test_read_ends_a_turn_where_the_next_starts(name, talk):
    turns = read(WITH_STARTS[name](talk)).turns
    assert [turn.start for turn in turns] == [said.start for said in talk]
    assert [turn.end for turn in turns[:-1]] == [said.start for said in talk[1:]]


@pytest.mark.parametrize("name", APPROXIMATE)
@given(talk=talks())
@settings(max_examples=8, deadline=None, derandomize=True)
def test_read_reckons_times_between_two(name, talk):
    turns = read(APPROXIMATE[name](talk)).turns
    assert all(turn.approximate for turn in turns)
    assert (turns[0].start, turns[-1].end) == (0, talk[-1].end)
    assert all(before.end == after.start for before, after in pairwise(turns))


def test_read_gives_the_same_turns_for_each_file():
    found = {path.name: read(path.read_bytes()) for path in FILES.iterdir()}
    texts = {
        name: [(turn.speaker, turn.text) for turn in talk.turns] for name, talk in found.items()
    }
    assert texts == dict.fromkeys(texts, TURNS)
    assert {name: talk.format for name, talk in found.items()} == FORMATS
    assert [issue for talk in found.values() for issue in talk.issues] == []
