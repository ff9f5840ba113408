"""Plain words: markup, entities and signs that cannot be seen are taken out, words are kept."""

import html
import re
import unicodedata
from functools import lru_cache

_LONGEST_NAME = 100
# Without the semicolon "R&D" and "&copy" would become other letters.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# A cue may hold tags and times of its own, and SubRip files hold places such as {\an8}.
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<\d[\d:.]{3,15}>|<>|\{\\[^{}]{1,40}\}")
_PLAIN_TAG = re.compile(
    r"</?(?:[biucv]|ruby|rt|lang|font|br)\b[^<>]{0,200}>|<\d|<>|\{", re.IGNORECASE
)
# They color or frame the sign before them.
_PICTURE_MARKS = "\ufe0e\ufe0f\u20e3"
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
# They turn the direction of what stands beside them on a page, or hide in it.
_UNSEEN = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x200E, 0x200F, 0xFEFF]
)
_CONTROLS = {code: " " for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc"}
_TAKEN_OUT = _UNSEEN | _CONTROLS


def one_line(text: str) -> str:
    """The text on one line, with one blank between words."""
    seen = _HALF_CHARACTER.sub("\ufffd", text).translate(_TAKEN_OUT)
    return " ".join(seen.split())


def without_markup(text: str) -> str:
    """The text of a cue without tags and with its entities written out."""
    return entities_out(_TAG.sub(_gap, text)) if "<" in text or "{" in text else entities_out(text)


def entities_out(text: str) -> str:
    """The text with `&#39;` and the like written out."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def has_foreign_markup(text: str) -> bool:
    """Whether there are tags in it that belong to no cue, such as those of a script."""
    return any(not _PLAIN_TAG.match(found[0]) for found in _TAG.finditer(text))


@lru_cache(maxsize=4096)
def clean_name(name: str) -> str:
    """A speaker's name: markup, entities, needless blanks, and pictures beside it are taken out."""
    plain = _without_pictures(one_line(without_markup(name)))
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[: _LONGEST_NAME - 1]}…"


def _without_pictures(name: str) -> str:
    """The name without pictures at its start and end; one of pictures only stays."""
    first, after = 0, len(name)
    while first < after and _is_picture(name[first]):
        first += 1
    while first < after and _is_picture(name[after - 1]):
        after -= 1
    return name[first:after] or name


def _is_picture(sign: str) -> bool:
    """Whether it is a picture, its color, what joins them, or a blank."""
    return sign == " " or unicodedata.category(sign) in ("So", "Sk", "Cf") or sign in _PICTURE_MARKS


def _gap(found: re.Match[str]) -> str:
    return " " if found[0].lower().startswith(("<br", "<p", "</p")) else ""
