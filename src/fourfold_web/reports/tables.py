"""The figures as rows of a spreadsheet; what is not shown says so in words."""

from collections.abc import Mapping
from typing import Any

from fourfold.guidance.catalog import profile
from fourfold_web.reports.sheets import Health, Reach

Rows = list[list[str | int | None]]
TITLES = {"cohort": "Cohort", "site": "Site", "form": "Form of guidance"}


def health_rows(health: Health) -> Rows:
    """Figure, number, of how many; then sessions by month and forms."""
    hidden = f"fewer than {health.step}"
    as_of = health.as_of.date().isoformat() if health.as_of else "not counted yet"
    since = health.since.date().isoformat() if health.since else ""
    rows: Rows = [["As of", as_of], ["Looks back to", since]]
    rows += [["Counted in steps of", health.step], []]
    rows.append(["Figure", "Number", "Of", "In words"])
    rows += [
        [e.title, _cell(e.part, hidden), _cell(e.whole, hidden), e.says] for e in health.figures
    ]
    rows += [[], ["Month", "Sessions held"]]
    rows += [[each.name, _cell(each.number, hidden)] for each in health.sessions]
    rows += [[], ["Form of guidance", "Asked for", "Given"]]
    rows += [
        [each.name, _cell(each.asked.number, "not shown"), _cell(each.given.number, "not shown")]
        for each in health.forms
    ]
    return rows


def reach_rows(reach: Reach | None) -> Rows:
    """The three tables of one half-year below each other."""
    if reach is None:
        return [["No half-year was counted yet"]]
    rows: Rows = [["Half-year", reach.name], ["As of", reach.as_of.date().isoformat()]]
    rows.append(["Counted in steps of", reach.step])
    for kind, title in TITLES.items():
        rows += [[], [title, "Learners", "Asked", "Got a guide", "Weeks to the first session"]]
        rows += [reach_row(kind, row) for row in reach.tables[kind]]
    return rows


def reach_row(kind: str, row: Mapping[str, Any]) -> list[str | int | None]:
    """One row of a table of a half-year: name, learners, asked, got a guide, weeks."""
    name = profile(row["name"]).name if kind == "form" else row["name"]
    cells = ("asked", "guided", "weeks")
    learners = "" if kind == "form" else _cell(row["learners"], "not shown")
    return [name, learners, *(_cell(row[key], "not shown") for key in cells)]


def _cell(number: int | None, hidden: str) -> str | int:
    return hidden if number is None else number
