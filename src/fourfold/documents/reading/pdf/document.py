"""A whole PDF as text: page after page, with the place of every letter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import RLock
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from fourfold.documents.reading.limits import Progress, check_pages, check_text
from fourfold.documents.reading.pdf.columns import in_reading_order
from fourfold.documents.reading.pdf.composing import composed
from fourfold.documents.reading.pdf.lines import as_shown, lines_of
from fourfold.documents.reading.pdf.margins import Page, without_margins
from fourfold.documents.reading.writing import Piece
from fourfold.issues import FourfoldError, Issue

# PDFium knows no threads: one document at a time.
PDFIUM = RLock()
_LEAST_SIGNS_A_PAGE = 8
_MOST_UNKNOWN = 0.3
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")
_OCR = "Run text recognition (OCR) on it and choose the new file."


@dataclass(frozen=True)
class PdfText:
    """The text, where its pages begin, and of each piece its page (from 0) and first letter."""

    text: str
    page_starts: list[int]
    pieces: list[Piece[tuple[int, int]]]
    issues: tuple[Issue, ...]


def read_pdf(content: bytes, called: str, progress: Progress | None = None) -> PdfText:
    """The text of a PDF; FourfoldError when it is locked, broken, too long or a scan.

    Pages are read one by one. `progress` is told after each; what it raises ends the reading.
    """
    with PDFIUM:
        document = opened(content, called)
        try:
            pages = list(_pages(document, called, progress))
        finally:
            document.close()
    issues = _checked(pages, called)
    text, starts, pieces = composed(without_margins(pages))
    return PdfText(text, starts, pieces, issues)


def opened(content: bytes, called: str) -> Any:
    """The document as PDFium has it; FourfoldError when it is locked or broken."""
    try:
        document = pypdfium2.PdfDocument(content)
        if len(document) == 0:
            raise FourfoldError(f"{called} is a PDF without pages. Save it again.")
    except pypdfium2.PdfiumError as broken:
        if getattr(broken, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise FourfoldError(
                f"{called} is protected by a password. Save it without one and choose it again."
            ) from broken
        raise FourfoldError(
            f"{called} is a damaged or cut off PDF. Get it once more, or save it again as PDF."
        ) from broken
    return document


def _pages(document: Any, called: str, progress: Progress | None) -> Iterator[Page]:
    count = len(document)
    check_pages(count, called)
    signs = 0
    for number in range(count):
        page = _page(document, number)
        signs += sum(len(line.text) for line in page.lines)
        check_text(signs, called)
        yield page
        if progress is not None:
            progress(number + 1, count)


def _page(document: Any, number: int) -> Page:
    """The lines of a page; a page that cannot be opened has none."""
    try:
        page = document[number]
        turned = page.get_rotation() // 90
        _, bottom, _, top = as_shown(page.get_bbox(), turned)
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Page([], 0, 0)
    try:
        return Page(in_reading_order(lines_of(textpage, turned)), bottom, top)
    finally:
        textpage.close()
        page.close()


def _checked(pages: Sequence[Page], called: str) -> tuple[Issue, ...]:
    """Refuse a scan and letters that mean nothing; an issue for some pages without text."""
    signs = [sum(len(line.text) for line in page.lines) for page in pages]
    text = "".join(line.text for page in pages[:50] for line in page.lines)
    if sum(signs) < _LEAST_SIGNS_A_PAGE * min(len(pages), 5):
        many = "1 page" if len(pages) == 1 else f"{len(pages):,} pages"
        raise FourfoldError(f"{called} is a PDF of {many} without text, such as a scan. {_OCR}")
    if len(_UNKNOWN.findall(text)) > _MOST_UNKNOWN * len(text):
        raise FourfoldError(f"{called} is a PDF whose letters have no meaning inside. {_OCR}")
    empty = [str(number) for number, count in enumerate(signs, start=1) if not count]
    if not empty:
        return ()
    named = ", ".join(empty[:10]) + (" and more" if len(empty) > 10 else "")
    says = f"Without text, and therefore not read: page {named}. If they are pictures: {_OCR}"
    return (Issue("page_without_text", says, severity="warning"),)
