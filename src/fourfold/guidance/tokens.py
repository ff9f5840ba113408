"""A learner's text as plain lower-case words that keep their place in the text."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from fourfold.guidance.lexicon import cues_starting, lexicon

# A word with its apostrophe part, the end of a sentence, or a break inside of one.
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[.?!\n]+|[,;:()\u2013\u2014]|--")
_APOSTROPHES = str.maketrans("\u2019\u2018\u02bc`\u00b4", "'''''")
# Shorter words are too close to each other to correct, longer ones are no words.
_CORRECTED = range(7, 21)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Plain words and the marks `.`, `?` and `,`, with a `.` before the first and after the last.

    `line` has a blank before each token and one at the end, `offsets[i]` is where the blank
    before token i stands, `spans[i]` where the token came from in the text.
    """

    words: tuple[str, ...]
    line: str
    offsets: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


def tokens(text: str) -> Tokens:
    """Split the text; short and spoken spellings become plain words ("don't" is "do not")."""
    words: list[str] = ["."]
    spans: list[tuple[int, int]] = [(0, 0)]
    for match in _TOKEN.finditer(text.translate(_APOSTROPHES)):
        for plain in _plain(match[0].lower()):
            words.append(plain)
            spans.append(match.span())
    words.append(".")
    spans.append((len(text), len(text)))
    offsets: list[int] = []
    position = 0
    for word in words:
        offsets.append(position)
        position += len(word) + 1
    return Tokens(tuple(words), f" {' '.join(words)} ", tuple(offsets), tuple(spans))


@lru_cache(maxsize=8192)
def _plain(token: str) -> tuple[str, ...]:
    spellings = lexicon().spellings
    if not token[0].isalnum():
        return ("?",) if "?" in token else ("." if token[0] in ".!\n" else ",",)
    if token in spellings:
        return spellings[token]
    head, apostrophe, tail = token.partition("'")
    if apostrophe:
        return (head, *spellings.get("'" + tail, ()))
    return (_corrected(token),)


def _corrected(word: str) -> str:
    vocabulary = lexicon().vocabulary
    if len(word) not in _CORRECTED or word in vocabulary or cues_starting(word):
        return word
    shorter = sorted({word[:i] + word[i + 1 :] for i in range(1, len(word))})
    near = _one_letter_gone()
    # A letter too many, a letter missing, or one in the place of another.
    candidates = [
        *(each for each in shorter if each in vocabulary),
        *near.get(word, ()),
        *(known for gone in shorter for known in near.get(gone, ())),
    ]
    return next((each for each in candidates if abs(len(each) - len(word)) <= 1), word)


@cache
def _one_letter_gone() -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for word in sorted(lexicon().vocabulary):
        for i in range(1, len(word)):
            index.setdefault(word[:i] + word[i + 1 :], []).append(word)
    return index
