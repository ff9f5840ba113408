"""Words that show a move: families of wording, with and without marks, and what must not count."""

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfold.issues import FourfoldError
from fourfold.transcripts.codebook import codebook
from fourfold.transcripts.coding.cues import (
    Cue,
    announced_form,
    asks_for_experience,
    find_cues,
    read_grammar,
    takes_over,
)
from fourfold.transcripts.moves import Move


def _heard(text: str, previous: str = "") -> str | None:
    """The move of the strongest cue, the later one of two that are as strong."""
    found = find_cues(text, previous=previous)
    return max(found, key=lambda cue: (cue.strength, cue.start)).move.value if found else None


def _as_recognized(text: str) -> str:
    """The words as plain speech recognition writes them."""
    return re.sub(r"[^\w\s']", "", text).lower()


SAID = [
    ("I am mentoring you now.", "announce_role"),
    ("Let me put my coach hat back on.", "announce_role"),
    ("May I step out of the coach's chair for a minute?", "announce_role"),
    ("Enough from me.", "announce_role"),
    ("We have thirty minutes today.", "set_agenda"),
    ("Whatever you tell me here stays between us.", "set_agenda"),
    ("Walk me through the last one.", "ask_open"),
    ("What could you do?", "ask_open"),
    ("Did she answer?", "ask_closed"),
    ("It sounds like you are torn.", "reflect"),
    ("I noticed that you sat down first.", "give_feedback"),
    ("The policy allows six weeks.", "inform"),
    ("Couldn't the night team hold those pages?", "advise"),
    ("Have you thought about telling her no?", "advise"),
    ("Why don't you just ask him?", "advise"),
    ("You might want to start with the smaller grant.", "advise"),
    ("If I were you, I would wait.", "advise"),
    ("When I was an intern, I hid in the stairwell.", "share_experience"),
    ("In my experience this has worked.", "share_experience"),
    ("I'll introduce you to Priya.", "connect"),
    ("Let me put you in touch with the editor.", "connect"),
    ("So you'll send me the draft by Friday.", "next_step"),
    ("Shall we meet on the twelfth?", "next_step"),
    ("How useful was this for you?", "seek_feedback"),
    ("Did I talk too much today?", "seek_feedback"),
    ("Good to see you.", "social"),
    ("Mm-hmm.", "other"),
]


@pytest.mark.parametrize(("text", "move"), SAID)
def test_find_cues_hears(text, move):
    assert _heard(text) == move


@pytest.mark.parametrize(("text", "move"), SAID)
def test_find_cues_hears_without_marks_and_capitals(text, move):
    assert _heard(_as_recognized(text)) == move


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("You must have seen this go well; what was different then?", "ask_open"),
        ("Did I stay in the coach's role?", "seek_feedback"),
        ("You may want to find a mentor.", "advise"),
        ("What are you going to send me by Friday?", "next_step"),
        ("What if you just told her no?", "advise"),
        ("I'll email you on Monday.", "next_step"),
        ("How was your week?", "social"),
    ],
)
def test_find_cues_puts_function_before_grammar(text, move):
    assert _heard(text) == move


def test_find_cues_gives_the_place_and_the_strength():
    text = "Hm. Let me step out of the coach's chair."

    assert find_cues(text) == (Cue(Move.ANNOUNCE_ROLE, 11, 34, 0.95),)
    assert text[11:34] == "step out of the coach's"


@pytest.mark.parametrize(
    "text",
    [
        "Please call the crisis line today.",
        "Peer support is open all night.",
        "There's employee assistance, free and confidential.",
        "Go to the emergency department with her, now.",
        "Have you thought of harming yourself?",
    ],
)
def test_find_cues_marks_help_in_a_crisis(text):
    assert any(cue.kind == "safety" for cue in find_cues(text))


@pytest.mark.parametrize(
    "text", ["In the emergency department you see more of this.", "Call me on Friday."]
)
def test_find_cues_marks_nothing_else_as_help_in_a_crisis(text):
    assert all(cue.kind == "" for cue in find_cues(text))


def test_find_cues_takes_a_short_story_as_the_answer_to_a_question():
    assert _heard("We had a code every night.") is None
    assert _heard("We had a code every night.", "How did you handle it?") == "share_experience"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("I am mentoring you now", "mentoring"),
        ("back to coaching", "coaching"),
        ("let me just answer that as your advisor", "advising"),
        ("I'll stop telling and go back to asking", "coaching"),
        ("that's my own story over, back to your plan", "coaching"),
        ("not as your coach but as someone who has been there", "mentoring"),
        ("Can I take off the coaching hat?", "mentoring"),
        ("let me step out of role", "mentoring"),
        ("speaking as someone who's been through it", "mentoring"),
        ("You have the wheel: my opinions are parked and I only ask.", "coaching"),
        ("I'm stepping out of advising to tell you how it went for me.", "mentoring"),
        ("Mentor jacket off, I'm your coach again.", "coaching"),
        ("I am coaching you today: I will ask, you find the way.", "coaching"),
        ("This is coaching with wisdom.", "coaching_with_wisdom"),
    ],
)
def test_announced_form_hears_where_a_switch_leads(text, form):
    assert announced_form(text) == form
    assert announced_form(_as_recognized(text)) == form


def test_announced_form_is_none_where_no_form_is_named():
    assert announced_form("What happened then?") is None


@pytest.mark.parametrize(
    "text",
    [
        "What did you do?",
        "what would you do in my place",
        "How did you handle it?",
        "I'd love your opinion.",
        "Just tell me what to do.",
        "I'm asking for your version, because you've done it.",
        "was it worth it for you",
        "I hoped you would tell me about it.",
    ],
)
def test_asks_for_experience_hears(text):
    assert asks_for_experience(text)


@pytest.mark.parametrize(
    "text",
    [
        "I did it on Monday.",
        "Please don't just tell me what to do.",
        "How do you mean?",
        "She asked me what happened.",
        "I'm not asking for your advice.",
    ],
)
def test_asks_for_experience_leaves_out(text):
    assert not asks_for_experience(text)


@pytest.mark.parametrize(
    "text",
    [
        "From now on we'll meet every month.",
        "I will guide your career for the coming years.",
        "Let's make this a standing lunch.",
        "i am taking you under my wing",
        "Run everything by me before you sign it.",
    ],
)
def test_takes_over_hears(text):
    assert takes_over(text)


@pytest.mark.parametrize(
    "text", ["You should call on Monday.", "Residents rotate every month.", "See you on the tenth."]
)
def test_takes_over_leaves_out(text):
    assert not takes_over(text)


def test_find_cues_goes_with_most_of_the_codebook():
    said = [(text, move) for move, each in codebook().items() for text in each.examples]

    right = [text for text, move in said if _heard(text) == move]

    assert len(right) / len(said) > 0.7


@given(st.text(max_size=300))
def test_find_cues_stays_inside_the_text(text):
    assert all(0 <= cue.start < cue.end <= len(text) for cue in find_cues(text))


@settings(max_examples=5, deadline=None, derandomize=True)
@given(st.sampled_from(["i ", "what would you ", "you should ", "? ", "let me ", "\x00"]))
def test_find_cues_reads_very_long_texts(piece):
    assert isinstance(find_cues(piece * (50_000 // len(piece))), tuple)


def _shipped() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/move_cues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"move": "magic"}, "Unknown move 'magic'"),
        ({"strength": 2}, "above 0 and at most 1"),
        ({"kind": "safe"}, "the only kind is 'safety'"),
        ({"phrases": [".. x"]}, "must start with a word"),
        ({"phrases": ["(x)"]}, "must start with a word"),
        ({"phrases": ["{nobody} x"]}, "no word list 'nobody'"),
        ({"phrases": ["don't x"]}, '"don\'t" is never said so'),
    ],
)
def test_read_grammar_refuses_a_broken_group(change, says):
    group = {"move": "advise", "strength": 0.5, "source": "G-21", "phrases": ["x"]}

    with pytest.raises(FourfoldError, match=says):
        read_grammar(_shipped() | {"cues": [group | change]})
