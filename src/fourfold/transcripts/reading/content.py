"""From bytes to text: what is no text is refused by name, and the encoding is found out."""

import codecs
import re

from fourfold.issues import FourfoldError, Issue
from fourfold.letters import encoding_of
from fourfold.transcripts.reading.cue import at_line
from fourfold.transcripts.reading.facts import facts

LARGEST_FILE = 5 * 1024 * 1024
_SAMPLE = 100_000
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def check_size(content: bytes, called: str) -> None:
    """Refuse an empty file and one over 5 MB."""
    if len(content) > LARGEST_FILE:
        megabytes = len(content) / 1024 / 1024
        raise FourfoldError(
            f"{called} is larger than 5 MB ({megabytes:.1f} MB); at most 5 MB are read. "
            "Upload the text of the talk only, or split it into parts."
        )
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise FourfoldError(
            f"{called} is empty. Choose a file with the words of the talk, "
            "such as VTT, SRT, DOCX, JSON or plain text."
        )


def check_kind(content: bytes, called: str) -> None:
    """Refuse what its first bytes tell to be no text: a PDF, a picture, a recording."""
    head = content[:64].removeprefix(codecs.BOM_UTF8).lstrip()
    for kind in facts()["refused"]:
        at = kind.get("at", 0)
        if any(head[at:].startswith(bytes.fromhex(first)) for first in kind["bytes"]):
            raise FourfoldError(f"{called} is {kind['is']}, not a transcript. {kind['do']}")


def decoded(content: bytes, called: str) -> tuple[str, tuple[Issue, ...]]:
    """The text, and an issue when letters had to be guessed; FourfoldError when it is no text."""
    encoding, body = encoding_of(content)
    text, issues = _text(body, encoding)
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) * 50 > len(sample):
        raise FourfoldError(
            f"{called} is not text. Upload the talk as VTT, SRT, DOCX, JSON or plain text; "
            "a recording must be transcribed first."
        )
    return text.lstrip("\ufeff"), issues


def _text(body: bytes, encoding: str) -> tuple[str, tuple[Issue, ...]]:
    try:
        return body.decode(encoding), ()
    except UnicodeDecodeError as broken:
        line = body[: broken.start].decode(encoding, "replace").count("\n") + 1
    if encoding == "utf-8" and not _is_mostly_utf8(body):
        says = "These letters are not UTF-8 and were read as Windows-1252. Check names and accents."
        return body.decode("cp1252", "replace"), (at_line("encoding", says, line),)
    says = f"Some letters are broken {encoding.upper()} and stand as \ufffd. Save the file again."
    return body.decode(encoding, "replace"), (at_line("encoding", says, line),)


def _is_mostly_utf8(body: bytes) -> bool:
    """Whether more letters beyond ASCII are whole than broken."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(not letter.isascii() for letter in text) - broken > broken
