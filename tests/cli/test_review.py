"""`fourfold review`: roles, findings, text, JSON and copies with comments."""

import json
import os
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from fourfold.cli.main import main
from tests.core.documents.writers import word

JUDGE = "Your coach grades you and sits on the competence committee that decides on promotion."
CLEAR = "A coach asks questions; the resident chooses the goal and leads. A coach does not grade."


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "judge.docx").write_bytes(word(("Heading 1", "Faculty coach"), JUDGE))
    (tmp_path / "clear.md").write_text(f"# Coaching\n\n{CLEAR}\n")
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    return tmp_path


def _run(*arguments: object, given: str | bytes = "") -> Result:
    asked = ["review", *map(str, arguments)]
    return CliRunner(env={"COLUMNS": "100"}).invoke(main, asked, input=given)


def test_review_shows_roles_and_what_to_mend_first(folder):
    found = _run(folder / "judge.docx")

    lines = found.stdout.splitlines()
    assert found.exit_code == 0
    assert "1. The guide also judges (coach)" in lines
    assert any(line.startswith("   line 3: “") for line in lines)
    assert any(line.startswith("   Say: ") for line in lines)


def test_review_says_kindly_that_there_is_nothing_to_mend(folder):
    assert "Nothing to mend: the words fit what they describe." in _run(folder / "clear.md").stdout


def test_review_says_that_no_role_is_named():
    assert "names no advisor, coach or mentor" in _run("-", given="Lunch is at noon.").stdout


def test_review_json_has_offsets_into_the_text_that_it_prints(folder):
    text = _run(folder / "judge.docx", "--text").stdout
    (document,) = json.loads(_run(folder / "judge.docx", "--json").stdout)["documents"]

    found = document["findings"][0]
    assert found["code"] == "ASSESSOR_CONFLICT"
    assert found.keys() >= {"term", "line", "page", "reason", "suggestion", "rank", "places"}
    places = [place for role in document["roles"] for place in role["evidence"]]
    places += [place for each in document["findings"] for place in each["places"]]
    assert all(text[each["start"] : each["end"]] == each["quote"] for each in places)
    assert all(text.split("\n")[each["line"] - 1] for each in places)


def test_review_of_a_folder_names_what_it_passed_over_and_goes_on_after_a_bad_file(folder):
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")

    found = _run(folder, "--json")

    data = json.loads(found.stdout)
    names = [Path(each["path"]).name for each in data["documents"]]
    assert (found.exit_code, names) == (0, ["clear.md", "judge.docx"])
    assert "The file “broken.pdf” is a damaged or cut off PDF." in found.stderr
    assert [Path(each["path"]).name for each in data["refused"]] == ["broken.pdf"]
    assert [Path(each["path"]).name for each in data["skipped"]] == ["logo.png"]


def test_review_fails_only_when_nothing_could_be_read(folder):
    found = _run(folder / "logo.png")

    assert found.exit_code == 2
    assert "The file “logo.png” is a picture." in found.stderr
    assert "No document could be read." in found.stderr


def test_review_text_prints_one_document_only(folder):
    assert "--text prints one document; 2 are named." in _run(folder, "--text").stderr
    assert "cannot stand beside --text" in _run(folder, "--text", "--json").stderr


def test_review_writes_comments_into_a_copy(folder):
    copy = folder / "out" / "copy.docx"

    found = _run(folder / "judge.docx", "--annotate", copy)

    assert found.exit_code == 0
    assert f"Written to {copy}." in found.stderr
    comments = Document(BytesIO(copy.read_bytes())).comments
    assert "The guide also judges (coach)." in next(iter(comments)).text


def test_review_never_writes_over_a_file(folder):
    original = (folder / "judge.docx").read_bytes()
    _run(folder, "--annotate", folder / "out")

    again = [
        _run(folder, "--annotate", folder / "out"),
        _run(folder / "judge.docx", "--annotate", folder / "judge.docx"),
    ]

    assert os.listdir(folder / "out") == ["judge-reviewed.docx"]
    assert [each.exit_code for each in again] == [2, 2]
    assert all("is there already and was left alone." in each.stderr for each in again)
    assert (folder / "judge.docx").read_bytes() == original


def test_review_names_the_ending_that_a_copy_must_have(folder):
    found = _run(folder / "judge.docx", "--annotate", folder / "copy.pdf")

    assert found.exit_code == 1
    assert "Name it" in found.stderr
    assert not (folder / "copy.pdf").exists()
