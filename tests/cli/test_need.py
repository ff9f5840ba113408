"""`fourfold need`."""

import json

from click.testing import CliRunner, Result

from fourfold.cli.main import main


def _run(data: str, *arguments: str) -> Result:
    runner = CliRunner(env={"COLUMNS": "80"})
    return runner.invoke(main, ["need", *arguments], input=data.encode())


def test_need_says_the_verdict_first_then_reasons_and_a_plan():
    lines = _run('{"skills_soon": "yes", "together": "group"}', "-").output.splitlines()

    assert lines[:2] == ["Coaching is what you need.", "- A certain skill is needed soon."]
    assert "Coaching, step by step" in lines
    assert "What coaching asks of you" in lines


def test_need_json_is_one_object():
    found = json.loads(_run('{"balance": "yes"}', "-", "--json").output)

    assert found["verdict"] == "mentoring"
    assert [plan["form_of_guidance"] for plan in found["plans"]] == ["mentoring"]


def test_need_without_signs_says_what_to_find_out():
    lines = _run("{}", "-").output.splitlines()

    assert lines[0].startswith("It is not clear yet.")
    assert lines[2] == "Not sure yet. Find out first:"


def test_need_refuses_what_is_no_answer():
    refusals = [_run("[]", "-"), _run('{"time": "never"}', "-"), _run("{", "-")]

    assert [each.exit_code for each in refusals] == [2, 2, 2]
    assert "Choose one of: weeks, months, year." in refusals[1].output
