"""`fourfold moves`: the codebook of what a guide's words can do."""

import json
import shutil
import textwrap
from collections.abc import Sequence
from typing import Any

import click

from fourfold.transcripts.codebook import MoveEntry, codebook, entry

_FIRST_COLUMN = 18
_EVIDENCE = {
    "announces": "announces a form",
    "coaching": "speaks for coaching",
    "advising": "speaks for advising",
    "advising_weak": "speaks for advising, weakly",
    "mentoring": "speaks for mentoring",
    "neutral": "fits every form",
    "none": "says nothing about the form",
}


@click.command()
@click.argument("move", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def moves(move: str | None, as_json: bool) -> None:
    """Show the moves that a guide's words can make, or one MOVE with its examples."""
    found = (entry(move),) if move else tuple(codebook().values())
    width = shutil.get_terminal_size().columns
    if as_json:
        click.echo(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
    elif move:
        click.echo(_page(found[0], width))
    else:
        click.echo("\n".join(_line(each, width) for each in found))


def _as_json(found: Sequence[MoveEntry]) -> dict[str, Any]:
    return {
        "moves": [
            {
                "move": each.move.value,
                "name": each.name,
                "plural": each.plural,
                "definition": each.definition,
                "test": each.test,
                "evidence": each.evidence,
                "coarse": each.coarse,
                "examples": list(each.examples),
                "hard_negatives": [
                    {"says": hard.says, "move": hard.move.value, "why": hard.why}
                    for hard in each.hard_negatives
                ],
                "source": each.source,
            }
            for each in found
        ]
    }


def _line(each: MoveEntry, width: int) -> str:
    return textwrap.fill(
        f"{each.move.value.ljust(_FIRST_COLUMN)}{each.definition}",
        max(width, 2 * _FIRST_COLUMN),
        subsequent_indent=" " * _FIRST_COLUMN,
    )


def _page(each: MoveEntry, width: int) -> str:
    lines = [
        f"{each.name.upper()} ({each.move.value})",
        each.definition,
        f"Test: {each.test}",
        f"Form: {_EVIDENCE[each.evidence]}; class {each.coarse}; {each.source}",
        "",
        "Examples",
        *(f"  “{said}”" for said in each.examples),
        "",
        "Looks alike, but is not",
        *(f"  “{hard.says}” {hard.move.value}: {hard.why}" for hard in each.hard_negatives),
    ]
    return "\n".join(_wrapped(line, width) for line in lines)


def _wrapped(line: str, width: int) -> str:
    return textwrap.fill(line, max(width, 20), subsequent_indent="    ") if line else ""
