"""A sheet for people who code: a talk as CSV with an empty column, and its way back (G-25).

A program checks the coder against its own people this way. The sheet opens in any spreadsheet:
UTF-8 with a mark for Excel, and no cell can run as a formula.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fourfold.issues import FourfoldError, Issue, quoted, unknown
from fourfold.spreadsheet import safe, unmarked
from fourfold.transcripts.coded import CodedTurn
from fourfold.transcripts.moves import Move

COLUMNS = ("conversation_id", "turn", "learner_before", "text", "move", "note")
MACHINE_COLUMNS = ("machine_move", "machine_confidence", "machine_moves")
_NEEDED = ("conversation_id", "turn", "move")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One turn of the guide; `turn` is its name in the file, `learner_before` the words before."""

    conversation_id: int | str
    turn: int | str
    learner_before: str
    coded: CodedTurn


@dataclass(frozen=True, slots=True)
class HumanCode:
    """What a person wrote beside one turn."""

    conversation_id: str
    turn: str
    move: Move


@dataclass(frozen=True, slots=True)
class HumanCodes:
    """What a filled sheet holds; `issues` carry the row, as a spreadsheet counts ("row 2")."""

    codes: tuple[HumanCode, ...]
    issues: tuple[Issue, ...]


def rows(
    conversation_id: int | str, turns: Sequence[CodedTurn], names: Sequence[int | str] = ()
) -> Iterator[SheetRow]:
    """The guide's turns of one talk; `names` are those of all turns, their indices by default."""
    before: list[str] = []
    for turn, name in zip(turns, names or [turn.index for turn in turns], strict=True):
        if turn.role == "learner":
            before.append(turn.text)
        else:
            yield SheetRow(conversation_id, name, " ".join(before), turn)
            before = []


def write_sheet(found: Iterable[SheetRow], *, blind: bool) -> bytes:
    """The sheet as a CSV file; a blind one does not show what the machine found."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS if blind else COLUMNS + MACHINE_COLUMNS)
    for row in found:
        cells = [
            str(row.conversation_id),
            str(row.turn),
            row.learner_before,
            row.coded.text,
            "",
            "",
        ]
        writer.writerow([safe(cell) for cell in cells + ([] if blind else _machine(row.coded))])
    return text.getvalue().encode("utf-8-sig", "replace")


def read_sheet(content: bytes) -> HumanCodes:
    """The moves that people filled in.

    A move may be written as in the codebook or with blanks ("Ask open"). An unknown move, a turn
    that stands twice and a row without a name are errors, a row without a move a warning.
    FourfoldError when the file is no sheet or has no move at all.
    """
    codes: dict[tuple[str, str], HumanCode] = {}
    issues: list[Issue] = []
    for number, row in enumerate(_records(content), start=2):
        if not any(row.values()):
            continue
        try:
            code = _code(row)
        except FourfoldError as refused:
            issues.append(Issue("unreadable_row", f"Row {number}: {refused}", f"row {number}"))
            continue
        if code is None:
            issues.append(_no_move(number))
        elif (code.conversation_id, code.turn) in codes:
            issues.append(_twice(number, code))
        else:
            codes[code.conversation_id, code.turn] = code
    if not codes and all(each.severity == "warning" for each in issues):
        raise FourfoldError("No row of the sheet has a move. Fill in the column “move” first.")
    return HumanCodes(tuple(codes.values()), tuple(issues))


def _machine(coded: CodedTurn) -> list[str]:
    confidence = "" if coded.confidence is None else f"{coded.confidence:.2f}"
    moves = dict.fromkeys(span.move.value for span in coded.spans)
    return [coded.move or "", confidence, " ".join(moves)]


def _plain(cell: str | None) -> str:
    return unmarked((cell or "").strip())


def _records(content: bytes) -> Iterator[Mapping[str, str]]:
    text = _decoded(content)
    first = text.partition("\n")[0]
    # A spreadsheet of another language saves with semicolons or tabs.
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        if missing := [name for name in _NEEDED if name not in names]:
            raise FourfoldError(
                f"The sheet has no column {quoted(missing[0])}. Its first row must name "
                f"{', '.join(_NEEDED)}, as an exported sheet does."
            )
        reader.fieldnames = names
        for row in reader:
            yield {name: _plain(row.get(name)) for name in _NEEDED}
    except csv.Error as broken:
        raise FourfoldError(f"The sheet is not CSV: {broken}, line {reader.line_num}.") from broken


def _decoded(content: bytes) -> str:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as broken:
        raise FourfoldError(
            "The sheet is not UTF-8. Save it as “CSV UTF-8” and try again."
        ) from broken


def _code(row: Mapping[str, str]) -> HumanCode | None:
    for name in ("conversation_id", "turn"):
        if not row[name]:
            raise FourfoldError(f"The cell {quoted(name)} is empty. Leave it as it was exported.")
    if not row["move"]:
        return None
    name = re.sub(r"[\s\-_]+", "_", row["move"].lower())
    if name not in tuple(Move):
        raise FourfoldError(unknown("move", row["move"], Move))
    return HumanCode(row["conversation_id"], row["turn"], Move(name))


def _no_move(number: int) -> Issue:
    return Issue("no_move", f"Row {number} has no move yet.", f"row {number}", "warning")


def _twice(number: int, code: HumanCode) -> Issue:
    says = f"Row {number}: turn {quoted(code.turn)} stands twice. Keep one."
    return Issue("twice", says, f"row {number}")
