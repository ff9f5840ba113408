"""`fourfold reliability`: figures for programs and for people, and refusals."""

import json

import pytest
from click.testing import CliRunner

from fourfold.cli.main import main


@pytest.fixture
def compared(tmp_path):
    def run(first, second, *arguments):
        paths = [tmp_path / "people.jsonl", tmp_path / "machine.jsonl"]
        for path, labels in zip(paths, (first, second), strict=True):
            rows = [
                {"conversation_id": turn % 2, "turn": turn, "move": label, "coarse": "other"}
                for turn, label in enumerate(labels)
            ]
            path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        return CliRunner().invoke(main, ["reliability", *map(str, paths), *arguments])

    return run


ASK, TELL = "ask_open", "advise"


def test_reliability_json_has_every_figure(compared):
    found = json.loads(compared([ASK, ASK, TELL, TELL], [ASK, TELL, TELL, TELL], "--json").stdout)

    assert {key: found[key] for key in ("field", "seed", "samples", "compared")} == {
        "field": "move",
        "seed": 1,
        "samples": 1000,
        "compared": 4,
    }
    assert (found["concordance"], found["kappa"]) == (0.75, 0.5)
    assert found["classes"][ASK] == {
        "precision": 1.0,
        "recall": 0.5,
        "f1": pytest.approx(2 / 3),
        "support": 2,
        "found": 1,
    }
    assert found["confusion"] == {ASK: {ASK: 1, TELL: 1}, TELL: {TELL: 2}}


def test_reliability_speaks_to_people(compared):
    lines = compared([ASK, ASK, TELL], [ASK, TELL, TELL, TELL]).stdout.splitlines()

    assert lines[0] == "3 turns of 2 conversations compared."
    assert lines[2].startswith("Concordance    66.7%  (95 %: ")
    assert "    1  ask_open / advise" in lines
    assert "Only in the second file: 1 turn 3." in lines


def test_reliability_compares_another_field(compared):
    found = json.loads(compared([ASK], [TELL], "--field", "coarse", "--json").stdout)

    assert (found["concordance"], found["kappa"]) == (1.0, None)


def test_reliability_reads_a_file_without_a_name(tmp_path):
    second = tmp_path / "machine.jsonl"
    second.write_text('{"conversation_id": 1, "turn": 2, "move": "advise"}', encoding="utf-8")
    found = CliRunner().invoke(main, ["reliability", "-", str(second)], input="{broken")

    assert (found.exit_code, found.stdout) == (2, "")
    assert "Error: Line 1 of the first file is not JSON: " in found.stderr


def test_reliability_refuses_on_stderr_with_code_2(compared):
    found = compared([ASK], [TELL], "--field", "moves")

    assert (found.exit_code, found.stdout) == (2, "")
    assert "has a 'moves'." in found.stderr


def test_reliability_refuses_a_move_that_the_codebook_lacks(compared):
    found = compared([ASK, ASK], [ASK, "ask"])

    assert (found.exit_code, found.stdout) == (2, "")
    assert "machine.jsonl: Unknown move 'ask'. Choose one of: announce_role, " in found.stderr


def test_reliability_speaks_of_one_turn_as_one(compared):
    lines = compared([ASK], [ASK]).stdout.splitlines()

    assert lines[0] == "1 turn of 1 conversation compared."
