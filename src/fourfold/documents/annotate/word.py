"""Comments in a DOCX, anchored on exactly the words that they are about."""

from bisect import bisect_right
from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

from fourfold.documents.annotate.notes import AUTHOR, Note
from fourfold.documents.reading.word import WordText, read_word
from fourfold.documents.reading.writing import Piece, pieces_within
from fourfold.issues import FourfoldError


def commented_word(content: bytes, called: str, notes: Sequence[Note]) -> bytes:
    """A copy of the DOCX with the comments. Word allows them in its body only.

    What is said of a header, a footer or a note stands at the end of the body, with the words.
    """
    reading = read_word(content, called)
    runs = _Runs(reading)
    for note in notes:
        _comment(reading, runs, note, called)
    copy = BytesIO()
    reading.document.save(copy)
    return copy.getvalue()


def _comment(reading: WordText, runs: "_Runs", note: Note, called: str) -> None:
    held = runs.holding(note.start, note.end)
    text = note.text
    if not held:
        held = runs.last()
        text = f"On “{reading.text[note.start : note.end]}” beside the text: {text}"
    if not held:
        raise FourfoldError(f"{called} has no text in its body that could be commented.")
    anchors = [Run(element, reading.document) for element in (held[0], held[-1])]
    comment = reading.document.add_comment(anchors, text, author=AUTHOR, initials="4F")
    # The core looks at no clock; Word shows a comment without a day.
    comment._comment_elm.attrib.pop(qn("w:date"), None)


class _Runs:
    """The runs of the text, split where a comment begins or ends."""

    def __init__(self, reading: WordText) -> None:
        self._pieces = list(reading.pieces)
        self._body = reading.document.element.body

    def holding(self, start: int, end: int) -> list[Any]:
        """The runs of the body that hold these characters, and no others where that is possible."""
        self._split(end)
        self._split(start)
        pieces = pieces_within(self._pieces, start, max(end, start + 1))
        found = (self._in_body(piece.source) for piece in pieces)
        return [run for run in found if run is not None]

    def last(self) -> list[Any]:
        """The last run of the body."""
        runs = list(self._body.iter(qn("w:r")))
        return [self._in_body(runs[-1])] if runs else []

    def _in_body(self, element: Any) -> Any:
        """The run of the body that an element stands in; in a text box, the one that holds it."""
        chain = [element, *element.iterancestors()]
        if self._body not in chain:
            return None
        return next((each for each in reversed(chain) if each.tag == qn("w:r")), None)

    def _split(self, offset: int) -> None:
        """Let a run end before this character, where it stands inside of one."""
        number = bisect_right(self._pieces, offset, key=lambda piece: piece.start) - 1
        if number < 0:
            return
        piece = self._pieces[number]
        words = piece.source.text or ""
        is_whole = len(words) == piece.end - piece.start
        if not piece.start < offset < piece.end or piece.source.tag != qn("w:t") or not is_whole:
            return
        rest = _split_run(piece.source, offset - piece.start)
        self._pieces[number : number + 1] = [
            Piece(piece.start, offset, piece.source),
            Piece(offset, piece.end, rest),
        ]


def _split_run(words: Any, at: int) -> Any:
    """Put all from a letter on into a run of its own that looks the same; returns its words."""
    run = words.getparent()
    after = OxmlElement("w:r")
    if run.rPr is not None:
        after.append(deepcopy(run.rPr))
    rest = OxmlElement("w:t")
    rest.text, words.text = words.text[at:], words.text[:at]
    for each in (words, rest):
        each.set(qn("xml:space"), "preserve")
    after.append(rest)
    for following in list(words.itersiblings()):
        after.append(following)
    run.addnext(after)
    return rest
