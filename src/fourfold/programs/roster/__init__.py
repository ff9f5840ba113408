"""Lists of people, such as exports of MedHub and New Innovations: read, mapped, compared."""

from fourfold.programs.roster.cells import safe, unknown_roles
from fourfold.programs.roster.columns import Columns, Guess, check_columns, guess_columns
from fourfold.programs.roster.comparing import Change, Kind, Known, Place, compare
from fourfold.programs.roster.facts import ROLES, fields, plain
from fourfold.programs.roster.reading import RefusedRow, Repeats, RosterRow, RowReader
from fourfold.programs.roster.table import LARGEST_FILE, MOST_ROWS, Table, open_table

__all__ = [
    "LARGEST_FILE",
    "MOST_ROWS",
    "ROLES",
    "Change",
    "Columns",
    "Guess",
    "Kind",
    "Known",
    "Place",
    "RefusedRow",
    "Repeats",
    "RosterRow",
    "RowReader",
    "Table",
    "check_columns",
    "compare",
    "fields",
    "guess_columns",
    "open_table",
    "plain",
    "safe",
    "unknown_roles",
]
