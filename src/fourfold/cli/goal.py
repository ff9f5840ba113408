"""`fourfold goal`: what a goal says already, and the questions that would fill it out."""

import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from fourfold.cli.terminal import plain, show, show_json, show_json_line, wrapped
from fourfold.goals.smart import Attainability, Check, GoalCheck, check_goal
from fourfold.issues import FourfoldError, quoted
from fourfold.transcripts.json_lines import name_of, objects

_MARKS = {True: "yes", False: "no", None: "unclear"}
_COLUMN = 12
_LONGEST_GOAL = 20_000

Goal = tuple[int | str, str]


@click.command()
@click.argument("goal")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day from which dates are seen, such as 2026-11-25; else the present one.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
def goal(goal: str, today: datetime | None, as_json: bool) -> None:
    """Check a goal against SMART, and whether it says that it is important.

    GOAL is the goal in your own words, or the name of a file with one goal a line, or with JSON
    lines like {"id": "g1", "text": "..."}; - reads such a file from standard input. Every check
    shows the sentence that met it, or asks a question. It is a hint, not a mark.
    """
    day = (today or datetime.now().astimezone()).date()
    if goal != "-" and not _is_file(goal):
        _show_one(_checked(goal, day, "The goal"), as_json)
        return
    for name, text in _goals(goal):
        found = _checked(text, day, f"Goal {name}")
        if as_json:
            show_json_line({"id": name, **found.to_json()})
        else:
            show(f"{plain(text)}\n{_in_words(found)}\n")


def _show_one(found: GoalCheck, as_json: bool) -> None:
    if as_json:
        show_json(found.to_json())
    else:
        show(_in_words(found))


def _is_file(goal: str) -> bool:
    try:
        return Path(goal).is_file()
    except (OSError, ValueError):
        # Longer than a file name can be, or with a character that none can hold.
        return False


def _goals(name: str) -> Iterator[Goal]:
    """The goals of a file with their ids: as given in JSON lines, else the number of the line."""
    lines = (sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()).splitlines()
    first = next((line.strip() for line in lines if line.strip()), b"")
    if not first:
        raise FourfoldError("The file is empty. Write one goal a line, or JSON lines with a text.")
    if first.removeprefix(b"\xef\xbb\xbf").startswith(b"{"):
        for number, row in objects(lines):
            yield name_of(row, "id", number), _text(row.get("text"), number)
        return
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield number, _decoded(line, number)


def _text(found: object, number: int) -> str:
    if not isinstance(found, str):
        raise FourfoldError(
            f'Line {number}: "text" must be the words of a goal, not {quoted(found)}.'
        )
    return found


def _decoded(line: bytes, number: int) -> str:
    try:
        return line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as broken:
        raise FourfoldError(f"Line {number} is not UTF-8. Save the file as UTF-8.") from broken


def _checked(text: str, today: date, called: str) -> GoalCheck:
    if not text.strip():
        raise FourfoldError(f"{called} is empty. Write what you would like to reach.")
    if len(text) > _LONGEST_GOAL:
        raise FourfoldError(
            f"{called} has {len(text):,} characters; at most {_LONGEST_GOAL:,} are read. "
            "Write the goal itself, or give a file with one goal a line."
        )
    return check_goal(text, today=today)


def _in_words(found: GoalCheck) -> str:
    lines = [_line(each) for each in found.letters]
    return "\n".join([*lines, "", f"{found.level} of 5 letters of SMART. A hint, not a mark."])


def _line(check: Check | Attainability) -> str:
    head = f"{check.title.ljust(_COLUMN)}{_MARKS[check.is_met].ljust(_COLUMN - 4)}"
    said = f"“{plain(check.evidence)}”" if check.evidence else ""
    rest = " ".join(filter(None, (said, check.hint)))
    return wrapped(rest, head, " " * len(head))
