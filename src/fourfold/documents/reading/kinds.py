"""Which kind of file it is, told by its content; what is no document is refused by name."""

import zipfile
import zlib
from enum import StrEnum
from io import BytesIO

from fourfold.documents.reading.facts import facts
from fourfold.issues import FourfoldError

MOST_UNPACKED = 500 * 1024 * 1024
MOST_XML = 100 * 1024 * 1024
MOST_RATIO = 100
MOST_ENTRIES = 10_000
_HEAD = 4_096
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SAVE_AGAIN = "Open it in its program, save it again and choose the new file."


class Kind(StrEnum):
    """The kinds of file that are read. Web pages, Markdown and plain text are all `TEXT` here."""

    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    TEXT = "text"


def kind_of(content: bytes, called: str) -> Kind:
    """The kind of file; FourfoldError when it is none of them, is locked, broken or may do harm."""
    if b"%PDF-" in content[:1024]:
        return Kind.PDF
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _packed(content, called)
    if content.startswith(_OLD_OFFICE):
        raise _refused(called, _old(content))
    for kind in facts()["refused"]:
        at = kind.get("at", 0)
        if any(content[at:].startswith(bytes.fromhex(first)) for first in kind["bytes"]):
            raise _refused(called, kind)
    return Kind.TEXT


def _packed(content: bytes, called: str) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _check(entries, len(content), called)
            kind = _kind_inside(archive, entries, called)
            _check_parts(archive, entries, called)
            return kind
    except FourfoldError:
        raise
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError) as broken:
        raise FourfoldError(f"{called} is damaged or cut off. {_SAVE_AGAIN}") from broken


def _check(entries: list[zipfile.ZipInfo], packed: int, called: str) -> None:
    """Hold the limits before anything is unpacked."""
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES:
        raise _harmful(called, f"holds {len(entries):,} files; at most {MOST_ENTRIES:,} are read")
    if unpacked > MOST_UNPACKED:
        raise _harmful(called, "unpacks to more than 500 MB, which no document needs")
    if sum(entry.file_size for entry in entries if _is_xml(entry)) > MOST_XML:
        raise _harmful(called, "unpacks to more than 100 MB of text, which no document needs")
    if unpacked > MOST_RATIO * packed and unpacked > 1024 * 1024:
        raise _harmful(called, f"unpacks to more than {MOST_RATIO} times its size")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise _harmful(called, "is packed in a way that no Office program packs its files")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FourfoldError(f"{called} is protected by a password. Save it without one.")


def _kind_inside(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], called: str) -> Kind:
    names = [entry.filename for entry in entries]
    index = next((each for each in ("[Content_Types].xml", "mimetype") if each in names), None)
    types = archive.read(index).decode("utf-8", "replace") if index else ""
    for each in facts()["packed"]:
        if each["has"] in types:
            if "kind" in each:
                return Kind(each["kind"])
            raise _refused(called, each)
    raise FourfoldError(
        f"{called} is a packed file, not a document. Unpack it and choose the documents in it. "
        f"{facts()['allowed']}"
    )


def _check_parts(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], called: str) -> None:
    """Read every part of text once, so that a broken one is found here, and refuse entities."""
    for entry in filter(_is_xml, entries):
        with archive.open(entry) as part:
            head = part.read(_HEAD)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise _harmful(called, "declares entities, which no Office program writes")
            while part.read(1024 * 1024):
                pass


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.endswith((".xml", ".rels"))


def _old(content: bytes) -> dict[str, str]:
    kinds: list[dict[str, str]] = facts()["old"]
    return next(each for each in kinds if each["has"].encode("utf-16-le") in content)


def _refused(called: str, kind: dict[str, str]) -> FourfoldError:
    allowed = "" if kind.get("is_allowed") else f" {facts()['allowed']}"
    return FourfoldError(f"{called} is {kind['is']}. {kind['do']}{allowed}")


def _harmful(called: str, what: str) -> FourfoldError:
    return FourfoldError(f"{called} {what}. {_SAVE_AGAIN}")
