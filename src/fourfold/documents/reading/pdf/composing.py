"""From lines to the text of a document: words that a line break parted are made whole."""

import re
from collections.abc import Iterable, Sequence

from fourfold.documents.reading.facts import words
from fourfold.documents.reading.letters import LIGATURES, UNSEEN
from fourfold.documents.reading.pdf.lines import Line
from fourfold.documents.reading.pdf.margins import Page
from fourfold.documents.reading.pdf.paragraphs import Link, goes_on, links
from fourfold.documents.reading.writing import Piece, Writing

_ODD = re.compile(f"([{''.join(map(chr, [*LIGATURES, *UNSEEN]))}]|\\s{{2,}}|\t)")
_PUT = {chr(code): text or "" for code, text in {**LIGATURES, **UNSEEN}.items()}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_FIRST = re.compile(r"[^\W\d_]+")
_LONGEST_WORD = 60

Where = tuple[int, int]


def composed(pages: Sequence[Page]) -> tuple[str, list[int], list[Piece[Where]]]:
    """The text, the offset of each page in it, and the pieces with their places."""
    known = {
        word.casefold()
        for page in pages
        for line in page.lines
        for word in _WORD.findall(line.text)
    }
    writing: Writing[Where] = Writing()
    starts: list[int] = []
    last: Line | None = None
    for number, page in enumerate(pages):
        last = _page(writing, page, number, last, known, starts)
    writing.end_line()
    return writing.text(), starts, writing.pieces


def _page(
    writing: Writing[Where],
    page: Page,
    number: int,
    last: Line | None,
    known: set[str],
    starts: list[int],
) -> Line | None:
    """Write one page. Returns its last line where the next page may go on with it."""
    if last is None or page.heads or not page.lines or not goes_on(last.text, page.lines[0].text):
        writing.end_line(blank=True)
    else:
        _join(writing, last, page.lines[0], known)
    starts.append(writing.length)
    _apart(writing, page.heads, number)
    for place, link in enumerate([*links(page.lines), None]):
        line = page.lines[place] if page.lines else None
        if line is None:
            break
        after = page.lines[place + 1] if link is not None else None
        _write(writing, line, number)
        if link is Link.WORD and after is not None:
            _join(writing, line, after, known)
        elif link is Link.CELL:
            writing.write("\t")
        elif link is not None:
            writing.end_line(blank=link is Link.BLOCK)
    _apart(writing, page.feet, number)
    return page.lines[-1] if page.lines and not page.feet else None


def _apart(writing: Writing[Where], lines: Iterable[Line], number: int) -> None:
    for line in lines:
        writing.end_line(blank=True)
        _write(writing, line, number)
        writing.end_line(blank=True)


def _write(writing: Writing[Where], line: Line, number: int) -> None:
    at = line.at
    for part in _ODD.split(line.text):
        writing.write(_PUT.get(part, part if part.strip() else part[:1] and " "), (number, at))
        at += len(part)


def _join(writing: Writing[Where], line: Line, after: Line, known: set[str]) -> None:
    """Put between two lines of a paragraph what belongs there: a blank, a hyphen or nothing."""
    if not line.is_broken and not line.text.endswith("-"):
        writing.write(" ")
    elif line.is_broken and _keeps_hyphen(line.text, after.text, known):
        writing.write("-")


def _keeps_hyphen(before: str, after: str, known: set[str]) -> bool:
    """Whether a word that a line break parted has a hyphen: the document itself tells most."""
    first, second = _LAST.search(before[-_LONGEST_WORD:]), _FIRST.match(after)
    if first is None or second is None:
        return False
    one, two = first[0].casefold(), second[0].casefold()
    if f"{one}-{two}" in known:
        return True
    return one in words("hyphens", "kept") and one + two not in known
