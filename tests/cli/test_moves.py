"""`fourfold moves`."""

import json

from click.testing import CliRunner, Result

from fourfold.cli.main import main
from fourfold.transcripts.moves import Move


def _run(*arguments: str, columns: int = 100) -> Result:
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(main, ["moves", *arguments])


def test_moves_lists_every_move_with_its_definition():
    lines = _run().output.splitlines()

    assert [line.split()[0] for line in lines if not line.startswith(" ")] == list(Move)
    assert lines[0] == (
        "announce_role     Says which form of guidance is on, or that it changes now."
    )


def test_moves_stays_inside_a_narrow_terminal():
    assert max(len(line) for line in _run(columns=60).output.splitlines()) <= 60
    assert max(len(line) for line in _run("advise", columns=60).output.splitlines()) <= 60


def test_moves_shows_one_move_with_what_only_looks_like_it():
    lines = _run("connect", columns=120).output.splitlines()

    assert lines[0] == "INTRODUCTION (connect)"
    assert "Form: speaks for mentoring; class input; G-24" in lines
    assert "  “Use my name when you call them.”" in lines
    assert lines[-1] == (
        "  “I knew the dean well in those days.” share_experience: "
        "It is a memory; nobody is introduced."
    )


def test_moves_json_names_every_move_and_its_source():
    found = json.loads(_run("--json").output)["moves"]

    assert [each["move"] for each in found] == list(Move)
    assert found[-1]["source"] == "G-25"
    assert found[0]["hard_negatives"][0] == {
        "says": "Did I stay in the coach's role today?",
        "move": "seek_feedback",
        "why": "It asks how the role was kept.",
    }


def test_moves_refuses_an_unknown_move_and_offers_the_choices():
    result = _run("ask")

    assert result.exit_code == 2
    assert "Unknown move 'ask'. Choose one of: announce_role, set_agenda" in result.output
