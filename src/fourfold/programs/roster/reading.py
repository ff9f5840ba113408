"""Rows of a file as people of a program; whatever is wrong in a row is named with its number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from fourfold.issues import FourfoldError, Issue
from fourfold.programs.roster import cells as read
from fourfold.programs.roster.columns import Columns
from fourfold.programs.roster.facts import fields

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person as a file has them. Whatever is empty there says nothing.

    `number` counts rows as a spreadsheet does. Without `roles`, or with `is_active` false, the
    person is not to be brought in.
    """

    number: int
    email: str
    name: str
    roles: tuple[str, ...]
    cohort: str = ""
    site: str = ""
    external_id: str = ""
    supervisor_email: str = ""
    capacity: int | None = None
    about: str = ""
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row of which nothing was made, and every reason."""

    number: int
    issues: tuple[Issue, ...]


class RowReader:
    """Reads rows by one choice of columns. It keeps no row."""

    def __init__(self, columns: Columns, headings: Sequence[str]) -> None:
        """`columns` fit `headings`, as `check_columns` says."""
        self.columns, self.width = columns, len(headings)
        self._places = {name: headings.index(each) for name, each in columns.headings.items()}

    def read(self, number: int, cells: Sequence[str]) -> RosterRow | RefusedRow:
        """One row as a person, or why it is none."""
        if len(cells) > self.width:
            says = (
                f"There are {len(cells)} values under {self.width} headings. Put values that hold a"
                " comma in quotes."
            )
            return RefusedRow(number, (Issue("ragged", says),))
        issues: list[Issue] = []
        row = RosterRow(
            number,
            email=self._value(cells, "email", read.address, "", issues),
            name=self._name(cells, issues),
            roles=self._roles(cells, issues),
            cohort=self._cohort(cells, issues),
            site=self._value(cells, "site", read.text, "", issues),
            external_id=self._value(cells, "external_id", read.number, "", issues),
            supervisor_email=self._supervisor(cells, issues),
            capacity=self._value(cells, "capacity", read.capacity, None, issues),
            about=self._value(cells, "about", read.text, "", issues),
            is_active=self._value(cells, "status", read.is_active, True, issues),
        )
        if row.supervisor_email and row.supervisor_email == row.email:
            says = "Somebody cannot supervise their own work. Name another supervisor."
            issues.append(Issue("own_supervisor", says, "supervisor_email"))
        return RefusedRow(number, tuple(issues)) if issues else row

    def _cell(self, cells: Sequence[str], name: str) -> str | None:
        place = self._places.get(name)
        return None if place is None else cells[place]

    def _value(
        self,
        cells: Sequence[str],
        name: str,
        how: Callable[[str], Value],
        nothing: Value,
        issues: list[Issue],
    ) -> Value:
        cell = self._cell(cells, name)
        if cell is None:
            return nothing
        field = fields()[name]
        # Checked before anything looks at it: one cell may hold the rest of a broken file.
        if len(cell) > field.longest and len(read.text(cell)) > field.longest:
            says = (
                f"{field.title} has {len(cell):,} characters; {field.longest} is the most. Shorten"
                " it, or look for a quotation mark that is missing."
            )
            issues.append(Issue("too_long", says, name))
            return nothing
        try:
            return how(cell)
        except FourfoldError as wrong:
            issues.append(Issue(name, str(wrong), name))
            return nothing

    def _name(self, cells: Sequence[str], issues: list[Issue]) -> str:
        names = ("name",) if "name" in self._places else ("first_name", "last_name")
        how = read.name if len(names) == 1 else read.text
        found = " ".join(self._value(cells, each, how, "", issues) for each in names).strip()
        if not found and not any(each.where in names for each in issues):
            issues.append(Issue("name", "There is no name. Write first and last name.", "name"))
        return found

    def _roles(self, cells: Sequence[str], issues: list[Issue]) -> tuple[str, ...]:
        if "role" not in self._places:
            return (self.columns.usual_role,)
        return self._value(cells, "role", lambda cell: read.roles(cell, self.columns), (), issues)

    def _cohort(self, cells: Sequence[str], issues: list[Issue]) -> str:
        heading = self.columns.headings.get("cohort", "")
        return self._value(cells, "cohort", lambda cell: read.cohort(cell, heading), "", issues)

    def _supervisor(self, cells: Sequence[str], issues: list[Issue]) -> str:
        if not (self._cell(cells, "supervisor_email") or "").strip():
            return ""
        return self._value(cells, "supervisor_email", read.address, "", issues)
