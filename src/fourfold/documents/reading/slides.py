"""The text of a PPTX: slide after slide, the title first, the speaker's notes below."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError

from fourfold.documents.reading.letters import plain_signs
from fourfold.documents.reading.limits import Progress, check_pages
from fourfold.documents.reading.writing import Writing
from fourfold.issues import FourfoldError

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
_LITTLE = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_LISTS = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY)

# A shape of a slide; python-pptx brings no types.
Shape = Any


def read_slides(
    content: bytes, called: str, progress: Progress | None = None
) -> tuple[str, list[int]]:
    """The text and the offset at which each slide begins; FourfoldError when it is damaged."""
    try:
        slides = list(Presentation(BytesIO(content)).slides)
        check_pages(len(slides), called)
        writing: Writing[None] = Writing()
        starts = []
        for number, slide in enumerate(slides, start=1):
            writing.end_line(blank=True)
            starts.append(writing.length)
            _slide(slide, writing)
            if progress is not None:
                progress(number, len(slides))
        writing.end_line()
    except (PackageNotFoundError, KeyError, etree.XMLSyntaxError) as broken:
        raise FourfoldError(
            f"{called} is a damaged PPTX. Open it, save it again and choose the new file."
        ) from broken
    return writing.text(), starts


def _slide(slide: Any, writing: Writing[None]) -> None:
    shapes = sorted(slide.shapes, key=lambda each: _kind(each) not in _TITLES)
    for shape in shapes:
        _shape(shape, writing)
    if slide.has_notes_slide:
        frame = slide.notes_slide.notes_text_frame
        writing.end_line(blank=True)
        _lines([] if frame is None else [each.text for each in frame.paragraphs], writing)


def _shape(shape: Shape, writing: Writing[None]) -> None:
    if _kind(shape) in _LITTLE:
        return
    if hasattr(shape, "shapes"):
        for inner in shape.shapes:
            _shape(inner, writing)
    elif getattr(shape, "has_table", False):
        _lines([_row(row) for row in shape.table.rows], writing)
    elif shape.has_text_frame:
        lines = [each.text for each in shape.text_frame.paragraphs]
        is_list = _kind(shape) in _LISTS and len([each for each in lines if each.strip()]) > 1
        if _kind(shape) in _TITLES:
            lines = [" ".join(lines)]
        mark = "# " if _kind(shape) in _TITLES else "- " if is_list else ""
        _lines(lines, writing, mark)
    else:
        _lines(list(_drawn(shape)), writing)


def _lines(lines: list[str], writing: Writing[None], mark: str = "") -> None:
    writing.end_line(blank=True)
    for line in lines:
        cells = (" ".join(plain_signs(cell).split()) for cell in line.split("\t"))
        if words := "\t".join(filter(None, cells)):
            writing.write(f"{mark}{words}")
            writing.end_line()
    writing.end_line(blank=True)


def _row(row: Any) -> str:
    return "\t".join(filter(None, (" ".join(each.text.split()) for each in row.cells)))


def _drawn(shape: Shape) -> Iterator[str]:
    """The words of a diagram, which stand in a part of their own."""
    for data in shape.element.iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
    ):
        name = data.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm")
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(shape.part.related_part(name).blob, parser)
        for paragraph in root.iter(f"{_A}p"):
            yield "".join(each.text or "" for each in paragraph.iter(f"{_A}t"))


def _kind(shape: Shape) -> Any:
    return shape.placeholder_format.type if shape.is_placeholder else None
