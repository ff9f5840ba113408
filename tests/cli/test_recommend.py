"""`fourfold recommend`: the JSON contract, refusals and the conversation."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from fourfold.cli.conversation import ask
from fourfold.cli.main import main
from fourfold.guidance.intake import Intake

ADVISING = {"answers": {"focus": "event", "wants": "answer", "horizon": "once"}}


def _run(given: object, *arguments: str) -> Result:
    content = given if isinstance(given, (str, bytes)) else json.dumps(given)
    return CliRunner().invoke(main, ["recommend", *arguments], input=content)


def test_recommend_json_keeps_the_contract():
    found = json.loads(_run({"text": "I want a mentor", **ADVISING}, "-", "--json").stdout)
    assert found == {
        "form": "advising",
        "reasons": [
            {
                "answer": "focus=event",
                "attribute": "focus",
                "says": "You describe one thing that is happening. "
                "Advising: one thing that is happening.",
            },
            {
                "answer": "wants=answer",
                "attribute": "strategy",
                "says": "You want an answer. Advising: gives advice or the answer.",
            },
            {
                "answer": "horizon=once",
                "attribute": "time",
                "says": "One meeting should do. Advising: one meeting.",
            },
        ],
        "near_miss": found["near_miss"],
        "still_to_ask": [],
        "combination": None,
        "warnings": [
            (
                "You named mentoring. What you describe fits advising better. "
                "Talk about it before you start."
            )
        ],
        "prompts": [],
    }
    assert list(found["near_miss"]) == ["form", "if"]


def test_recommend_gives_a_list_for_a_list():
    found = json.loads(_run([ADVISING, {}], "--json").stdout)
    assert [each["form"] for each in found] == ["advising", "clarify"]


def test_recommend_reads_a_file(tmp_path):
    path = tmp_path / "intake.json"
    path.write_text(json.dumps(ADVISING), encoding="utf-8")
    found = CliRunner().invoke(main, ["recommend", str(path), "--json"])
    assert json.loads(found.stdout)["form"] == "advising"


def test_recommend_speaks_to_people():
    lines = _run({"answers": {"focus": "career", "horizon": "long_term"}}).stdout.splitlines()
    assert lines[0].startswith("Mentoring fits what you describe. A long relationship")
    assert (
        "- You think of a long time. Mentoring: a long time, looking ahead. (horizon=long_term)"
        in lines
    )


def test_recommend_helps_to_clarify():
    lines = _run({}).stdout.splitlines()
    assert lines[0] == (
        "It is not clear yet which form of guidance fits. That is a fine place to start."
    )
    assert "- Where would you like to be in two or three years?" in lines
    assert "- What would help you most?" in lines


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            '{"text":\n "x",}',
            "Broken JSON in line 2, column 6: Expecting property name enclosed in double quotes.",
        ),
        ("", "Broken JSON in line 1, column 1: Expecting value."),
        (b'"\xff"', "The input is not UTF-8: byte 1 breaks it."),
        (
            {"answers": {"lead": "boss"}},
            "Unknown lead value 'boss'. Choose one of: guide, mostly_me",
        ),
        ([{}, {"ask": ""}], "Item 1: Unknown intake key 'ask'. Choose one of: text, answers."),
        ("7", "An intake must be an object"),
        (
            '{"answers": {"wants": ' + "9" * 5_000 + "}}",
            "A number with 5000 digits is too long.",
        ),
        (
            '{"answers": {"wants": "answer", "wants": "experience"}}',
            "The key 'wants' stands twice in one object. Keep one.",
        ),
    ],
)
def test_recommend_refuses_on_stderr_with_code_2(given, says):
    found = _run(given, "--json")
    assert (found.exit_code, found.stdout) == (2, "")
    assert says in found.stderr


def test_recommend_refuses_a_pasted_page_in_a_short_sentence():
    found = _run({"answers": {"wants": "my whole letter " * 500}}, "--json")
    assert "Unknown wants value 'my whole letter" in found.stderr
    assert len(found.stderr) < 300


def test_recommend_survives_half_a_character():
    found = _run('{"text": "Which form, \\ud800? Due today"}', "--json")
    assert json.loads(found.stdout)["form"] == "advising"


def test_conversation_asks_only_what_is_worth_asking():
    given = "Which form do I submit for the elective swap by Friday?\n"
    intake = _conversation(given)
    assert intake == Intake({}, given.strip())


def test_conversation_takes_numbers_and_lets_skip():
    # Nothing said, then: one thing that is happening; skipped; then one meeting.
    intake = _conversation("\n1\n\n1\n" + "\n" * 6)
    assert (intake.text, intake.answers["focus"], len(intake.answers)) == ("", "event", 2)


def _conversation(given: str) -> Intake:
    found: list[Intake] = []
    with CliRunner().isolation(input=given):
        found.append(ask())
    return found[0]


def test_fourfold_runs_as_a_command():
    command = [sys.executable, "-c", "from fourfold.cli.main import main; main()"]
    given = json.dumps(ADVISING)
    run = subprocess.run(  # noqa: S603
        [*command, "recommend", "-", "--json"],
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(run.stdout)["form"] == "advising"


def test_fourfold_tells_its_version():
    assert CliRunner().invoke(main, ["--version"]).output.startswith("fourfold ")
