"""JSON lines: one object a line, read as they come, refused by line number."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fourfold.issues import FourfoldError, quoted, unknown


def objects(lines: Iterable[bytes], *, name: str = "") -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The objects with their line numbers from 1; blank lines are skipped.

    FourfoldError at the first line that is no UTF-8 or no JSON object; `name` says which file.
    """
    for number, line in enumerate(lines, start=1):
        where = f"Line {number} of {name}" if name else f"Line {number}"
        if content := _text(line, where).strip():
            yield number, _object(content, where)


def field(row: Mapping[str, Any], key: str, number: int) -> Any:
    """What stands at a key; FourfoldError with the line number when it is missing."""
    if key not in row:
        raise FourfoldError(f"Line {number} has no {quoted(key)}.")
    return row[key]


def name_of(row: Mapping[str, Any], key: str, number: int) -> int | str:
    """A number or a text that names something, as given; FourfoldError for anything else."""
    value = field(row, key, number)
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise FourfoldError(
            f"Line {number}: {quoted(key)} must be a number or a text, not {quoted(value)}."
        )
    return value


def choice(row: Mapping[str, Any], key: str, number: int, allowed: Iterable[str]) -> str:
    """One of the allowed words; FourfoldError offers them."""
    value = field(row, key, number)
    if value not in (choices := tuple(allowed)):
        raise FourfoldError(f"Line {number}: {unknown(key, value, choices)}")
    return str(value)


def _text(line: bytes, where: str) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise FourfoldError(f"{where} is not UTF-8. Save the file as UTF-8.") from broken


def _object(content: str, where: str) -> Mapping[str, Any]:
    try:
        found = json.loads(content)
    except json.JSONDecodeError as broken:
        raise FourfoldError(
            f"{where} is not JSON: {broken.msg}, column {broken.colno}."
        ) from broken
    except (RecursionError, ValueError) as broken:
        # Python reads no number of some thousand digits and nothing nested some thousand deep.
        raise FourfoldError(f"{where} holds a number too long or lists too deep.") from broken
    if not isinstance(found, dict):
        raise FourfoldError(f"{where} must be a JSON object, not {quoted(found)}.")
    return found
