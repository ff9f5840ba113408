"""Tables with a row for each turn: CSV and the like, with a head that names the columns."""

import csv
from collections.abc import Sequence

from fourfold.issues import FourfoldError
from fourfold.transcripts.reading.cue import MOST_CUES, Cue, Found, too_many_cues
from fourfold.transcripts.reading.facts import facts
from fourfold.transcripts.reading.times import seconds
from fourfold.transcripts.reading.voices import plain_key
from fourfold.transcripts.transcript import UNKNOWN_SPEAKER

_DELIMITERS = ",;\t|"
_LONGEST_HEAD = 1000


def delimiter_of(text: str) -> str:
    """What parts the columns when the first line is such a head; empty when it is none."""
    head = text.lstrip()[:_LONGEST_HEAD].partition("\n")[0].strip()
    for delimiter in _DELIMITERS:
        columns = [part.strip().strip('"') for part in head.split(delimiter)]
        if _column(columns, "text") is not None and _column(columns, "speaker") is not None:
            return delimiter
    return ""


def read_table(text: str, delimiter: str) -> Found:
    """All cues of the table; FourfoldError when a cell is broken."""
    rows = csv.reader(text.replace("\r\n", "\n").split("\n"), delimiter=delimiter)
    try:
        head = next(row for row in rows if any(cell.strip() for cell in row))
        cues = [cue for row in rows if (cue := _cue(row, head, rows.line_num))]
    except csv.Error as broken:
        message = f"The table is broken in line {rows.line_num}: {broken}. Export it again."
        raise FourfoldError(message) from broken
    if len(cues) > MOST_CUES:
        raise too_many_cues(len(cues))
    return Found("csv", tuple(cues))


def _cue(row: Sequence[str], head: Sequence[str], line: int) -> Cue | None:
    """The row as a cue; None when it is blank."""
    cells = {what: _cell(row, head, what) for what in ("text", "speaker", "start", "end")}
    if not cells["text"]:
        return None
    speaker = cells["speaker"] or UNKNOWN_SPEAKER
    return Cue(line, cells["text"], speaker, seconds(cells["start"]), seconds(cells["end"]))


def _cell(row: Sequence[str], head: Sequence[str], what: str) -> str:
    column = _column(head, what)
    return row[column].strip() if column is not None and column < len(row) else ""


def _column(head: Sequence[str], what: str) -> int | None:
    """The column that holds this, by the name that stands first among those allowed."""
    names = [plain_key(name) for name in head]
    return next((names.index(key) for key in facts()["keys"][what] if key in names), None)
