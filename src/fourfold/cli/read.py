"""`fourfold read`: a talk from a file, and what its reader found odd."""

from typing import BinaryIO

import click

from fourfold.cli.talks import content_of, name_of
from fourfold.cli.terminal import counted, plain, show, show_json, width, wrapped
from fourfold.issues import Issue
from fourfold.transcripts.reading import format_name
from fourfold.transcripts.reading import read as read_talk
from fourfold.transcripts.timeline import clock, length
from fourfold.transcripts.transcript import Speaker, Transcript, Turn

# Enough to see whether names and words fell into the right places.
_FIRST_TURNS = 12
_LONGEST_NAME = 24


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--json", "as_json", is_flag=True, help="Print the whole talk as JSON.")
def read(file: BinaryIO, as_json: bool) -> None:
    """Read a talk and show what was found in it.

    FILE is a transcript from Zoom, Teams, Meet, Otter or Whisper, a subtitle file, a DOCX, a table,
    or text with “Name: …” lines; - reads from standard input.
    """
    talk = read_talk(content_of(file), name=name_of(file))
    if as_json:
        show_json(talk.to_json())
    else:
        show(in_words(talk, width()))


def in_words(talk: Transcript, columns: int) -> str:
    """The talk as lines for a person to read, turns cut to this many columns."""
    first = talk.turns[:_FIRST_TURNS]
    lines = [_headline(talk), "", *(_speaker(each, talk) for each in talk.speakers), ""]
    lines += [_turn(each, columns) for each in first]
    if more := len(talk.turns) - len(first):
        lines.append(f"… and {more:,} more")
    if talk.issues:
        lines += ["", "What to look at", *(_issue(each) for each in talk.issues)]
    return "\n".join(line.rstrip() for line in lines)


def _headline(talk: Transcript) -> str:
    parts = [format_name(talk.format)]
    if (seconds := length(talk.turns)) is not None:
        parts.append(_minutes(seconds))
    return ", ".join([*parts, counted(len(talk.turns), "turn")])


def _minutes(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute"
    return counted(minutes, "minute")


def _speaker(speaker: Speaker, talk: Transcript) -> str:
    words = sum(each.words for each in talk.speakers)
    share = f"{100 * speaker.words / words:.0f} %"
    turns, said = counted(speaker.turns, "turn"), counted(speaker.words, "word")
    return f"{_padded(speaker.name)}  {turns:>11}  {said:>13}  {share:>5}"


def _turn(turn: Turn, columns: int) -> str:
    line = f"{_clock(turn):>9}  {_padded(turn.speaker)}  {plain(turn.text)}"
    return line if len(line) <= columns else f"{line[: columns - 1]}…"


def _clock(turn: Turn) -> str:
    if turn.start is None:
        return ""
    return f"~{clock(turn.start)}" if turn.approximate else clock(turn.start)


def _padded(name: str) -> str:
    shown = plain(name)
    cut = shown if len(shown) <= _LONGEST_NAME else f"{shown[: _LONGEST_NAME - 1]}…"
    return cut.ljust(_LONGEST_NAME)


def _issue(issue: Issue) -> str:
    says = f"{issue.where}: {issue.message}" if issue.where else issue.message
    return wrapped(plain(says), "- ", "  ")
