"""“Define your role”: what is found in words, what is missing, and what belongs elsewhere."""

import pytest

from fourfold.issues import FourfoldError
from fourfold.learning.role_words import read_role, situation, situations

LATE = situation("running_late")


def missing(words: str, where=LATE) -> list[str]:
    return [point.id for point in read_role(words, where).missing]


def slips(words: str, where=LATE) -> list[str]:
    return [slip.heard for slip in read_role(words, where).slips]


def test_examples_hold_everything_and_nothing_of_another_form():
    for each in situations().values():
        reading = read_role(each.example, each)
        assert (each.id, reading.missing, reading.slips) == (each.id, (), ())


def test_points_are_quoted_as_they_were_said():
    words = "I'm coaching you today, so you're in the lead. We've got 20 min. Sound good?"

    reading = read_role(words, LATE)

    assert {point.id: point.heard for point in reading.points} == {
        "names_form": "coaching",
        "says_who_leads": "you're in the lead",
        "not_covered": "",
        "how_long": "20 min",
        "invites": "Sound good",
    }


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("You should come in at six, I have been there.", ["You should", "I have been there"]),
        ("I'm not going to tell you what to do.", []),
        ("I will coach you without telling you what you should do.", []),
        ("As your mentor I am glad to help you today.", ["mentor"]),
        ("This is not mentoring. I am here to ask.", []),
        ("I will coach you. Do as I say.", ["Do as I say"]),
    ],
)
def test_words_of_another_form_are_shown_unless_they_are_taken_back(words, heard):
    assert slips(words) == heard


def test_experience_in_coaching_with_wisdom_has_to_be_announced():
    airway = situation("difficult_airway")

    assert slips("In my experience you hold it lower. What do you see?", airway) == [
        "In my experience"
    ]
    assert slips("I will say so before it: in my experience you hold it lower.", airway) == []


def test_advice_wearing_a_question_mark_is_no_invitation():
    assert "invites" in missing("I coach you for an hour. Have you thought of a timer?")
    assert "invites" not in missing("I coach you for an hour. Where shall we begin?")


@pytest.mark.parametrize("words", ["", "hm", "?? !!", "ok ok"])
def test_too_few_words_are_refused_kindly(words):
    with pytest.raises(FourfoldError, match="too short to read"):
        read_role(words, LATE)


def test_very_many_words_are_refused():
    with pytest.raises(FourfoldError, match="2000 are enough"):
        read_role("I ask. " * 300, LATE)
