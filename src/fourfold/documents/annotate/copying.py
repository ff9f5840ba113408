"""The copy of a document with its findings as comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from fourfold.documents.annotate.marked import marked_text
from fourfold.documents.annotate.notes import notes_on
from fourfold.documents.annotate.pdf import commented_pdf
from fourfold.documents.annotate.word import commented_word
from fourfold.documents.reading.kinds import Kind, kind_of
from fourfold.documents.reading.limits import Progress, check_size
from fourfold.documents.reading.reader import called_by, content_of, read_document
from fourfold.documents.review import Finding


@dataclass(frozen=True)
class Annotated:
    """The copy, and the ending of its name: ".docx", ".pdf", or ".md" for other kinds."""

    content: bytes
    ending: str


def annotate(
    file: Path | bytes,
    name: str,
    findings: Sequence[Finding],
    *,
    progress: Progress | None = None,
) -> Annotated:
    """A copy with the findings as comments, their places those of `read_document`.

    FourfoldError for what cannot be read, and for a PDF that is locked against comments.
    """
    content = file if isinstance(file, bytes) else content_of(file)
    called, notes = called_by(name), notes_on(findings)
    check_size(content, called)
    match kind_of(content, called):
        case Kind.PDF:
            return Annotated(commented_pdf(content, called, notes, progress), ".pdf")
        case Kind.DOCX:
            return Annotated(commented_word(content, called, notes), ".docx")
        case _:
            text = read_document(content, name, progress=progress).text
            return Annotated(marked_text(text, notes).encode("utf-8"), ".md")


def copy_name(name: str, ending: str) -> str:
    """The usual name of a copy: "handbook-reviewed.docx" for "handbook.docx"."""
    return f"{PurePath(name).stem or 'document'}-reviewed{ending}"
