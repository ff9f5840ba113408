"""`fourfold screen`: masked places, the masked text, and refusals."""

import json
import textwrap

import pytest
from click.testing import CliRunner, Result

from fourfold.cli.main import main
from fourfold.confidentiality.screening import must_check

NOTE = "Good day.\nMrs. Alvarez in room 412 cried.\n"


def _run(*arguments: str, given: str | bytes = NOTE) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(main, ["screen", *arguments], input=given)


def test_screen_shows_each_place_masked():
    assert _run("-").stdout.splitlines() == [
        "line    2  Name         Mrs. [name] in [room] cried.",
        "line    2  Bed or room  Mrs. [name] in [room] cried.",
        "",
        "2 places look like a patient's identifier.",
        *textwrap.wrap(must_check(), 100),
    ]


def test_screen_json_names_kinds_and_places():
    assert json.loads(_run("-", "--json").stdout) == {
        "identifiers": [
            {"kind": "name", "start": 15, "end": 22, "line": 2},
            {"kind": "room", "start": 26, "end": 34, "line": 2},
        ],
        "check": must_check(),
    }


def test_screen_mask_prints_the_text_masked():
    assert _run("-", "--mask").stdout == "Good day.\nMrs. [name] in [room] cried.\n\n"


def test_screen_json_and_mask_together_hold_the_masked_text():
    found = json.loads(_run("-", "--json", "--mask").stdout)

    assert found["masked"] == "Good day.\nMrs. [name] in [room] cried.\n"


def test_screen_says_that_nothing_was_found_and_still_asks_to_read():
    lines = _run("-", given="We meet by Friday.").stdout.splitlines()

    assert lines[0] == "Nothing was found."
    assert " ".join(lines[1:]) == must_check()


def test_screen_leaves_speakers_and_named_people_alone():
    talk = "Lena: Mrs. Rao saw the patient.\nGita Rao: Thanks, Lena.\nLena: Ask Mr. Oyelaran.\n"

    assert _run("-", "--mask", "--person", "Ayo Oyelaran", given=talk).stdout == f"{talk}\n"


def test_screen_reads_utf_16():
    assert _run("-", "--mask", given="Mrs. Łukasik".encode("utf-16")).stdout == "Mrs. [name]\n"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (b"", "The text is empty."),
        (b"PK\x03\x04", "The text is a packed file such as DOCX. Save it as plain text first."),
        (b"%PDF-1.7", "The text is a PDF"),
        (b"a" * (5 * 1024 * 1024 + 1), "The text is larger than 5 MB"),
    ],
    ids=["empty", "packed", "pdf", "large"],
)
def test_screen_refuses_what_is_no_text(given: bytes, says: str):
    found = _run("-", given=given)

    assert (found.exit_code, says in found.stderr) == (2, True)
