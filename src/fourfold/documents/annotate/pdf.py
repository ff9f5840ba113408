"""Comments in a PDF: the words highlighted, the comment on them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Highlight
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

from fourfold.documents.annotate.notes import AUTHOR, Note
from fourfold.documents.reading.limits import Progress
from fourfold.documents.reading.pdf.document import PDFIUM, PdfText, opened, read_pdf
from fourfold.documents.reading.pdf.lines import Boxes
from fourfold.documents.reading.writing import Piece, pieces_within
from fourfold.issues import FourfoldError

_COLOR = "ffe08a"
# pypdf names encryption that it cannot write NotImplementedError, and odd objects as they come.
_UNWRITABLE = (PyPdfError, DependencyError, NotImplementedError, KeyError, ValueError, TypeError)

Box = tuple[float, float, float, float]
Places = Mapping[int, Sequence[Box]]


def commented_pdf(
    content: bytes, called: str, notes: Sequence[Note], progress: Progress | None = None
) -> bytes:
    """A copy of the PDF with the comments added behind all that it holds."""
    reading = read_pdf(content, called, progress)
    places = _places(content, called, reading, notes)
    copy = BytesIO()
    try:
        writer = PdfWriter(PdfReader(BytesIO(content)), incremental=True)
        for note, pages in zip(notes, places, strict=True):
            _highlight(writer, note, pages)
        writer.write(copy)
    except _UNWRITABLE as refused:
        raise FourfoldError(
            f"{called} is a PDF that takes no comments, for it is locked or not quite whole. "
            "Print it to a new PDF, or save it as DOCX, and choose that."
        ) from refused
    return copy.getvalue()


def _highlight(writer: PdfWriter, note: Note, pages: Places) -> None:
    for number, (page, boxes) in enumerate(sorted(pages.items())):
        mark = Highlight(rect=_around(boxes), quad_points=_quads(boxes), highlight_color=_COLOR)
        text = note.text if number == 0 else "The words above go on here."
        mark[NameObject("/Contents")] = TextStringObject(text)
        mark[NameObject("/T")] = TextStringObject(AUTHOR)
        writer.add_annotation(page, mark)


def _places(
    content: bytes, called: str, reading: PdfText, notes: Sequence[Note]
) -> list[Mapping[int, list[Box]]]:
    """For each comment its pages (from 0), and the boxes of its words there, line by line."""
    with PDFIUM:
        document = opened(content, called)
        try:
            return [_boxes(document, reading, note) for note in notes]
        finally:
            document.close()


def _boxes(document: Any, reading: PdfText, note: Note) -> Mapping[int, list[Box]]:
    start, end = note.start, max(note.end, note.start + 1)
    found: dict[int, list[Box]] = defaultdict(list)
    for number, pieces in _by_page(pieces_within(reading.pieces, start, end)).items():
        page = document[number]
        textpage = page.get_textpage()
        boxes = Boxes(textpage)
        for piece in pieces:
            first = piece.source[1] + max(start - piece.start, 0)
            last = piece.source[1] + min(end, piece.end) - piece.start - 1
            found[number].append(_span(boxes, first, max(first, last)))
        textpage.close()
        page.close()
    return found


def _by_page(pieces: Sequence[Piece[tuple[int, int]]]) -> Mapping[int, list[Any]]:
    pages: dict[int, list[Any]] = defaultdict(list)
    for piece in pieces:
        pages[piece.source[0]].append(piece)
    return pages


def _span(boxes: Boxes, first: int, last: int) -> Box:
    left, bottom, right, top = boxes.loose(first)
    other = boxes.loose(last)
    return min(left, other[0]), min(bottom, other[1]), max(right, other[2]), max(top, other[3])


def _around(boxes: Sequence[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _quads(boxes: Sequence[Box]) -> ArrayObject:
    """The corners of each box: above left and right, below left and right."""
    return ArrayObject(
        FloatObject(corner)
        for left, bottom, right, top in boxes
        for corner in (left, top, right, top, left, bottom, right, bottom)
    )
