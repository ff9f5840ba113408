"""What every verb prints with: nothing of a file can steer the terminal."""

import pytest

from fourfold.cli.terminal import json_line, plain, wrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n\tb  c", "a b c"),
        ("a\x1b[31mb", "a�[31mb"),
        ("a\x9bb\u202ec\u2066d", "a�b�c�d"),
        ("\ud83d", "�"),
        ("né 安", "né 安"),
    ],
)
def test_plain_shows_what_would_steer_a_terminal(text, shown):
    assert plain(text) == shown


def test_json_line_holds_half_a_character_as_a_question_mark():
    assert json_line({"text": "\ud83d né"}) == '{"text": "? né"}\n'.encode()


def test_wrapped_stays_inside_a_narrow_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "10")

    lines = wrapped("word " * 30, "- ", "  ").splitlines()

    assert max(map(len, lines)) <= 40
    assert (lines[0][:6], lines[1][:6]) == ("- word", "  word")
