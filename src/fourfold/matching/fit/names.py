"""Names that people write, such as fields and languages, as small numbers and as bits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1
_BITS = 64


def key(text: str) -> str:
    """What two spellings of one name have in common: neither capitals nor blanks count."""
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class Names:
    """Distinct names, each with a number; `labels` are spellings to show, in the same order."""

    numbers: dict[str, int]
    labels: tuple[str, ...]

    def codes(self, texts: Sequence[str]) -> NDArray[np.int32]:
        """The number of each text; UNKNOWN for one that is empty or not among the names."""
        return np.array([self.numbers.get(key(text), UNKNOWN) for text in texts], np.int32)

    def bits(self, rows: Sequence[Iterable[str]]) -> NDArray[np.uint64]:
        """One row of 64-bit words for each set of texts; other names are left out."""
        words = max(1, -(-len(self.labels) // _BITS))
        found = np.zeros((len(rows), words), np.uint64)
        for row, texts in enumerate(rows):
            for text in texts:
                number = self.numbers.get(key(text))
                if number is not None:
                    found[row, number // _BITS] |= np.uint64(1 << number % _BITS)
        return found

    def in_both(self, one: NDArray[np.uint64], other: NDArray[np.uint64]) -> tuple[str, ...]:
        """The labels of the bits that two rows share."""
        shared = [int(word) for word in one & other]
        return tuple(
            label
            for number, label in enumerate(self.labels)
            if shared[number // _BITS] >> number % _BITS & 1
        )


def names_of(texts: Iterable[str]) -> Names:
    """The distinct names among texts, in the order of the alphabet; empty texts are none."""
    labels: dict[str, str] = {}
    for text in sorted(set(texts)):
        if named := key(text):
            labels.setdefault(named, " ".join(text.split()))
    ordered = sorted(labels)
    return Names(
        {named: number for number, named in enumerate(ordered)},
        tuple(labels[named] for named in ordered),
    )


def shared_names(some: Iterable[str], others: Iterable[str]) -> Names:
    """The names that are in both."""
    ours, theirs = set(some), set(others)
    in_both = {key(text) for text in ours} & {key(text) for text in theirs}
    return names_of(text for text in ours | theirs if key(text) in in_both)
