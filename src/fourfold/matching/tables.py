"""Rows of a CSV file with their line numbers, and every mistake in them at once."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fourfold.issues import FourfoldError, quoted

if TYPE_CHECKING:
    from _csv import Reader as _Lines

# So many mistakes are told one by one; the rest is counted.
_TOLD = 12
_DELIMITERS = ",;\t"


class Mistakes:
    """What is wrong in one file or folder, gathered so that all of it can be mended at once."""

    def __init__(self) -> None:
        self.count = 0
        self._told: list[str] = []

    def add(self, where: str, what: str) -> None:
        """One mistake: `where` names file and line, `what` is a sentence."""
        self.count += 1
        if len(self._told) < _TOLD:
            self._told.append(f"{where}: {what}")

    def told(self) -> tuple[str, ...]:
        """The first of them, and how many there are besides."""
        rest = self.count - len(self._told)
        return (*self._told, *([f"… and {rest:,} more of the kind."] if rest else []))

    def refuse(self) -> None:
        """FourfoldError with all mistakes; nothing happens when there are none."""
        if self.count:
            raise FourfoldError("\n".join(self.told()))


class Table:
    """A CSV file that is read once, row by row, and forgotten.

    Commas, semicolons and tabs are all understood, whichever the heading uses.
    """

    def __init__(self, path: Path, columns: Sequence[str], optional: Iterable[str] = ()) -> None:
        """`columns` must be there, `optional` may; others are left alone (see `unused`)."""
        self.path, self.name = path, path.name
        self._columns, self._optional = tuple(columns), tuple(optional)
        self._names: list[str] = []

    @property
    def unused(self) -> list[str]:
        """Headings, once read, under which nothing was looked for."""
        wanted = {*self._columns, *self._optional, ""}
        return [name for name in self._names if name not in wanted]

    def line(self, number: int) -> str:
        """How a mistake names a line; the heading is line 1."""
        return f"{self.name} line {number}"

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(line, values in the order of columns and then optional ones); missing ones are empty.

        FourfoldError when the file cannot be read, lacks a column or has a ragged row.
        """
        with self._opened() as lines:
            heading: list[str] = next(lines, [])
            width, places = len(heading), self._places(heading)
            for row in lines:
                if len(row) == width:
                    yield lines.line_num, [row[p].strip() if p >= 0 else "" for p in places]
                elif any(map(str.strip, row)):
                    raise FourfoldError(
                        f"{self.line(lines.line_num)}: {len(row)} values under {width} headings. "
                        "Put values that hold a comma in quotes."
                    )

    @contextmanager
    def _opened(self) -> Iterator["_Lines"]:
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                delimiter = _delimiter(file.readline())
                file.seek(0)
                yield csv.reader(file, delimiter=delimiter, strict=True)
        except FileNotFoundError:
            raise FourfoldError(f"There is no file {quoted(str(self.path))}.") from None
        except UnicodeDecodeError as broken:
            raise FourfoldError(f"{self.name} is not UTF-8. Save it as UTF-8.") from broken
        except (csv.Error, OSError) as broken:
            raise FourfoldError(f"{self.name} cannot be read: {broken}.") from broken

    def _places(self, heading: list[str]) -> list[int]:
        names = self._names = [name.strip().casefold() for name in heading]
        twice = sorted({name for name in names if name and names.count(name) > 1})
        if twice:
            raise FourfoldError(f"{self.line(1)}: the heading {quoted(twice[0])} stands twice.")
        missing = [name for name in self._columns if name not in names]
        if missing:
            raise FourfoldError(
                f"{self.line(1)}: no column {', '.join(map(quoted, missing))}. "
                f"Found: {', '.join(filter(None, names)) or 'nothing'}."
            )
        wanted = (*self._columns, *self._optional)
        return [names.index(name) if name in names else -1 for name in wanted]


def _delimiter(heading: str) -> str:
    return max(_DELIMITERS, key=heading.count)
