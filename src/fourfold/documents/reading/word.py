"""The text of a DOCX in the order of reading, each piece with the element that holds it.

Headings, lists, tables and text boxes stand where the document has them; headers, footers and
footnotes, which no reader meets in the middle of a sentence, stand once at the end.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from lxml import etree

from fourfold.documents.reading.letters import plain_signs
from fourfold.documents.reading.writing import Piece, Writing
from fourfold.issues import FourfoldError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "•"}
# Words that were taken out, fields' own language, and what stands once more for older programs.
_UNREAD = {"del", "delText", "moveFrom", "instrText", "pPr", "rPr", "txbxContent", "Fallback"}
_NOTES = ("/footnotes", "/endnotes")

# An element of the XML; lxml and python-docx bring no types.
Element = Any


@dataclass(frozen=True)
class WordText:
    """The text of a DOCX, its pieces, and the document to write comments into."""

    text: str
    pieces: list[Piece[Element]]
    document: Any


def read_word(content: bytes, called: str) -> WordText:
    """The text; FourfoldError when it is no whole DOCX."""
    try:
        document = Document(BytesIO(content))
        writing: Writing[Element] = Writing()
        _blocks(document.element.body, writing)
        for part in _beside(document):
            writing.end_line(blank=True)
            _blocks(part, writing)
        writing.end_line()
    except (PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as broken:
        raise FourfoldError(
            f"{called} is a damaged DOCX. Open it in Word, save it again and choose the new file."
        ) from broken
    return WordText(writing.text(), writing.pieces, document)


def _blocks(container: Element, writing: Writing[Element]) -> None:
    for child in container:
        tag = _tag(child)
        if tag == "p":
            _paragraph(child, writing)
        elif tag == "tbl":
            _table(child, writing)
        elif tag not in _UNREAD:
            _blocks(child, writing)


def _paragraph(paragraph: Element, writing: Writing[Element]) -> None:
    signs = list(_signs(paragraph))
    style = _style(paragraph)
    if not style.startswith("toc") and "".join(text for text, _ in signs).strip():
        is_item = _is_item(paragraph, style)
        writing.end_line(blank=not is_item)
        writing.write("- " if is_item else _heading(style))
        for text, element in signs:
            writing.write(text, element)
        writing.end_line(blank=not is_item)
    for box in paragraph.iter(f"{_W}txbxContent"):
        if not any(_tag(each) in ("Fallback", "txbxContent") for each in box.iterancestors()):
            writing.end_line(blank=True)
            _blocks(box, writing)


def _signs(element: Element) -> Iterator[tuple[str, Element]]:
    """The text of a paragraph with the elements that hold it."""
    for child in element:
        tag = _tag(child)
        if tag == "t":
            yield plain_signs(child.text or ""), child
        elif tag in _SIGNS:
            yield _SIGNS[tag], child
        elif tag not in _UNREAD:
            yield from _signs(child)


def _table(table: Element, writing: Writing[Element]) -> None:
    """A row of short cells on one line, parted by tabs; cells of several paragraphs as blocks."""
    writing.end_line(blank=True)
    for row in table.iter(f"{_W}tr"):
        # A table in a cell is read with its cell.
        if next(row.iterancestors(f"{_W}tbl")) is table:
            cells = row.iter(f"{_W}tc")
            _row([each for each in cells if next(each.iterancestors(f"{_W}tr")) is row], writing)
    writing.end_line(blank=True)


def _row(cells: list[Element], writing: Writing[Element]) -> None:
    inside = [[each for each in cell.iter(f"{_W}p") if _has_text(each)] for cell in cells]
    if all(len(paragraphs) <= 1 for paragraphs in inside):
        for number, paragraphs in enumerate(each for each in inside if each):
            writing.write("\t" if number else "")
            for text, element in _signs(paragraphs[0]):
                writing.write(text.replace("\n", " "), element)
        writing.end_line()
        return
    for cell in cells:
        writing.end_line(blank=True)
        _blocks(cell, writing)
    writing.end_line(blank=True)


def _has_text(paragraph: Element) -> bool:
    return any(text.strip() for text, _ in _signs(paragraph))


def _heading(style: str) -> str:
    """The mark of a heading, as Markdown writes it."""
    if style == "title":
        return "# "
    level = style.removeprefix("heading")
    return f"{'#' * min(int(level), 6)} " if level.isdigit() and level != "0" else ""


def _is_item(paragraph: Element, style: str) -> bool:
    """Whether it is an item of a list; a numbered heading is none."""
    if style.startswith(("heading", "title")):
        return False
    numbered = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    if numbered is not None:
        return bool(numbered.get(f"{_W}val") != "0")
    return style.startswith(("list bullet", "list number"))


def _style(paragraph: Element) -> str:
    """The name of its style in lower case, "" where it has none."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is None:
        return ""
    named = str(style.get(f"{_W}val", ""))
    return named.lower().replace("listbullet", "list bullet").replace("listnumber", "list number")


def _beside(document: Any) -> Iterator[Element]:
    """Headers and footers, each wording once, and the notes below the pages."""
    seen = set()
    for section in document.sections:
        for part in (
            section.header,
            section.first_page_header,
            section.even_page_header,
            section.footer,
            section.first_page_footer,
            section.even_page_footer,
        ):
            # Asking for the element of one that is not there would write it into the document.
            if part.is_linked_to_previous:
                continue
            words = "".join(part._element.itertext()).strip()
            if words and not words.isdigit() and words not in seen:
                seen.add(words)
                yield part._element
    for link in document.part.rels.values():
        if not link.is_external and link.reltype.endswith(_NOTES):
            yield parse_xml(link.target_part.blob)


def _tag(element: Element) -> str:
    """The name of an element without its namespace, "" for a comment of the XML."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
