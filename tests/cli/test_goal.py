"""`fourfold goal`."""

import json

from click.testing import CliRunner, Result

from fourfold.cli.main import main

TEXT = "Submit the case report by May 1."


def _run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner(env={"COLUMNS": "80"}).invoke(main, ["goal", *arguments], input=stdin)


def test_goal_tells_each_letter_in_words():
    lines = _run(TEXT).output.splitlines()

    assert lines[0] == f"Specific    yes     “{TEXT}”"
    assert lines[-1] == "3 of 5 letters of SMART. A hint, not a mark."


def test_goal_json_is_one_object():
    found = json.loads(_run(TEXT, "--json").output)

    assert found["timely"] == {"met": True, "evidence": TEXT, "hint": None}
    assert (found["attainable"]["met"], found["level"]) == ("unclear", 3)


def test_goal_reads_a_file_with_one_goal_a_line(tmp_path):
    file = tmp_path / "goals.txt"
    file.write_text(f"{TEXT}\n\nBe better.\n", encoding="utf-8")

    rows = [json.loads(line) for line in _run(str(file), "--json").output.splitlines()]

    assert [(row["id"], row["level"]) for row in rows] == [(1, 3), (3, 0)]


def test_goal_reads_json_lines_and_keeps_their_ids():
    stdin = json.dumps({"id": "g7", "text": TEXT}).encode()

    [row] = [json.loads(line) for line in _run("-", "--json", stdin=stdin).output.splitlines()]

    assert (row["id"], row["level"]) == ("g7", 3)


def test_goal_takes_today_into_account():
    found = _run("Submit it by March 2026.", "--today", "2026-11-25", "--json").output

    assert json.loads(found)["timely"]["met"] is False


def test_goal_refuses_what_is_no_goal_in_one_sentence(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    row = b'{"id": 1, "text": 5}'

    refusals = [_run(""), _run(str(empty)), _run("-", stdin=row), _run("-", stdin=b"\xff\xfe")]

    assert [each.exit_code for each in refusals] == [2, 2, 2, 2]
    assert [each.output.splitlines()[-1] for each in refusals] == [
        "Error: The goal is empty. Write what you would like to reach.",
        "Error: The file is empty. Write one goal a line, or JSON lines with a text.",
        'Error: Line 1: "text" must be the words of a goal, not 5.',
        "Error: Line 1 is not UTF-8. Save the file as UTF-8.",
    ]


def test_goal_takes_words_that_no_file_name_could_be():
    assert _run("Read\0more " + "x" * 5_000).exit_code == 0
    assert _run("x" * 30_000).exit_code == 2
