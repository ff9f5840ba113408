"""A file of rows as a stream: encoding, delimiter and heading row are found, nothing is kept."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from fourfold.issues import FourfoldError, quoted
from fourfold.programs.roster.facts import fields, plain

LARGEST_FILE = 25 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 200
# Exports often begin with a title; the heading row is looked for in so many rows.
_FIRST = 10
_BLOCK = 1 << 16
_DELIMITERS = ",;\t|"
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# UTF-32 begins as UTF-16 does, so it is looked for first.
_WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# What programs of old wrote, where nothing says otherwise.
_GUESS = "cp1252"
AS_UTF8 = "In Excel choose Save As and then “CSV UTF-8”, and bring in that file."

Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """An open file with its headings.

    `headings` are unique and never empty; `heading_row` counts from 1, as a spreadsheet does.
    """

    headings: tuple[str, ...]
    heading_row: int
    _file: BinaryIO
    _encoding: str
    _delimiter: str

    @property
    def letters_are_guessed(self) -> bool:
        """Whether nothing in the file says what its letters are; they are read as Windows does."""
        return self._encoding == _GUESS

    def rows(self) -> Iterator[Row]:
        """(row number, cells) below the headings, without empty rows.

        Short rows are filled up; a row with more cells than headings keeps them, for its reader to
        refuse. FourfoldError when the file breaks off or is too long.
        """
        width, count = len(self.headings), 0
        for number, cells in _records(self._file, self._encoding, self._delimiter):
            if number <= self.heading_row or not any(map(str.strip, cells)):
                continue
            count += 1
            if count > MOST_ROWS:
                raise FourfoldError(
                    f"The file has more than {MOST_ROWS:,} rows. Split it, and bring in one part"
                    " after the other."
                )
            yield number, _fitted(cells, width)

    def samples(self, most: int = 20) -> list[Row]:
        """The first rows."""
        return list(islice(self.rows(), most))


def open_table(file: BinaryIO) -> Table:
    """The rows of a CSV, TSV or semicolon file that can be read more than once.

    FourfoldError for a workbook, a file without text, or one in which no heading is known.
    """
    encoding = _encoding(file)
    delimiter = _delimiter(file, encoding)
    first = list(islice(_records(file, encoding, delimiter), _FIRST))
    filled = [(number, cells) for number, cells in first if sum(map(bool, cells)) > 1]
    if not filled:
        raise FourfoldError(
            "No row with two or more columns was found at the top of the file. It needs a row of"
            " headings such as: Name, Email, Role."
        )
    # Of rows that are known alike, the first.
    number, cells = max(filled, key=lambda row: (_known(row[1]), -row[0]))
    if not _known(cells):
        raise FourfoldError(
            f"No heading is known in row {number}: {', '.join(map(quoted, cells[:6]))}. Put a row"
            " of headings on top, such as: Name, Email, Role."
        )
    if len(cells) > MOST_COLUMNS:
        raise FourfoldError(f"The file has {len(cells):,} columns; {MOST_COLUMNS} is the most.")
    return Table(_named_apart(cells), number, file, encoding, delimiter)


def odd_words(cells: Iterable[str], most: int = 5) -> list[str]:
    """The first cells with a letter beyond plain English, to see whether they were read right."""
    odd = (" ".join(cell.split())[:60] for cell in cells if not cell.isascii())
    return list(islice(dict.fromkeys(odd), most))


def _encoding(file: BinaryIO) -> str:
    file.seek(0)
    start = file.read(4096)
    if not start.strip():
        raise FourfoldError("The file is empty. Choose a file with a row for each person.")
    if start.startswith(_WORKBOOKS):
        raise FourfoldError(f"This is a workbook and no CSV file. {AS_UTF8}")
    if start.startswith(_WIDE_MARKS) or start.count(0) > len(start) // 2:
        raise FourfoldError(f"This file is UTF-32, which hardly any program reads. {AS_UTF8}")
    for mark, name in _MARKS.items():
        if start.startswith(mark):
            return name
    if b"\0" in start:
        return _wide(start)
    return "utf-8" if _is_utf8(file) else _GUESS


def _wide(start: bytes) -> str:
    # Without a mark, the half that is empty tells which byte comes first.
    for name, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if zeros.count(0) > len(zeros) // 2:
            return name
    raise FourfoldError(f"This file holds zero bytes (NUL) and so no text. {AS_UTF8}")


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(file: BinaryIO, encoding: str) -> str:
    """The one that makes the most columns in the first rows."""

    def columns(delimiter: str) -> int:
        first = islice(_records(file, encoding, delimiter), _FIRST)
        return sum(len(cells) for _, cells in first)

    return max(_DELIMITERS, key=columns)


def _records(file: BinaryIO, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells) from the top; the file stays open."""
    file.seek(0)
    # What Windows leaves undefined is shown as a sign that nobody takes for a letter.
    wrong = "replace" if encoding == _GUESS else "strict"
    text = io.TextIOWrapper(file, encoding=encoding, errors=wrong, newline="")
    number = 0
    try:
        for number, cells in enumerate(csv.reader(_lines(text), delimiter=delimiter), start=1):
            yield number, cells
    except UnicodeError as broken:
        raise FourfoldError(f"The file breaks off or is damaged after row {number}.") from broken
    except csv.Error as broken:
        raise FourfoldError(
            f"Row {number + 1} cannot be read. Perhaps a quotation mark is missing at the end of a"
            " cell there."
        ) from broken
    finally:
        text.detach()


def _lines(text: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(text, start=1):
        if "\0" in line:
            raise FourfoldError(
                f"Line {number} holds a zero byte (NUL), so the file is damaged. {AS_UTF8}"
            )
        yield line


def _known(cells: Sequence[str]) -> int:
    known = {heading for field in fields().values() for heading in field.headings}
    return sum(plain(cell) in known for cell in cells)


def _named_apart(cells: Sequence[str]) -> tuple[str, ...]:
    taken: dict[str, int] = {}
    names = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())[:80] or f"Column {place}"
        taken[name] = taken.get(name, 0) + 1
        names.append(name if taken[name] == 1 else f"{name} ({taken[name]})")
    return tuple(names)


def _fitted(cells: Sequence[str], width: int) -> tuple[str, ...]:
    extra = len(cells) - width
    if extra > 0 and not any(map(str.strip, cells[width:])):
        return tuple(cells[:width])
    return (*cells, *[""] * -extra)
