"""`fourfold forms`."""

import json

from click.testing import CliRunner

from fourfold.cli.main import main


def _run(*arguments: str, columns: int = 120) -> str:
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(main, ["forms", *arguments]).output


def test_forms_stand_side_by_side_on_a_wide_terminal():
    lines = _run(columns=120).splitlines()
    assert lines[0].split("  ")[-1].strip() == "MENTORING"
    assert max(len(line) for line in lines) <= 120
    time_row = next(line for line in lines if line.startswith("time"))
    assert time_row.split()[1:3] == ["One", "meeting"]


def test_forms_stand_under_each_other_on_a_narrow_terminal():
    lines = _run(columns=60).splitlines()
    assert [line for line in lines if line.isupper()] == [
        "ADVISING",
        "COACHING",
        "COACHING WITH WISDOM",
        "MENTORING",
    ]
    assert "time: One meeting" in lines
    assert max(len(line) for line in lines) <= 60


def test_forms_json_names_every_form_and_its_source():
    found = json.loads(_run("--json"))
    assert [each["form"] for each in found["forms"]] == [
        "advising",
        "coaching",
        "coaching_with_wisdom",
        "mentoring",
    ]
    assert found["forms"][0]["attributes"]["time"] == {"says": "One meeting", "source": "G-20"}
    assert found["principles"][0]["source"] == "G-1"
