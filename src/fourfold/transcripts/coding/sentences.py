"""Sentences of a turn with their places, also where speech recognition left the marks out."""

import re
from collections.abc import Sequence

# An end mark with what closes after it, and the space before the next sentence.
_END = re.compile(r"[.?!\u2026]+[\"'\u201d\u2019)\]]*(?=\s|$)|\n+")
_NOT_AN_END = re.compile(
    r"(?:\b(?:dr|mrs?|ms|prof|st|vs|etc|e\.g|i\.e|no|approx)|\b[a-z]|\d)\.$", re.IGNORECASE
)

Span = tuple[int, int]


def sentences(text: str) -> tuple[Span, ...]:
    """The start and end of each sentence; together they hold every word of the text."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if _ends(text, match):
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(text)))
    trimmed = (_trim(text, span) for span in spans)
    return tuple(span for span in _with_words(text, list(trimmed)))


def _ends(text: str, match: re.Match[str]) -> bool:
    if match[0] != ".":
        return True
    head = text[max(0, match.start() - 8) : match.end()]
    if not _NOT_AN_END.search(head):
        return True
    following = text[match.end() :].lstrip()[:1]
    # "Around 9. Then ..." ends a sentence, "Dr. Hale" and "9. a plan" do not.
    return head[-2:-1].isdigit() and following.isupper()


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _with_words(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans that have words; marks alone go to the sentence before them."""
    kept: list[Span] = []
    for start, end in spans:
        if any(char.isalnum() for char in text[start:end]):
            kept.append((start, end))
        elif kept and end > start:
            kept[-1] = (kept[-1][0], end)
    return kept or [(0, len(text))]
