"""Examples of the sheet for people who code, and of its way back."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.issues import FourfoldError, Issue
from fourfold.transcripts.coded import CodedTurn, MoveSpan
from fourfold.transcripts.moves import Move
from fourfold.transcripts.sheet import HumanCode, read_sheet, rows, write_sheet

ASK = CodedTurn(
    2,
    "guide",
    "So they sigh. What then?",
    move=Move.ASK_OPEN,
    confidence=0.912,
    spans=(MoveSpan(Move.REFLECT, 0, 13), MoveSpan(Move.ASK_OPEN, 14, 24)),
)
TALK = (CodedTurn(0, "learner", "They sigh."), CodedTurn(1, "learner", "A lot."), ASK)


def cells(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet(*lines):
    return "\r\n".join(["conversation_id,turn,text,move", *lines]).encode("utf-8-sig")


def test_write_sheet_gives_one_row_a_turn_of_the_guide():
    assert cells(write_sheet(rows("rounds", TALK), blind=False)) == [
        [
            "conversation_id", "turn", "learner_before", "text", "move", "note",
            "machine_move", "machine_confidence", "machine_moves",
        ],
        [
            "rounds", "2", "They sigh. A lot.", "So they sigh. What then?", "", "",
            "ask_open", "0.91", "reflect ask_open",
        ],
    ]  # fmt: skip


def test_write_sheet_hides_the_machine_when_blind():
    content = write_sheet(rows(7, TALK, ["x", "y", "z"]), blind=True)

    assert cells(content)[1] == ["7", "z", "They sigh. A lot.", ASK.text, "", ""]
    assert b"ask_open" not in content


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "＝1"])
def test_write_sheet_keeps_formulas_from_running(text):
    found = cells(write_sheet(rows("a", [CodedTurn(0, "guide", text)]), blind=True))

    assert found[1][3] == f"'{text}"


def test_write_sheet_begins_with_the_mark_that_excel_needs():
    assert write_sheet([], blind=True).startswith(b"\xef\xbb\xbfconversation_id")


def test_read_sheet_takes_moves_as_people_write_them():
    found = read_sheet(sheet("rounds,2,What then?,Ask open", "rounds,4,You could,ADVISE "))

    assert found.codes == (
        HumanCode("rounds", "2", Move.ASK_OPEN),
        HumanCode("rounds", "4", Move.ADVISE),
    )
    assert found.issues == ()


def test_read_sheet_names_each_row_that_is_wrong():
    found = read_sheet(sheet("a,0,x,askk", "a,1,x,", "a,2,x,social", "a,2,x,social", ",3,x,social"))

    assert [each.where for each in found.issues] == ["row 2", "row 3", "row 5", "row 6"]
    assert found.issues[1:3] == (
        Issue("no_move", "Row 3 has no move yet.", "row 3", "warning"),
        Issue("twice", "Row 5: turn '2' stands twice. Keep one.", "row 5"),
    )
    assert found.issues[0].message.startswith("Row 2: Unknown move 'askk'. Choose one of: ")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_read_sheet_reads_what_other_spreadsheets_save(delimiter):
    text = f"conversation_id{delimiter}turn{delimiter}move\n'-a{delimiter}1{delimiter}social\n"

    assert read_sheet(text.encode("utf-16")).codes == (HumanCode("-a", "1", Move.SOCIAL),)


def test_read_sheet_passes_over_empty_rows():
    assert read_sheet(sheet("a,1,x,social", ",,,", "a,2,x,advise")).issues == ()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The sheet has no column 'conversation_id'."),
        (b"turn,move\n1,social\n", "The sheet has no column 'conversation_id'."),
        (sheet(f"a,1,{'x' * 200_000},social"), "The sheet is not CSV: field larger than"),
        (sheet("a,1,x,"), "No row of the sheet has a move."),
        ("conversation_id,turn,move\né".encode("cp1252"), "The sheet is not UTF-8."),
    ],
)
def test_read_sheet_refuses_what_is_no_sheet(content, says):
    with pytest.raises(FourfoldError, match=says):
        read_sheet(content)


@given(st.text(min_size=1).filter(lambda name: name.strip() == name and name.isprintable()))
def test_read_sheet_finds_the_names_that_were_written(name):
    row = cells(write_sheet(rows(name, [ASK]), blind=True))[1]
    text = io.StringIO()
    csv.writer(text).writerows([["conversation_id", "turn", "move"], [row[0], row[1], "social"]])

    assert read_sheet(text.getvalue().encode()).codes == (HumanCode(name, "2", Move.SOCIAL),)
