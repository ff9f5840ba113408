"""`fourfold sheet`: turns as a CSV sheet for people who code, and their moves back."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

import click

from fourfold.cli.talks import (
    Target,
    coded_talk,
    coded_turns,
    format_option,
    refuse_beside,
    talk_name,
    voice_options,
)
from fourfold.cli.terminal import json_line
from fourfold.issues import FourfoldError
from fourfold.transcripts.codebook import codebook
from fourfold.transcripts.sheet import HumanCode, SheetRow, read_sheet, rows, write_sheet
from fourfold.transcripts.turn_lines import conversations


@click.command()
@click.argument("file", type=click.File("rb"))
@voice_options
@format_option
@click.option("--blind", is_flag=True, help="Leave out what the machine found.")
@click.option("-o", "--output", type=Target("wb", atomic=True), default="-", help="Where to.")
@click.option("--read", "is_filled", is_flag=True, help="FILE is a filled sheet: read it back.")
def sheet(
    file: BinaryIO,
    guide: str | None,
    learner: str | None,
    file_format: str,
    blind: bool,
    output: BinaryIO,
    is_filled: bool,
) -> None:
    """Make a sheet for people who code, or read it back.

    The sheet is CSV with one row a turn of the guide and an empty column "move". With --read, the
    moves that people filled in are printed as JSON lines for `fourfold reliability`.
    """
    if is_filled:
        others = {
            "--guide": guide,
            "--learner": learner,
            "--blind": blind,
            "--format turns": file_format == "turns",
        }
        refuse_beside("--read", others, why="a filled sheet is only read back")
        output.write(_codes(file.read()))
    else:
        found = _rows(file, guide, learner, file_format)
        output.write(write_sheet(found, blind=blind))


def _rows(
    file: BinaryIO, guide: str | None, learner: str | None, file_format: str
) -> Iterator[SheetRow]:
    if file_format == "turns":
        voices = {"--guide": guide, "--learner": learner}
        refuse_beside("--format turns", voices, why="its lines say who speaks")
        for talk in conversations(file):
            names = [turn.turn for turn in talk.turns]
            yield from rows(talk.conversation_id, coded_turns(talk), names)
    else:
        yield from rows(talk_name(file), coded_talk(file, guide, learner).turns)


def _codes(content: bytes) -> bytes:
    """The moves of a filled sheet as JSON lines; what is wrong in it goes to stderr."""
    found = read_sheet(content)
    for issue in found.issues:
        click.echo(issue.message, err=True)
    if any(issue.severity == "error" for issue in found.issues):
        raise FourfoldError("The sheet was not read. Put these rows right and try again.")
    return b"".join(json_line(_line(each)) for each in found.codes)


def _line(each: HumanCode) -> Mapping[str, str]:
    return {
        "conversation_id": each.conversation_id,
        "turn": each.turn,
        "move": each.move.value,
        "coarse": codebook()[each.move].coarse,
    }
