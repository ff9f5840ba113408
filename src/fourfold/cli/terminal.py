"""Printing what others said: safe to show, as wide as the terminal, colored only where wanted."""

import json
import os
import shutil
import sys
import textwrap
from typing import Any

import click

_NARROWEST = 40
# Characters that steer a terminal or turn the direction of what stands beside them.
_STEERING = dict.fromkeys(
    [
        *range(0x20),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
    ],
    "\ufffd",
)


def show(text: str) -> None:
    """Print lines for a person."""
    click.echo(text.encode("utf-8", "replace"))


def show_json(data: Any) -> None:
    """Print a value as indented JSON."""
    # JSON may hold half a character, which no terminal can show.
    click.echo(json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "replace"))


def show_json_line(data: Any) -> None:
    """Print a value as one line of JSON."""
    click.echo(json_line(data), nl=False)


def json_line(data: Any) -> bytes:
    """A value as one line of JSON."""
    return f"{json.dumps(data, ensure_ascii=False)}\n".encode("utf-8", "replace")


def plain(text: str) -> str:
    """Text from a file on one line, without characters that could steer the terminal."""
    return " ".join(text.split()).translate(_STEERING)


def counted(number: int, thing: str) -> str:
    """How many there are of a thing: "1 turn", "1,200 turns"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def width() -> int:
    """The columns of the terminal, 40 at least."""
    return max(_NARROWEST, shutil.get_terminal_size().columns)


def wrapped(text: str, indent: str = "", hanging: str | None = None) -> str:
    """Text as lines of the terminal's width; `hanging` begins all lines but the first."""
    later = indent if hanging is None else hanging
    return textwrap.fill(text, width(), initial_indent=indent, subsequent_indent=later)


def painted(text: str, color: str) -> str:
    """Text in color where that helps: on a terminal whose owner does not refuse it."""
    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return click.style(text, fg=color) if wanted else text
