"""Learning where sentences end and which ask, from texts that have their marks."""

from collections.abc import Iterable, Sequence

import numpy as np

from bench.moves_fit import Fitted, fit
from fourfold.transcripts.coding.features import Features
from fourfold.transcripts.coding.unmarked import asking_features, gap_features
from fourfold.transcripts.coding.words_seen import seen

LABELS = ("no", "yes")
MOST = 220_000
# A missed end joins two moves, one too many only cuts a sentence: ends count more.
ENDS_COUNT = 3.0


def learn_ends(texts: Iterable[str]) -> Fitted:
    """A model of which gaps between words end a sentence."""
    rows: list[Features] = []
    ends: list[bool] = []
    for text in texts:
        words, marks = _words_and_marks(text)
        since = 0
        for gap in range(1, len(words)):
            since += 1
            ends.append(bool(marks[gap - 1]))
            rows.append(gap_features(words, gap, since))
            since = 0 if marks[gap - 1] else since
        if len(rows) > MOST:
            break
    return _fit(rows, ends, ENDS_COUNT)


def learn_asks(texts: Iterable[str]) -> Fitted:
    """A model of which sentences ask."""
    rows: list[Features] = []
    asks: list[bool] = []
    for text in texts:
        words, marks = _words_and_marks(text)
        start = 0
        for at, mark in enumerate(marks):
            if mark:
                rows.append(asking_features(words[start : at + 1]))
                asks.append(mark == "?")
                start = at + 1
    return _fit(rows, asks, 1.0)


def _fit(rows: Sequence[Features], answers: Sequence[bool], count: float) -> Fitted:
    targets = np.eye(2)[np.array(answers, dtype=int)]
    importance = np.where(answers, count, 1.0)
    return fit(rows, targets, importance, LABELS, scales=(1,), shrink=0.3, at_least=3)


def _words_and_marks(text: str) -> tuple[list[str], list[str]]:
    words: list[str] = []
    marks: list[str] = []
    for token in seen(text).tokens:
        if token[0].isalnum():
            words.append(token)
            marks.append("")
        elif marks and token in (".", "?") and marks[-1] != "?":
            marks[-1] = token
    return words, marks
