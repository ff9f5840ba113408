"""Examples of talks as JSON lines."""

import json

import pytest

from fourfold.issues import FourfoldError
from fourfold.transcripts.turn_lines import Conversation, NamedTurn, conversations


def line(talk, turn, speaker="guide", text="Hm.", **more):
    row = {"conversation_id": talk, "turn": turn, "speaker": speaker, "text": text, **more}
    return json.dumps(row).encode()


def test_conversations_keeps_names_and_order():
    given = [line("b", "2x"), b"\n", line("b", 1, "learner", "Well."), line(7, 0, corpus="own")]

    assert list(conversations(given)) == [
        Conversation("b", (NamedTurn("2x", "guide", "Hm."), NamedTurn(1, "learner", "Well."))),
        Conversation(7, (NamedTurn(0, "guide", "Hm."),)),
    ]


def test_conversations_gives_a_talk_before_it_reads_the_next():
    lines = iter([line("a", 0), line("b", 0), b"broken"])

    assert next(conversations(lines)).conversation_id == "a"
    assert list(lines) == [b"broken"]


def test_conversations_reads_the_declared_form():
    found = next(conversations([line("a", 0, declared_form="coaching")]))

    assert found.declared_form == "coaching"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([line("a", 0), b"{,}"], "Line 2 is not JSON: "),
        ([b"[" * 100_000], "Line 1 holds a number too long or lists too deep."),
        ([line("a", 0, "client")], "Line 1: Unknown speaker 'client'. Choose one of: guide, lea"),
        ([line("a", 0, text=None)], "Line 1: 'text' must be a text, not None."),
        ([line(None, 0)], "Line 1: 'conversation_id' must be a number or a text, not None."),
        ([b'{"conversation_id": 1, "turn": 0}'], "Line 1 has no 'text'."),
        ([], "The file is empty. Give it one JSON object a line, each with a turn."),
        ([b"\n"], "The file is empty."),
        (
            [line("a", 0), line("a", 1), line("a", "0")],
            "Line 3 has turn '0' of conversation 'a' a second time.",
        ),
        (
            [line("a", 0), line("b", 0), line("a", 1)],
            "Line 3 goes on with conversation 'a' after another one. Put the lines",
        ),
    ],
)
def test_conversations_refuses_by_line(given, says):
    with pytest.raises(FourfoldError, match=says):
        list(conversations(given))
