"""`fourfold sheet`: to people and back, as a program would check the coder against them."""

import json

import pytest
from click.testing import CliRunner, Result

from fourfold.cli.main import main

TALK = """\
Dr. Ruiz: What could you do differently on Monday?

Sam Lee: Start earlier.

Dr. Ruiz: You should start with the sickest patient.
"""


def run(*arguments: str, given: str | bytes = TALK) -> Result:
    return CliRunner().invoke(main, ["sheet", *arguments], input=given)


def test_sheet_goes_to_people_and_back(tmp_path):
    talk, sheet = tmp_path / "rounds.txt", tmp_path / "sheet.csv"
    talk.write_text(TALK, encoding="utf-8")
    run(str(talk), "--guide", "Dr. Ruiz", "--blind", "-o", str(sheet))

    filled = sheet.read_text(encoding="utf-8-sig").replace("?,,", "?,Ask open,")
    found = run("--read", "-", given=filled.replace(".,,", ".,advise,"))

    moves = [("0", "ask_open", "question"), ("2", "advise", "input")]
    assert [json.loads(line) for line in found.stdout.splitlines()] == [
        {"conversation_id": "rounds", "turn": turn, "move": move, "coarse": coarse}
        for turn, move, coarse in moves
    ]


def test_sheet_shows_what_the_machine_found_unless_blind():
    assert ",ask_open," in run("-", "--guide", "Dr. Ruiz").stdout
    assert ",ask_open," not in run("-", "--guide", "Dr. Ruiz", "--blind").stdout


def test_sheet_leaves_other_voices_out_when_it_knows_the_learner():
    given = TALK.replace("Sam Lee: ", "Nurse: Hello.\n\nSam Lee: ")
    two = ("-", "--guide", "dr", "--learner", "sam")

    assert run(*two, given=given).stdout == run(*two).stdout


def test_sheet_takes_json_lines():
    row = {"conversation_id": 7, "turn": "a", "speaker": "guide", "text": "=1+1?"}
    lines = run("-", "--format", "turns", "--blind", given=json.dumps(row)).stdout.splitlines()

    assert lines[1] == "7,a,,'=1+1?,,"


def test_sheet_writes_what_it_read_back_where_it_is_told(tmp_path):
    target = tmp_path / "people.jsonl"
    found = run("--read", "-o", str(target), "-", given="conversation_id,turn,move\na,1,social\n")

    assert (found.exit_code, found.stdout) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8")) == {
        "conversation_id": "a", "turn": "1", "move": "social", "coarse": "other",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "given", "beside"),
    [
        (("--read", "--blind"), "--blind", "--read"),
        (("--read", "--guide", "a", "--learner", "b"), "--guide and --learner", "--read"),
        (("--read", "--format", "turns"), "--format turns", "--read"),
        (("--format", "turns", "--guide", "a"), "--guide", "--format turns"),
    ],
)
def test_sheet_refuses_options_that_would_count_for_nothing(arguments, given, beside):
    found = run("-", *arguments)

    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.splitlines()[-1].startswith(f"Error: {given} cannot stand beside {beside}:")


@pytest.mark.parametrize(
    ("filled", "says"),
    [
        ("conversation_id,turn,move\na,1,askk\n", "Row 2: Unknown move 'askk'. Choose one of: "),
        ("conversation_id,turn,move\na,1,\n", "No row of the sheet has a move."),
    ],
)
def test_sheet_reads_nothing_from_a_sheet_with_mistakes(filled, says):
    found = run("--read", "-", given=filled)

    assert (found.exit_code, found.stdout) == (2, "")
    assert says in found.stderr


def test_sheet_refuses_a_folder_and_leaves_nothing_there(tmp_path):
    found = run("-", "--guide", "Dr. Ruiz", "-o", str(tmp_path))

    assert (found.exit_code, [*tmp_path.iterdir()]) == (2, [])
    assert f"{str(tmp_path)!r} is a folder. Name a file in it." in found.stderr


def test_sheet_tells_which_rows_are_empty():
    found = run("--read", "-", given="conversation_id,turn,move\na,1,social\na,2,\n")

    assert found.exit_code == 0
    assert found.stderr == "Row 3 has no move yet.\n"
