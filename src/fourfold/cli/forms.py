"""`fourfold forms`: the four forms of guidance side by side."""

import json
import shutil
import textwrap
from collections.abc import Sequence
from typing import Any

import click

from fourfold.guidance.catalog import ATTRIBUTES, FormProfile, principles, profiles

# Below this width four columns are too narrow to read, so the forms stand under each other.
_SIDE_BY_SIDE = 100
_FIRST_COLUMN = 12


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def forms(as_json: bool) -> None:
    """Show the four forms of guidance side by side."""
    found = tuple(profiles().values())
    if as_json:
        click.echo(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
        return
    width = shutil.get_terminal_size().columns
    click.echo(_table(found, width) if width >= _SIDE_BY_SIDE else _stacked(found, width))


def _as_json(found: Sequence[FormProfile]) -> dict[str, Any]:
    return {
        "forms": [
            {
                "form": each.form_of_guidance.value,
                "name": each.name,
                "guide_is": each.guide_is,
                "purpose": each.purpose,
                "announcement": each.announcement,
                "attributes": {
                    attribute.name: {"says": attribute.says, "source": attribute.source}
                    for attribute in each.attributes
                },
                "allowed": [behavior.says for behavior in each.allowed],
                "out_of_form": [behavior.says for behavior in each.out_of_form],
                "cues": list(each.cues),
                "source": each.source,
            }
            for each in found
        ],
        "principles": [
            {"id": each.id, "says": each.says, "source": each.source} for each in principles()
        ],
    }


def _rows(found: Sequence[FormProfile]) -> list[tuple[str, list[str]]]:
    """The title of each row and what each form says there."""
    attributes = [
        (name.replace("_", " "), [each.attribute(name).says for each in found])
        for name in ATTRIBUTES
    ]
    return [
        ("purpose", [each.purpose for each in found]),
        *attributes,
        ("guide says", [", ".join(f"“{cue}”" for cue in each.cues) for each in found]),
    ]


def _table(found: Sequence[FormProfile], width: int) -> str:
    column = (width - _FIRST_COLUMN) // len(found) - 2
    lines = _aligned("", [each.name.upper() for each in found], column)
    for title, cells in _rows(found):
        lines += ["", *_aligned(title, cells, column)]
    return "\n".join(line.rstrip() for line in lines)


def _aligned(title: str, cells: Sequence[str], column: int) -> list[str]:
    wrapped = [textwrap.wrap(title, _FIRST_COLUMN - 2)]
    wrapped += [textwrap.wrap(cell, column) for cell in cells]
    widths = [_FIRST_COLUMN, *[column + 2] * len(cells)]
    return [
        "".join(
            (lines[number] if number < len(lines) else "").ljust(space)
            for lines, space in zip(wrapped, widths, strict=True)
        )
        for number in range(max(len(lines) for lines in wrapped))
    ]


def _stacked(found: Sequence[FormProfile], width: int) -> str:
    rows = _rows(found)
    return "\n\n".join(
        "\n".join([each.name.upper(), *(_line(title, cells[at], width) for title, cells in rows)])
        for at, each in enumerate(found)
    )


def _line(title: str, cell: str, width: int) -> str:
    return textwrap.fill(f"{title}: {cell}", max(width, 20), subsequent_indent="  ")
