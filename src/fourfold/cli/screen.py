"""`fourfold screen`: what in a text looks like it points to a patient."""

from collections.abc import Sequence
from typing import Any, BinaryIO

import click

from fourfold.cli.talks import content_of
from fourfold.cli.terminal import plain, show, show_json, width, wrapped
from fourfold.confidentiality.screening import Identifier, in_words, mask, must_check, screen
from fourfold.issues import FourfoldError
from fourfold.transcripts.reading import read
from fourfold.transcripts.reading.content import check_kind, check_size, decoded

_BEFORE = 24


@click.command("screen")
@click.argument("file", type=click.File("rb"))
@click.option("--json", "as_json", is_flag=True, help="Print kinds and places as JSON.")
@click.option("--mask", "masked", is_flag=True, help="Print the text with every place masked.")
@click.option(
    "--person",
    "people",
    metavar="NAME",
    multiple=True,
    help="A person of the talk, who is no patient. May be given more than once.",
)
def screen_file(file: BinaryIO, as_json: bool, masked: bool, people: tuple[str, ...]) -> None:
    """Find what points to a patient in a text: names, dates, numbers, addresses.

    FILE is a text such as a transcript or a note; - reads from standard input. What is found is
    shown masked. Speakers that a transcript names are no patients. A person must check: the screen
    misses some of it.
    """
    content = content_of(file)
    text = _text(content)
    found = screen(text, people=(*people, *_speakers(content)))
    if as_json:
        show_json(_as_json(text, found, masked))
    elif masked:
        show(mask(text, found))
    else:
        show(_report(text, found))


def _text(content: bytes) -> str:
    called = "The text"
    check_size(content, called)
    check_kind(content, called)
    if content.startswith(b"PK"):
        raise FourfoldError(f"{called} is a packed file such as DOCX. Save it as plain text first.")
    return decoded(content, called)[0]


def _speakers(content: bytes) -> tuple[str, ...]:
    """Who speaks in a transcript; a note has no speakers."""
    try:
        return tuple(speaker.name for speaker in read(content).speakers)
    except FourfoldError:
        return ()


def _as_json(text: str, found: Sequence[Identifier], masked: bool) -> dict[str, Any]:
    """`start` and `end` count characters of the text, from 0; `line` counts from 1."""
    places = [
        {"kind": each.kind.value, "start": each.start, "end": each.end, "line": _line(text, each)}
        for each in found
    ]
    whole = {"masked": mask(text, found)} if masked else {}
    return {"identifiers": places, **whole, "check": must_check()}


def _report(text: str, found: Sequence[Identifier]) -> str:
    number = len(found)
    places = "1 place looks" if number == 1 else f"{number:,} places look"
    head = f"{places} like a patient's identifier." if found else "Nothing was found."
    titles = max((len(in_words(each.kind)) for each in found), default=0)
    rows = [_row(text, each, found, titles) for each in found]
    return "\n".join([*rows, *[""] * bool(rows), head, wrapped(must_check())])


def _row(text: str, one: Identifier, found: Sequence[Identifier], titles: int) -> str:
    """The line number, the kind and the words around one place, everything in them masked."""
    head = f"line {_line(text, one):>4}  {in_words(one.kind).ljust(titles)}  "
    start, end = text.rfind("\n", 0, one.start) + 1, text.find("\n", one.end)
    before = _masked(text, found, start, one.start)
    cut = "…" * (len(before) > _BEFORE)
    after = _masked(text, found, one.start, end if end >= 0 else len(text))
    return f"{head}{cut}{plain(before[-_BEFORE:] + after)}"[: width()]


def _masked(text: str, found: Sequence[Identifier], start: int, end: int) -> str:
    """A part of the text with what was found in it masked."""
    inside = [each for each in found if start <= each.start and each.end <= end]
    moved = [Identifier(each.kind, each.start - start, each.end - start) for each in inside]
    return mask(text[start:end], moved)


def _line(text: str, one: Identifier) -> int:
    return text.count("\n", 0, one.start) + 1
