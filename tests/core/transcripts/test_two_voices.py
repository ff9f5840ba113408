"""The two of a talk, without anybody else."""

import pytest

from fourfold.transcripts.coded import TalkTurn
from fourfold.transcripts.reading import read
from fourfold.transcripts.transcript import Turn
from fourfold.transcripts.two_voices import likely_voice, longest_turn, of_the_two

GITA = Turn(0, "Gita", 0.0, 4.0, "What happened?")
LENA = Turn(1, "Lena", 4.0, 9.0, "I lost the thread.")
NURSE = Turn(2, "Nurse", 9.0, 10.0, "Sorry, may I?")
LENA_AGAIN = Turn(3, "Lena", 10.0, 15.0, "And then I told them everything.")


def test_of_the_two_names_the_roles_and_keeps_the_times():
    found = of_the_two([GITA, LENA], guide="Gita", learner="Lena")

    assert found == (
        TalkTurn("guide", "What happened?", 0.0, 4.0),
        TalkTurn("learner", "I lost the thread.", 4.0, 9.0),
    )


def test_of_the_two_leaves_others_out_and_joins_what_they_parted():
    found = of_the_two([GITA, LENA, NURSE, LENA_AGAIN], guide="Gita", learner="Lena")

    assert found == (
        TalkTurn("guide", "What happened?", 0.0, 4.0),
        TalkTurn("learner", "I lost the thread. And then I told them everything.", 4.0, 15.0),
    )


def test_of_the_two_gives_nothing_of_names_that_do_not_speak():
    assert of_the_two([NURSE], guide="Gita", learner="Lena") == ()


def test_of_the_two_keeps_a_talk_of_two_turn_for_turn():
    talk = read(b"Gita: One.\n\nGita: Two.\n\nLena: Three.\n\nGita: Four.")

    found = of_the_two(talk.turns, guide="Gita", learner="Lena")

    assert [each.text for each in found] == [turn.text for turn in talk.turns]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Gita Rao", "Lena Lind"], "Gita Rao"),
        (["RAO, gita (she/her)", "Lena Lind"], "RAO, gita (she/her)"),
        (["Gita Rao", "Lena Rao"], "Gita Rao"),
        (["Gita", "Gita R."], None),
        (["Speaker 1", "Speaker 2"], None),
        ([], None),
    ],
)
def test_likely_voice_is_the_one_that_shares_most_of_the_name(names, found):
    assert likely_voice(names, "Gita Rao") == found


def test_longest_turn_is_the_first_with_most_words():
    talk = read(b"Gita: One two.\n\nLena: One.\n\nGita: One two three.\n\nLena: Four.")

    assert longest_turn(talk, "Gita") == talk.turns[2]
    assert longest_turn(talk, "Lena") == talk.turns[1]
    assert longest_turn(talk, "Nobody") is None
