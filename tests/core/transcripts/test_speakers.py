"""Examples of finding the voice that a name means."""

import pytest

from fourfold.issues import FourfoldError
from fourfold.transcripts.speakers import speaker_named
from fourfold.transcripts.transcript import UNKNOWN_SPEAKER, Transcript, Turn


def talk(*names):
    turns = (Turn(index, name, None, None, "Hm.") for index, name in enumerate(names))
    return Transcript("text", tuple(turns))


@pytest.mark.parametrize("name", ["Dr. Ruiz", "dr. ruiz", " dr.  RUIZ ", "dr"])
def test_speaker_named_takes_other_case_and_a_beginning(name):
    assert speaker_named(talk("Dr. Ruiz", "Sam Lee"), name) == "Dr. Ruiz"


def test_speaker_named_takes_the_whole_name_before_a_longer_one():
    assert speaker_named(talk("Sam Lee", "Sam"), "sam") == "Sam"


@pytest.mark.parametrize("name", ["", " ", "Ruiz", "s"])
def test_speaker_named_offers_the_speakers_when_none_or_two_are_meant(name):
    with pytest.raises(FourfoldError) as refused:
        speaker_named(talk("Dr. Ruiz", "Sam Lee", "Sue"), name)

    assert str(refused.value) == (
        f"Unknown speaker {name!r}. Choose one of: Dr. Ruiz, Sam Lee, Sue."
    )


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ((), "The transcript has no turns. Give a transcript"),
        ((UNKNOWN_SPEAKER,), "The transcript does not say who speaks. Write a name and a colon"),
        (("Ana",), "Only 'Ana' speaks in this transcript. It needs two voices,"),
    ],
)
def test_speaker_named_asks_for_two_voices(names, says):
    with pytest.raises(FourfoldError) as refused:
        speaker_named(talk(*names), "Ana")

    assert str(refused.value).startswith(says)
