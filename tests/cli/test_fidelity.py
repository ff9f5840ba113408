"""`fourfold fidelity`: the JSON contract, the report, the page and refusals."""

import json
import re

import pytest
from click.testing import CliRunner, Result

from fourfold.cli.fidelity import in_words
from fourfold.cli.fidelity_page import page
from fourfold.cli.main import main
from fourfold.transcripts.coded import CodedTurn, Coding, MoveSpan
from fourfold.transcripts.fidelity import assess
from fourfold.transcripts.moves import Move

TALK = """\
Dr. Ruiz: Good to see you. I am coaching you today. What would you like to leave with?

Sam Lee: Rounds. They run over every single day.

Dr. Ruiz: What could you do differently on Monday?

Sam Lee: Start earlier, maybe. I don't know.

Dr. Ruiz: You should start with the sickest patient. You should also call the nurse beforehand.

Sam Lee: Okay, I guess.

Dr. Ruiz: You need to keep a list, and I would print it on cards. You should do that by Friday.

Sam Lee: Fine.

Dr. Ruiz: What would you like to try yourself?

Sam Lee: Meet the nurse <b>first</b>.
"""
TIMED = """\
WEBVTT

00:00.000 --> 00:10.000
Dr. Ruiz: What could you do about it?

00:10.000 --> 00:40.000
Sam Lee: Start earlier, maybe.
"""


def run(*arguments: str, given: str = TALK) -> Result:
    return CliRunner().invoke(main, ["fidelity", "-", *arguments], input=given)


def report(*arguments: str, given: str = TALK) -> str:
    return run("--guide", "Dr. Ruiz", "--form", "coaching", *arguments, given=given).stdout


@pytest.mark.parametrize("form", ["Coaching with wisdom", "COACHING-WITH-WISDOM"])
def test_fidelity_takes_a_form_as_people_write_it(form):
    found = run("--guide", "Dr. Ruiz", "--form", form, "--json")

    assert json.loads(found.stdout)["declared_form"] == "coaching_with_wisdom"


def test_fidelity_refuses_a_folder_and_leaves_nothing_there(tmp_path):
    found = run("--guide", "Dr. Ruiz", "--form", "coaching", "--html", str(tmp_path))

    assert (found.exit_code, [*tmp_path.iterdir()]) == (2, [])
    assert f"{str(tmp_path)!r} is a folder. Name a file in it." in found.stderr


def test_fidelity_json_keeps_the_contract():
    found = json.loads(report("--json"))

    assert set(found) >= {
        "declared_form", "main_form", "drift", "announced_switches", "counts", "talk_share",
        "open_share", "reflections_to_questions", "findings",
    }  # fmt: skip
    assert found["drift"] == [
        {
            "start_turn": 4,
            "end_turn": 6,
            "to_form": "advising",
            "quote": "You should start with the sickest patient.",
        }
    ]
    assert [each["code"] for each in found["findings"]] == ["unannounced_advising"]
    assert sum(found["counts"].values()) == 5


def test_fidelity_json_is_the_same_twice():
    assert report("--json") == report("--json")


def test_fidelity_speaks_to_people():
    lines = report().splitlines()

    assert lines[0] == "In turns 4 to 6 you answered with advice without saying so."
    assert "    turn 4: “You should start with the sickest patient.”" in lines
    assert any(line.startswith("Agreed or announced C··") for line in lines)
    assert any(line.startswith("Practiced           C··") for line in lines)
    assert f"{'':20}A▒▒ advising   C·· coaching" in lines
    assert "A strength" in lines
    assert "One thing to try" in lines
    assert lines[-1] == "Turn numbers are those of `fourfold read`; the first is 0."


def test_fidelity_reads_the_two_alone_when_it_knows_the_learner():
    given = TALK.replace("Sam Lee: Fine.", "Nurse: Hello.\n\nSam Lee: Fine.\n\nNurse: Bye.")
    two = ("--learner", "sam", "--json")

    assert json.loads(report(*two, given=given)) == json.loads(report("--json"))
    assert report("--learner", "sam", given=given).splitlines()[-1] == (
        "Turn numbers count those of the two; the first is 0."
    )


def test_fidelity_shows_where_a_switch_was_announced():
    given = TALK.replace("You need to keep", "I am mentoring you now. You need to keep")
    lines = report(given=given).splitlines()

    assert any(re.fullmatch(r"Switch announced +▲", line) for line in lines)
    assert f"{'':20}▲ turn 6: to mentoring" in lines


def test_fidelity_prints_no_colors_into_a_file():
    assert "\x1b" not in report()


def test_fidelity_draws_times_where_the_file_has_them():
    lines = report(given=TIMED).splitlines()

    assert any(re.fullmatch(r" +0:00 +0:40", line) for line in lines)


def test_in_words_quotes_with_the_time_where_the_file_has_one():
    turn = CodedTurn(0, "guide", "Call her before you leave.", 65.0, 70.0, move=Move.ADVISE)
    coding = Coding("Dr. Ruiz", (turn,))

    lines = list(in_words(coding, assess(coding, declared_form="coaching")))

    assert "    turn 0, 1:05: “Call her before you leave.”" in lines


def test_in_words_begin_with_the_form_that_was_kept():
    turns = (
        CodedTurn(at, "guide", "What could you do? " * 4, move=Move.ASK_OPEN) for at in range(4)
    )
    coding = Coding("Dr. Ruiz", tuple(turns))

    lines = list(in_words(coding, assess(coding, declared_form="coaching")))

    assert lines[0] == "You kept to coaching: no turn clearly left it without saying so."


def test_fidelity_writes_a_page_that_needs_nothing_else(tmp_path):
    target = tmp_path / "report.html"
    report("--html", str(target))
    found = target.read_text(encoding="utf-8")

    assert found.startswith("<!doctype html>")
    assert re.findall(r"<script|<link|src=|url\(|https?:|@import", found) == []
    assert '<a href="#turn-4">4</a>' in found
    assert '<li id="turn-4" class="left" data-form="advising">' in found


def test_page_uses_one_word_for_each_thing():
    said = MoveSpan(Move.ADVISE, 0, 4, ((0, 4),))
    turn = CodedTurn(0, "guide", "Call her.", 0.0, 65.0, move=Move.ADVISE, spans=(said,))
    coding = Coding("Dr. Ruiz", (turn,))

    found = page(coding, assess(coding, declared_form="coaching"))

    assert '<p class="lane-name">Agreed or announced</p>' in found
    assert '<p class="lane-name">Practiced</p>' in found
    assert "<span>0:00</span><span>1:05</span>" in found
    assert "<p><mark>Call</mark> her.</p>" in found


def test_page_escapes_what_was_said():
    said = "<img src=x> & <script>alert(1)</script>"
    turn = CodedTurn(0, "guide", said, move=Move.ADVISE, spans=(MoveSpan(Move.ADVISE, 0, 40),))
    coding = Coding("<script>", (turn,))

    found = page(coding, assess(coding, declared_form="coaching"))

    assert "&lt;img src=x&gt; &amp; &lt;script&gt;" in found
    assert re.findall("<(?:img|script)", found) == []


def test_fidelity_judges_json_lines():
    rows = [
        {"conversation_id": "a", "turn": 1, "speaker": "guide", "text": "What could you do?"},
        {"conversation_id": "a", "turn": 2, "speaker": "learner", "text": "Start earlier."},
        {"conversation_id": "b", "turn": 1, "speaker": "guide", "text": "You should start now."},
    ]
    given = "\n".join(json.dumps({**row, "declared_form": "mentoring"}) for row in rows)

    found = [json.loads(line) for line in run("--format", "turns", given=given).stdout.splitlines()]

    assert [each["conversation_id"] for each in found] == ["a", "b"]
    assert [each["declared_form"] for each in found] == ["mentoring", "mentoring"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--guide", "Dr. Ruiz"), "Say with --form which form was declared. Choose one of: adv"),
        (("--guide", "Dr. Ruiz", "--form", "coach"), "Unknown form of guidance 'coach'. Choose"),
        (("--form", "coaching"), "The speakers are: 'Dr. Ruiz', 'Sam Lee'."),
        (("--form", "coaching", "--guide", "Nobody"), "Sam Lee"),
    ],
)
def test_fidelity_refuses_on_stderr_with_code_2(arguments, says):
    found = run(*arguments)

    assert (found.exit_code, found.stdout) == (2, "")
    assert says in found.stderr


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (("--guide", "Ana"), "--guide"),
        (("--learner", "Sam"), "--learner"),
        (("--guide", "Ana", "--html", "page.html"), "--guide and --html"),
    ],
)
def test_fidelity_refuses_beside_json_lines_what_would_count_for_nothing(
    arguments, given, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    found = run("--format", "turns", "--form", "coaching", *arguments)

    assert (found.exit_code, found.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert found.stderr.splitlines()[-1] == (
        f"Error: {given} cannot stand beside --format turns: its lines say who speaks, and each "
        f"conversation gets one line of JSON. Leave out either --format turns or {given}."
    )


def test_fidelity_writes_no_page_for_a_talk_that_it_refuses(tmp_path):
    target = tmp_path / "report.html"
    run("--guide", "Nobody", "--form", "coaching", "--html", str(target))

    assert not target.exists()
