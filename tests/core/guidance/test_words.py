"""What words are heard as, with the phrase and its place."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.lexicon import read_lexicon
from fourfold.guidance.words import combined, read_words, suggestions
from fourfold.issues import FourfoldError


def _heard(text: str) -> dict[str, str]:
    return {each.key: each.value for each in suggestions(text)}


def test_suggestions_carry_the_phrase_and_its_place():
    text = "Deadline on Friday: what do I write?"
    found = {each.key: each for each in suggestions(text)}
    wants = found["wants"]
    assert (wants.value, wants.phrase, wants.start, wants.end) == (
        "answer",
        "what do I write",
        20,
        35,
    )


def test_suggestions_give_one_value_a_key():
    keys = [each.key for each in suggestions("Today, no, for years to come, or some weeks?")]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("Which form do I have to submit?", "wants", "answer"),
        ("Please don't tell me what to do.", "wants", "find_own_way"),
        ("I am not looking for advice or answers.", "wants", "find_own_way"),
        ("I would rather work it out myself than be given an answer.", "wants", "find_own_way"),
        ("Instead of tips, help me think.", "wants", "find_own_way"),
        ("Somebody who has been there and tells me how she did it.", "wants", "experience"),
        ("I need it by tomorrow.", "horizon", "once"),
        ("Over the next few weeks, please.", "horizon", "weeks_to_months"),
        ("I hope we stay in touch for years to come.", "horizon", "long_term"),
        ("I keep freezing when I present on rounds.", "focus", "task_or_skill"),
        ("My career in this field, and my network.", "focus", "career"),
        ("The visa paperwork is due.", "focus", "event"),
        ("It doesn't have to be someone from my field.", "expertise_needed", "not_needed"),
        ("Step in only when I'm stuck.", "lead", "mostly_me"),
        ("I am burned out and dread Mondays.", "topic", "well_being"),
        ("I don't know what I need.", "goal_clarity", "vague"),
    ],
)
def test_suggestions_hear(text, key, value):
    assert _heard(text)[key] == value


@pytest.mark.parametrize(
    ("plain", "spoken"),
    [
        ("I don't want to be told what to do.", "i dont want to be told what to do"),
        ("I don't want to be told what to do.", "I DON\u2019T WANT TO BE TOLD WHAT TO DO"),
        ("Which requirement counts?", "which requirment counts?"),
        ("What do you recommend?", "what do you reccommend?"),
    ],
)
def test_suggestions_hear_through_spelling(plain, spoken):
    assert _heard(spoken) == _heard(plain)


def test_words_about_oneself_are_no_need():
    assert suggestions("I have been a senior resident for exactly six weeks.") == ()


def test_read_words_takes_a_named_form_as_a_wish_only():
    found = read_words("I want a mentor.")
    assert (found.named, found.cues) == ((FormOfGuidance.MENTORING,), ())


def test_read_words_leaves_out_a_declined_form():
    assert read_words("I do not want a mentor.").named == ()


def test_read_words_keeps_what_is_declined():
    declined = [(each.key, each.value) for each in read_words("Not a quick fix, please.").declined]
    assert ("horizon", "once") in declined


def test_combined_evidence_grows_and_stays_below_one():
    assert combined(0.5, 0.5) == 0.75


@given(st.text(max_size=400))
def test_suggestions_quote_the_text(text):
    assert [each.phrase for each in suggestions(text)] == [
        text[each.start : each.end] for each in suggestions(text)
    ]


@settings(max_examples=5, deadline=None)
@given(st.sampled_from(["a", "i want ", "? ", "who has been there, ", "\x00", "\U0001f642 "]))
def test_suggestions_read_very_long_texts(piece):
    assert len(suggestions(piece * (100_000 // len(piece)))) <= 7


def _shipped() -> dict[str, object]:
    text = files("fourfold").joinpath("data/intake_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@pytest.mark.parametrize(
    ("cue", "says"),
    [
        ({"meaning": "wants=magic", "phrases": ["x"]}, "Unknown wants value 'magic'"),
        ({"meaning": "named=tutoring", "phrases": ["x"]}, "Unknown form of guidance 'tutoring'"),
        ({"meaning": "wants=answer", "phrases": [".. x"]}, "must start with a word"),
        ({"meaning": "wants=answer", "phrases": ["{nobody} x"]}, "no word list 'nobody'"),
    ],
)
def test_read_lexicon_refuses_a_broken_cue(cue, says):
    with pytest.raises(FourfoldError, match=says):
        read_lexicon(_shipped() | {"cues": [{"strength": 0.5, "source": "G-15", **cue}]})
