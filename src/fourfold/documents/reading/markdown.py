"""Markdown as plain lines: marks in lines are taken out, headings and bullets keep theirs."""

import re

_SIGNS = re.compile(r"^#{1,6} |\*\*[^*\n]+\*\*|\]\([^)\s]+\)|^```", re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^)\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\([^)\n]{0,1000}\)|<(https?://[^>\s]{1,1000})>")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*\n]{1,1000}?)(?<=\S)\1(?!\w)")
_SLANTED = re.compile(r"(?<![\w*])(\*|_)(?=[^\s*_])([^\n*_]{1,1000})(?<=[^\s*_])\1(?![\w*])")
_CODE = re.compile(r"`([^`\n]{1,500})`")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|-])")
_RULE = re.compile(
    r"^[ ]{0,3}(?:=+|[-*_]{3,}|[`~]{3}.*|(?=[^\n]*\|)(?=[^\n]*--)[ \t:|-]+)[ \t]*$", re.MULTILINE
)
_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})[ \t]+([^\n]*?)[ \t]*#*$", re.MULTILINE)
_ROW = re.compile(r"^[ ]{0,3}\|(.*)\|[ \t]*$", re.MULTILINE)
_QUOTE = re.compile(r"^[ ]{0,3}(?:>[ \t]?)+", re.MULTILINE)


def is_markdown(text: str) -> bool:
    """Whether a text has headings, bold words, links or fences of Markdown."""
    return _SIGNS.search(text) is not None


def read_markdown(text: str) -> str:
    """The words of the text; line 7 of it is line 7 of the file."""
    text = without_comments(text)
    for pattern, put in _STEPS:
        text = pattern.sub(put, text)
    return text


def without_comments(text: str) -> str:
    """The text without what `<!--` and `-->` hold, with all its lines."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + len("-->")
    return "".join([*parts, text[at:]])


def _cells(found: re.Match[str]) -> str:
    return "\t".join(cell.strip() for cell in found[1].split("|"))


def _linked(found: re.Match[str]) -> str:
    return found[1] or found[2]


_STEPS = (
    (_RULE, ""),
    (_HEADING, r"\1 \2"),
    (_QUOTE, ""),
    (_ROW, _cells),
    (_PICTURE, r"\1"),
    (_LINK, _linked),
    (_CODE, r"\1"),
    (_BOLD, r"\2"),
    (_SLANTED, r"\2"),
    (_TAG, ""),
    (_ESCAPE, r"\1"),
)
