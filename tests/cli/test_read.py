"""`fourfold read`: the JSON contract, the view for people, and refusals."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fourfold.cli.main import main

FILES = Path("tests/data/transcripts")


def _run(*arguments: str, given: str | bytes = "", columns: int = 72) -> Result:
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(main, ["read", *arguments], input=given)


def test_read_json_keeps_the_contract():
    given = (
        "WEBVTT\n\n00:01.0 --> 00:02.5\n<v Ana>Hi there.\n\n00:02.0 --> 00:03.0\n<v Sam>Ho</v>\n"
    )
    assert json.loads(_run("-", "--json", given=given).stdout) == {
        "format": "teams-vtt",
        "speakers": [
            {"name": "Ana", "turns": 1, "words": 2, "seconds": 1.5},
            {"name": "Sam", "turns": 1, "words": 1, "seconds": 1.0},
        ],
        "turns": [
            {
                "index": 0,
                "speaker": "Ana",
                "start": 1.0,
                "end": 2.5,
                "text": "Hi there.",
                "approximate": False,
            },
            {
                "index": 1,
                "speaker": "Sam",
                "start": 2.0,
                "end": 3.0,
                "text": "Ho",
                "approximate": False,
            },
        ],
        "issues": [
            {
                "code": "overlap",
                "message": "This cue starts before the one above it ends. "
                "The words of both are kept.",
                "line": 6,
            }
        ],
    }


def test_read_shows_a_talk_to_people():
    assert _run(str(FILES / "otter.txt")).stdout.splitlines() == [
        "Otter text, less than a minute, 5 turns",
        "",
        "Ana Ruiz, MD (she/her)        3 turns       24 words   50 %",
        "Sam Okafor                    2 turns       24 words   50 %",
        "",
        "     0:03  Ana Ruiz, MD (she/her)    What do you want to leave with tod…",
        "     0:07  Sam Okafor                I'd like a plan for rounds. They s…",
        "     0:12  Ana Ruiz, MD (she/her)    You must have seen this go well. W…",
        "     0:19  Sam Okafor                Note: I had slept. And I knew the …",
        "     0:22  Ana Ruiz, MD (she/her)    So knowing them helps you.",
    ]


def test_read_shows_issues_with_their_lines():
    given = "[0:10] Ana: a\n[1:10] Sam: b\n[0:20] Ana: c\n"
    lines = _run("-", given=given).stdout.splitlines()
    assert lines[0] == "Plain text, 1 minute, 3 turns"
    assert lines[-4:] == [
        "",
        "What to look at",
        "- line 3: This cue starts before the one above it. The order of the file",
        "  is kept.",
    ]


def test_read_shows_the_first_turns_of_a_long_talk():
    given = "".join(f"Ana: {number}\nSam: {number}\n" for number in range(600))
    lines = _run("-", given=given).stdout.splitlines()
    assert lines[0] == "Plain text, 1,200 turns"
    assert lines[-1] == "… and 1,188 more"


def test_read_steers_no_terminal():
    given = "Ana\x1b[2J\u202e: \x1b]0;x\x07hi\nSam: ho\n"
    assert not set("\x1b\x07\u202e") & set(_run("-", given=given).stdout)


@pytest.mark.parametrize(
    ("arguments", "given", "says"),
    [
        (("-",), b"", "Error: The file is empty."),
        (("-",), b"\x89PNG", "Error: The file is a picture, not a transcript."),
        (("-",), b"a" * 6_000_000, "Error: The file is larger than 5 MB"),
        (("nowhere.vtt",), b"", "Error: Invalid value for 'FILE': 'nowhere.vtt': No such file"),
    ],
)
def test_read_refuses_with_one_sentence(arguments, given, says):
    found = _run(*arguments, given=given)
    assert found.exit_code == 2
    assert found.stderr.splitlines()[-1].startswith(says)
