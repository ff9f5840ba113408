"""Lists of people, such as exports of MedHub and New Innovations: read, mapped, compared."""

from fourfold.programs.roster.cells import unknown_roles
from fourfold.programs.roster.columns import Columns, Guess, check_columns, guess_columns
from fourfold.programs.roster.comparing import Change, Kind, Known, Place, compare
from fourfold.programs.roster.facts import ROLES, fields, looks_like, plain
from fourfold.programs.roster.reading import RefusedRow, RosterRow, RowReader
from fourfold.programs.roster.repeats import Repeats
from fourfold.programs.roster.table import (
    AS_UTF8,
    LARGEST_FILE,
    MOST_ROWS,
    Table,
    odd_words,
    open_table,
)

__all__ = [
    "AS_UTF8",
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
    "looks_like",
    "odd_words",
    "open_table",
    "plain",
    "unknown_roles",
]
