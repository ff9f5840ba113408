"""Reading a document: what it is, its content tells, never its name."""

from dataclasses import dataclass
from pathlib import Path

from fourfold.documents.reading.kinds import Kind, kind_of
from fourfold.documents.reading.letters import decoded, plain_signs
from fourfold.documents.reading.limits import LARGEST_FILE, Progress, check_size, check_text
from fourfold.documents.reading.markdown import is_markdown, read_markdown
from fourfold.documents.reading.pdf.document import read_pdf
from fourfold.documents.reading.slides import read_slides
from fourfold.documents.reading.web_page import declared_encoding, is_web_page, read_web_page
from fourfold.documents.reading.word import read_word
from fourfold.documents.text import DocumentText
from fourfold.issues import FourfoldError, Issue

_LONGEST_NAME = 80


@dataclass(frozen=True)
class Reading:
    """A document as text, and what was odd in its file."""

    document: DocumentText
    issues: tuple[Issue, ...] = ()


def read_document(
    file: Path | bytes, name: str, *, progress: Progress | None = None
) -> DocumentText:
    """The text of a document of any known format; `name` becomes its path.

    `progress` is called with pages done and pages in all; what it raises ends the reading.
    FourfoldError when the file is empty, too large, locked, broken, a scan or no document.
    """
    return read_noting(file, name, progress=progress).document


def read_noting(file: Path | bytes, name: str, *, progress: Progress | None = None) -> Reading:
    """The same, with issues: letters that had to be guessed, pages without text."""
    called = called_by(name)
    content = file if isinstance(file, bytes) else content_of(file)
    check_size(content, called)
    match kind_of(content, called):
        case Kind.PDF:
            pdf = read_pdf(content, called, progress)
            reading = Reading(DocumentText(name, pdf.text, tuple(pdf.page_starts)), pdf.issues)
        case Kind.DOCX:
            reading = Reading(DocumentText(name, read_word(content, called).text))
        case Kind.PPTX:
            text, starts = read_slides(content, called, progress)
            reading = Reading(DocumentText(name, text, tuple(starts)))
        case _:
            reading = _text(content, name, called)
    check_text(len(reading.document.text), called)
    if not reading.document.text.strip():
        raise FourfoldError(f"{called} holds no words. Choose a file with text in it.")
    return reading


def content_of(path: Path) -> bytes:
    """What is in a file, or so much of it that its size is seen to be too large."""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def called_by(name: str) -> str:
    """How a refusal calls the file: by its last name, cut to 80 letters, on one line."""
    plain = " ".join(plain_signs(name.replace("\\", "/").rpartition("/")[2]).split())
    return f"The file “{plain[:_LONGEST_NAME]}”" if plain else "The file"


def _text(content: bytes, name: str, called: str) -> Reading:
    letters, issues = decoded(content, called)
    if is_web_page(letters):
        letters, issues = _as_declared(content, letters, issues)
        return Reading(DocumentText(name, read_web_page(letters, called)), issues)
    text = plain_signs(letters)
    return Reading(DocumentText(name, read_markdown(text) if is_markdown(text) else text), issues)


def _as_declared(
    content: bytes, letters: str, issues: tuple[Issue, ...]
) -> tuple[str, tuple[Issue, ...]]:
    """The letters of a page in the encoding that it names, where they had to be guessed."""
    encoding = declared_encoding(content) if issues else ""
    try:
        return (content.decode(encoding), ()) if encoding else (letters, issues)
    except (LookupError, UnicodeDecodeError):
        return letters, issues
