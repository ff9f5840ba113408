"""A paper as a tagged PDF (PDF/UA-1): a Typst file, and the words that stand in it as data.

Words reach Typst as JSON in `sys.inputs` and are shown as text there, so that nobody's words can
act as its code. It reads no file but its own, keeps none, and fetches nothing.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category

import typst

HERE = Path(__file__).parent / "typst"
JOINERS = "\u200c\u200d"
MISSING = "\u25a1"
# Sizes in points: the largest on which a paper keeps to its pages is taken.
SIZES = ("10.5", "9.5", "9")
_NOT_SHOWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_UNBROKEN = re.compile(r"\S{24}(?=\S)")
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF and how many pages it has."""

    pdf: bytes
    pages: int


def printed(template: str, data: Mapping[str, Any], *, at: datetime, pages: int) -> Paper:
    """The paper of this name with these words, on at most `pages` pages if small print allows.

    A sign that no font has is shown as a box, and the paper says so.
    """
    shown = {**_printable(data), "unprintable": False}
    largest, shown = _compiled(template, shown, SIZES[0], at)
    if largest.pages == pages + 1:
        for size in SIZES[1:]:
            paper, shown = _compiled(template, shown, size, at)
            if paper.pages <= pages:
                return paper
    return largest


def _compiled(
    template: str, data: dict[str, Any], size: str, at: datetime
) -> tuple[Paper, dict[str, Any]]:
    """The paper, and the words as they could be shown."""
    try:
        return _compile(template, data, size, at), data
    except typst.TypstError as refusal:
        shown = _replaced(data, _signs_not_shown(refusal))
        if shown == data:
            raise
    return _compiled(template, {**shown, "unprintable": True}, size, at)


def _compile(template: str, data: Mapping[str, Any], size: str, at: datetime) -> Paper:
    compiler = typst.Compiler(
        HERE / f"{template}.typ",
        root=HERE,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data), "size": size},
    )
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=int(at.timestamp()))
    return Paper(pdf, json.loads(compiler.query("<pages>", field="value", one=True)))


@cache
def _fonts() -> typst.Fonts:
    """The product's own font and those that Typst brings along; none of the machine's."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(HERE / "fonts")])


def _signs_not_shown(refusal: typst.TypstError) -> list[str]:
    found = _NOT_SHOWN.findall(refusal.diagnostic)
    return [_ESCAPED.sub(lambda match: chr(int(match[1], 16)), each) for each in found]


def _replaced(value: Any, signs: Iterable[str]) -> Any:
    """The same words with a box for each of these signs."""
    pattern = re.compile("|".join(map(re.escape, signs)) or r"(?!)")
    return _each_text(value, lambda text: pattern.sub(MISSING, text))


def _printable(value: Any) -> Any:
    """The same words without control signs or signs that turn the reading direction.

    What has no space in it gets places to break, so that nothing runs off the paper.
    """
    return _each_text(value, lambda text: _UNBROKEN.sub("\\g<0>\u200b", _cleaned(text)))


def _cleaned(text: str) -> str:
    return "".join(filter(_is_printable, text))


def _is_printable(sign: str) -> bool:
    return sign in f"\n{JOINERS}" or category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case Mapping():
            return {key: _each_text(each, change) for key, each in value.items()}
        case list() | tuple():
            return [_each_text(each, change) for each in value]
    return value
