"""`fourfold code`: the JSON contract, JSON lines, the readable view and refusals."""

import json

import pytest
from click.testing import CliRunner, Result

from fourfold.cli.main import main
from fourfold.transcripts.codebook import codebook
from fourfold.transcripts.moves import Move

TALK = """\
Dr. Ruiz: Good to see you. What would you like to leave with today?

Sam Lee: Rounds. They run over, and I'm just not a numbers person.

Dr. Ruiz: So the numbers are what weighs on you. What could you do differently on Monday?

Sam Lee: I don't know.

Dr. Ruiz: You should start with the sickest patient and call the nurse beforehand.
"""
THREE = "Ana: What could you do?\n\nNurse: Hi.\n\nAna: Take your time.\n\nSam: Start early.\n"
ROWS = [
    {"conversation_id": 7, "turn": "a", "speaker": "guide", "text": "What could you do?"},
    {"conversation_id": 7, "turn": 3, "speaker": "learner", "text": "Start earlier."},
]


def run(*arguments: str, given: str = TALK) -> Result:
    return CliRunner().invoke(main, ["code", "-", *arguments], input=given)


def lines(*rows: object) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def test_code_json_keeps_the_contract():
    found = json.loads(run("--guide", "Dr. Ruiz", "--json").stdout)

    assert found["guide"] == "Dr. Ruiz"
    assert [turn["index"] for turn in found["turns"]] == [0, 1, 2, 3, 4]
    learner, guide = found["turns"][1:3]
    assert list(guide)[:7] == [
        "index", "speaker", "text", "move", "confidence", "moves", "signals",
    ]  # fmt: skip
    assert (guide["speaker"], guide["move"]) == ("guide", "ask_open")
    assert 0 < guide["confidence"] <= 1
    assert [guide["text"][each["start"] : each["end"]] for each in guide["moves"]] == [
        "So the numbers are what weighs on you.",
        "What could you do differently on Monday?",
    ]
    assert (learner["speaker"], learner["move"], learner["moves"]) == ("learner", None, [])
    assert learner["signals"] == ["fixed_mindset"]
    assert len(learner["prompts"]) == 1


def test_code_shows_moves_in_the_margin_and_marks_what_decided():
    shown = run("--guide", "Dr. Ruiz").stdout

    assert "   1  learner" in shown
    assert "   2  guide: open question" in shown
    assert "A question to ask next: " in shown
    assert "‹" in shown.partition("guide: open question")[2]


def test_code_reads_turns_as_json_lines_and_keeps_their_names():
    guide, learner = (
        json.loads(line)
        for line in run("--format", "turns", given=lines(*ROWS)).stdout.splitlines()
    )

    assert list(guide) == ["conversation_id", "turn", "move", "coarse", "confidence"]
    assert (guide["conversation_id"], guide["turn"]) == (7, "a")
    assert guide["coarse"] == codebook()[Move(guide["move"])].coarse
    assert learner == {"conversation_id": 7, "turn": 3, "signals": []}


def test_code_gives_a_transcript_as_json_lines_too(tmp_path):
    path = tmp_path / "rounds.txt"
    path.write_text(TALK, encoding="utf-8")
    found = CliRunner().invoke(main, ["code", str(path), "--guide", "Dr. Ruiz", "--lines"])

    rows = [json.loads(line) for line in found.stdout.splitlines()]
    assert [(row["conversation_id"], row["turn"]) for row in rows] == [
        ("rounds", turn) for turn in range(5)
    ]


def test_code_leaves_other_voices_out_when_it_knows_the_learner():
    found = json.loads(run("--guide", "ana", "--learner", "sam", "--json", given=THREE).stdout)

    assert [(turn["index"], turn["speaker"], turn["text"]) for turn in found["turns"]] == [
        (0, "guide", "What could you do? Take your time."),
        (1, "learner", "Start early."),
    ]


def test_code_takes_every_other_voice_for_a_learner_when_nobody_is_named():
    found = json.loads(run("--guide", "ana", "--json", given=THREE).stdout)

    assert [turn["speaker"] for turn in found["turns"]] == ["guide", "learner", "guide", "learner"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("--guide", "Dr. Ruiz", "--json", "--lines"),
            "--json cannot stand beside --lines: a line for each turn holds less.",
        ),
        (
            ("--format", "turns", "--guide", "Ana", "--learner", "Sam"),
            "--guide and --learner cannot stand beside --format turns: its lines say who speaks.",
        ),
        (
            ("--guide", "dr", "--learner", "Dr. Ruiz"),
            "--guide and --learner both name 'Dr. Ruiz'. Name two voices.",
        ),
        (
            ("--guide", "dr", "--learner", "Ana"),
            "Unknown speaker 'Ana'. Choose one of: Dr. Ruiz, Sam Lee.",
        ),
    ],
)
def test_code_refuses_options_that_do_not_fit(arguments, says):
    found = run(*arguments)

    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.splitlines()[-1].startswith(f"Error: {says}")


def test_code_cannot_steer_the_terminal():
    shown = run("--guide", "Dr. Ruiz", given=TALK.replace("sickest", "\x1b[31msickest")).stdout

    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (lines(*ROWS) + "{broken", "Line 3 is not JSON: "),
        ("", "The file is empty. Give it one JSON object a line, each with a turn."),
        (lines({**ROWS[0], "speaker": "client"}), "Line 1: Unknown speaker 'client'. Choose one"),
    ],
)
def test_code_refuses_a_broken_line_by_number(given, says):
    found = run("--format", "turns", given=given)

    assert found.exit_code == 2
    assert says in found.stderr


def test_code_offers_the_speakers():
    found = run()

    assert (found.exit_code, found.stdout) == (2, "")
    assert "Say with --guide who guides. The speakers are: 'Dr. Ruiz', 'Sam Lee'." in found.stderr
