"""Words of a learner that may ask for another question next, and words that must not count."""

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.issues import FourfoldError
from fourfold.transcripts.coded import SignalSpan
from fourfold.transcripts.coding.signals import (
    next_question,
    read_signals,
    signal_entries,
    signals_in,
)
from fourfold.transcripts.moves import Signal


def _names(text: str) -> set[str]:
    return {each.signal.value for each in signals_in(text)}


HEARD = [
    ("I'm just not a procedures person.", "fixed_mindset"),
    ("You either have it or you don't.", "fixed_mindset"),
    ("There's no point in applying again.", "fixed_mindset"),
    ("I don't take criticism well.", "fixed_mindset"),
    ("I've been practicing it every night until it sits.", "growth_mindset"),
    ("I want to get better at this.", "growth_mindset"),
    ("The comments stung, but they were useful.", "growth_mindset"),
    ("I learned a lot from that miss.", "growth_mindset"),
    ("I have no idea what it would be like there, and that scares me.", "fear_of_unknown"),
    ("It would be a leap in the dark.", "fear_of_unknown"),
    ("We've always done it this way.", "status_quo"),
    ("I'd rather just keep doing it the way I'm used to.", "status_quo"),
    ("I don't want to lose my clinic.", "loss_aversion"),
    ("All those years would be wasted.", "loss_aversion"),
    ("They'll use it against me.", "lack_of_trust"),
    ("I don't trust the committee.", "lack_of_trust"),
]


@pytest.mark.parametrize(("text", "signal"), HEARD)
def test_signals_in_hears(text, signal):
    assert signal in _names(text)


@pytest.mark.parametrize(("text", "signal"), HEARD)
def test_signals_in_hears_without_marks_and_capitals(text, signal):
    assert signal in _names(re.sub(r"[^\w\s']", "", text).lower())


@pytest.mark.parametrize(
    "text",
    [
        "Tuesday. Gallbladder.",
        "I used to think I was just not a numbers person.",
        "She thinks I'm just not cut out for it.",
        "The fellow said you're just not a surgeon.",
        "I'm not threatened by her paper.",
        "My patient is worried he might lose the leg.",
        "I don't believe I'm bad at this.",
        "I lost my pager.",
        "The family doesn't trust the transfer.",
        "Is that a good time for you?",
    ],
)
def test_signals_in_leaves_out(text):
    assert _names(text) == set()


def test_signals_in_keeps_growth_where_a_fixed_belief_is_over():
    text = "I used to think leading was a gift, and now I see it's practice."

    assert _names(text) == {"growth_mindset"}


def test_signals_in_gives_the_place():
    text = "Well, they'll use it against me."

    assert signals_in(text) == (SignalSpan(Signal.LACK_OF_TRUST, 6, 28),)
    assert text[6:28] == "they'll use it against"


@given(st.text(max_size=300))
def test_signals_in_stays_inside_the_text(text):
    assert all(0 <= each.start < each.end <= len(text) for each in signals_in(text))


def test_next_question_goes_round():
    questions = signal_entries()[Signal.STATUS_QUO].next_questions

    asked = [next_question(Signal.STATUS_QUO, nth=nth) for nth in range(len(questions) + 1)]

    assert asked == [*questions, questions[0]]


def test_every_signal_offers_questions_and_no_verdict():
    words = " ".join(
        question for each in signal_entries().values() for question in each.next_questions
    )

    assert all(len(each.next_questions) >= 3 for each in signal_entries().values())
    assert not re.search(r"mindset|fixed|resist|afraid|you are a", words)


def _shipped() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/signals.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"signal": "mood"}, "Unknown signal 'mood'"),
        ({"definition": ""}, "fixed_mindset: definition must be a text"),
        ({"next_questions": ["Why?"]}, "at least 3 questions"),
        ({"signal": "growth_mindset"}, "must be exactly, in order"),
    ],
)
def test_read_signals_refuses_a_broken_entry(change, says):
    shipped = _shipped()
    first, *rest = shipped["signals"]

    with pytest.raises(FourfoldError, match=says):
        read_signals(shipped | {"signals": [first | change, *rest]})
