"""The paragraphs of a DOCX, read with the standard library alone.

Two parts of the format are needed, the zip and one XML file in it, and both come from strangers.
Reading them here lets each limit hold while it is read; a library would unpack and parse first.
"""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO
from xml.parsers import expat

from fourfold.issues import FourfoldError
from fourfold.transcripts.reading.cue import Line, checked_lines

MOST_UNPACKED = 50 * 1024 * 1024
MOST_RATIO = 100
MOST_ENTRIES = 1_000
_MOST_TEXT = 5 * 1024 * 1024
_CHUNK = 64 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PACKED = (
    b"PK\x03\x04",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\xd0\xcf\x11\xe0",
)
_SAVE_AGAIN = "Open it in Word, copy the text into a new document and save that as DOCX."


def is_zip(content: bytes) -> bool:
    """Whether the file is packed as a DOCX is."""
    return content[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def docx_lines(content: bytes) -> tuple[Line, ...]:
    """The lines of all paragraphs; FourfoldError when it is no DOCX or one that may do harm."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _check(entries, len(content))
            _check_nested(archive, entries)
            with archive.open(_document(entries)) as document:
                return checked_lines(_lines(_paragraphs(document)))
    except FourfoldError:
        raise
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError) as broken:
        raise FourfoldError(f"This DOCX is damaged. {_SAVE_AGAIN}") from broken


def _check(entries: list[zipfile.ZipInfo], packed: int) -> None:
    """Hold the limits before anything is unpacked."""
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES:
        raise _refused(f"holds {len(entries):,} files; at most {MOST_ENTRIES:,} are read")
    if unpacked > MOST_UNPACKED:
        raise _refused("unpacks to more than 50 MB, which no transcript needs")
    if unpacked > MOST_RATIO * packed:
        raise _refused(f"unpacks to more than {MOST_RATIO} times its size, which no text does")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise _refused("is packed in a way that no program packs a DOCX")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FourfoldError("This DOCX is protected by a password. Save it without one.")
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise _refused("carries macros; only documents without are read")


def _check_nested(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        with archive.open(entry) as part:
            if part.read(8).startswith(_PACKED):
                raise _refused("holds another packed file; only text and pictures are read")


def _document(entries: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    for entry in entries:
        # Word on the web also writes document2.xml.
        name = entry.filename
        if name.startswith("word/document") and name.endswith(".xml") and name.count("/") == 1:
            return entry
    raise FourfoldError(
        "This packed file is not a DOCX. Unpack it and upload the transcript that is in it, or "
        "save the document as DOCX or plain text."
    )


def _refused(what: str) -> FourfoldError:
    return FourfoldError(f"This DOCX {what}. {_SAVE_AGAIN}")


def _lines(paragraphs: list[str]) -> Iterator[Line]:
    for number, paragraph in enumerate(paragraphs, start=1):
        opens_block = True
        for part in paragraph.split("\n"):
            if stripped := part.strip():
                yield Line(number, stripped, opens_block)
                opens_block = False


@dataclass
class _Reader:
    """Collects the text of paragraphs while the XML goes by.

    A paragraph may hold a text box with paragraphs of its own, hence a stack. A row of a table
    with several cells becomes one line, its cells parted by tabs.
    """

    done: list[str] = field(default_factory=list)
    open_paragraphs: list[list[str]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    is_text: bool = False
    in_fallback: int = 0
    size: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an opening tag."""
        tag = name.rpartition(" ")[2]
        if tag == "Fallback":
            # What stands here is there once more for older programs.
            self.in_fallback += 1
        elif tag == "p":
            self.open_paragraphs.append([])
        elif tag == "tr":
            self.rows.append([])
        elif tag == "tc" and self.rows:
            self.rows[-1].append("")
        elif tag in _SIGNS and self.open_paragraphs and not self.in_fallback:
            self.open_paragraphs[-1].append(_SIGNS[tag])
        self.is_text = tag == "t"

    def end(self, name: str) -> None:
        """Take a closing tag."""
        tag = name.rpartition(" ")[2]
        self.is_text = False
        if tag == "Fallback":
            self.in_fallback -= 1
        elif tag == "p" and self.open_paragraphs:
            self._paragraph("".join(self.open_paragraphs.pop()))
        elif tag == "tr" and self.rows:
            self._row(self.rows.pop())

    def text(self, data: str) -> None:
        """Take the letters between tags."""
        if not self.is_text or self.in_fallback or not self.open_paragraphs:
            return
        self.size += len(data)
        if self.size > _MOST_TEXT:
            raise _refused("holds more than 5 MB of text; at most 5 MB are read")
        self.open_paragraphs[-1].append(data)

    def _paragraph(self, text: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += f"\n{text}" if self.rows[-1][-1] else text
        else:
            self.done.append(text)

    def _row(self, cells: list[str]) -> None:
        if len(cells) == 1:
            self.done += cells[0].split("\n")
        else:
            self.done.append("\t".join(" ".join(cell.split()) for cell in cells))


_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def _paragraphs(document: IO[bytes]) -> list[str]:
    reader = _Reader()
    # The encoding is fixed, since a name in the file could ask for one that is not there.
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    left = MOST_UNPACKED
    try:
        while chunk := document.read(_CHUNK):
            # What an entry says about its size may be untrue.
            left -= len(chunk)
            if left < 0:
                raise _refused("unpacks to more than 50 MB, which no transcript needs")
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError as broken:
        raise FourfoldError(f"The text in this DOCX is damaged. {_SAVE_AGAIN}") from broken
    return reader.done


def _refuse_doctype(*_: object) -> None:
    raise _refused("declares a document type, which no program writes into a DOCX")
