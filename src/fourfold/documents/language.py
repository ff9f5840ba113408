"""Which parts of a text are English: the review reads no other language and says so."""

import re

import py3langid

from fourfold.documents.role_words import role_words

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_WORD = re.compile(r"[^\W\d_]+")
# A paragraph with fewer words tells no language.
_SHORT = 12
# English holds at least this share of its common words; menus and lists may hold less.
_ENGLISH_SHARE = 0.12
_MOSTLY = 0.7


def english_part(text: str) -> tuple[str, float]:
    """The text with paragraphs in other languages blanked, offsets kept, and their share of words.

    Paragraphs of fewer than twelve words follow the language of the rest.
    """
    total = foreign = 0
    parts: list[str] = []
    at = 0
    for match in _PARAGRAPH.finditer(text):
        words = len(_WORD.findall(match[0]))
        total += words
        parts.append(text[at : match.start()])
        is_foreign = words >= _SHORT and not _is_english(match[0])
        foreign += words if is_foreign else 0
        parts.append(re.sub(r"[^\n]", " ", match[0]) if is_foreign else match[0])
        at = match.end()
    parts.append(text[at:])
    share = foreign / total if total else 0.0
    return "".join(parts), share


def is_mostly_foreign(share: float) -> bool:
    """Whether so much is in another language that nothing can be judged."""
    return share >= _MOSTLY


def _is_english(paragraph: str) -> bool:
    words = [word.lower() for word in _WORD.findall(paragraph)]
    share = sum(word in role_words().sets["english"] for word in words) / len(words)
    return share >= _ENGLISH_SHARE or py3langid.classify(paragraph)[0] == "en"
