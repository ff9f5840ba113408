"""Cells for a spreadsheet: what it would run as a formula stays text, and comes back unchanged."""

import re

# A spreadsheet runs a cell that begins with one of these, also as its full-width twin, and some
# first drop what is blank or unseen before it. Signs that stand there already get one more.
_FORMULA = re.compile(
    "'*(?:[\\s\x00-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u2060-\u2064\ufeff]*"
    "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
    "|[\t\r\n\x00])"
)


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `unmarked` takes the sign away again."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unmarked(cell: str) -> str:
    """A cell without the sign that `safe` put before it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell
