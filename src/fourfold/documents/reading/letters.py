"""From bytes to letters: the encoding is found out, and signs that cannot be seen are taken out."""

import re

from charset_normalizer import from_bytes

from fourfold.documents.reading.facts import facts
from fourfold.issues import FourfoldError, Issue
from fourfold.letters import encoding_of

_SAMPLE = 100_000
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NEW_LINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_WESTERN = {"Latin-1 Supplement", "Latin Extended-A", "Latin Extended-B"}
_SHARED = {"Basic Latin", "General Punctuation", "Control character", "Letterlike Symbols"}
# They turn the direction of what stands beside them, or hide in a word.
UNSEEN = dict.fromkeys(
    [0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)
# One sign for one sign: what a font or a program writes for a plain one.
PLAIN_SIGNS = {
    **{code: " " for code in (*range(9), *range(14, 32), *range(0x7F, 0xA0)) if code != 0x85},
    **dict.fromkeys((0xA0, 0x2007, 0x202F, *range(0xD800, 0xE000)), " "),
    **dict.fromkeys((0x2010, 0x2011), "-"),
    **dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC), "•"),
}
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st"}
_ALL_SIGNS = {**PLAIN_SIGNS, **UNSEEN, **LIGATURES}


def plain_signs(text: str) -> str:
    """The text with one kind of line break and without signs that cannot be seen."""
    return _NEW_LINES.sub("\n", text).translate(_ALL_SIGNS)


def decoded(content: bytes, called: str) -> tuple[str, tuple[Issue, ...]]:
    """The letters, and an issue where they had to be guessed; FourfoldError when it is no text."""
    text, issues = _decoded(content)
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) * 50 > len(sample):
        raise FourfoldError(f"{called} is not text. {facts()['allowed']}")
    return text.lstrip("\ufeff"), issues


def _decoded(content: bytes) -> tuple[str, tuple[Issue, ...]]:
    encoding, body = encoding_of(content)
    try:
        return body.decode(encoding), ()
    except UnicodeDecodeError:
        pass
    if encoding != "utf-8":
        says = f"Some letters are broken {encoding.upper()} and stand as \ufffd. Save it again."
        return body.decode(encoding, "replace"), (_issue(says),)
    if _has_whole_letters(body):
        says = "It mixes two encodings; each line was read by its own. Check names and accents."
        return "".join(_line(line) for line in body.splitlines(keepends=True)), (_issue(says),)
    guessed = _guessed(body)
    says = f"Its letters are not UTF-8 and were read as {guessed.upper()}. Check names and accents."
    return body.decode(guessed, "replace"), (_issue(says),)


def _has_whole_letters(body: bytes) -> bool:
    """Whether some line with letters beyond ASCII is good UTF-8."""
    return any(not line.isascii() and _is_utf8(line) for line in body.splitlines())


def _is_utf8(line: bytes) -> bool:
    return "\ufffd" not in line.decode("utf-8", "replace")


def _line(line: bytes) -> str:
    return line.decode("utf-8") if _is_utf8(line) else line.decode("cp1252", "replace")


def _guessed(body: bytes) -> str:
    """Windows-1252, save where the letters speak for another alphabet."""
    best = from_bytes(body[:_SAMPLE]).best()
    if best is None or any(each in _WESTERN for each in best.alphabets):
        return "cp1252"
    others = (each for each in best.alphabets if each not in _SHARED)
    return best.encoding if any(others) else "cp1252"


def _issue(says: str) -> Issue:
    return Issue("encoding", says, severity="warning")
