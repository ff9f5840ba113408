"""How alike the words of needs and guides are: whole numbers, the same on every machine.

Two ways. By words: which part of a need's words a guide uses, rare words counting more (BM25). By
vectors that the program's own model made: the cosine. In both, every product of two texts stays
below 2**24, so that even float32 adds it up without rounding, in whatever order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from fourfold.issues import FourfoldError
from fourfold.matching.problem import Ints

Floats = NDArray[np.float64] | NDArray[np.float32]
LikenessBlock = NDArray[np.int16]

# Likeness is 0 to this.
ALIKE = 1000
# A need's weights add up to at most this, and no weight of a guide is larger: together 2**24.
UNIT = 4096
# A vector's length in whole numbers, at most; 4095 x 4095 is below 2**24.
LONGEST_VECTOR = 4095
# Steps of the largest part of a vector before its length is measured, in whole numbers.
_STEPS = 2**15
# Vectors made whole at a time.
_ROWS = 4096
# BM25: how soon a repeated word stops counting (k1 = 12/10) and how far long texts are
# marked down (b = 1/2), in tenths.
_TENTHS, _SATURATION, _HALF_SATURATION = 10, 12, 6


class Likeness(Protocol):
    """How alike needs and guides are."""

    def block(self, needs: Ints, guides: Ints) -> LikenessBlock:
        """0 to 1000 for each of these needs (rows) with each of these guides (columns)."""
        ...


@dataclass(frozen=True, eq=False)
class WordLikeness:
    """The part of a need's words that a guide uses, by rarity.

    `of_needs` and `of_guides` have a row a text and a column a word; `words` are the words' stems.
    """

    of_needs: csr_matrix
    of_guides: csr_matrix
    words: tuple[str, ...]

    def block(self, needs: Ints, guides: Ints) -> LikenessBlock:
        """0 to 1000; 0 where a need has no words."""
        product = (self.of_needs[needs] @ self.of_guides[guides].T).toarray()
        # 1000 / 2**24 is 125 / 2**21; in two steps, so that int32 holds it.
        likeness: LikenessBlock = ((product >> 4) * 125 >> 17).astype(np.int16)
        return likeness

    def shared_words(self, need: int, guide: int) -> tuple[str, ...]:
        """The stems of the words that both use, those that count most first."""
        both = self.of_needs[need].multiply(self.of_guides[guide]).tocoo()
        heaviest_first = sorted(zip(-both.data, both.col, strict=True))
        return tuple(self.words[column] for _, column in heaviest_first)


@dataclass(frozen=True, eq=False)
class VectorLikeness:
    """The cosine of two vectors; opposite ones are as unlike as those with nothing in common.

    Each row holds whole numbers (int16) and is at most 4095 long; a row of zeros is no text.
    """

    of_needs: NDArray[np.int16]
    of_guides: NDArray[np.int16]
    _points: np.float32 = field(init=False)

    def __post_init__(self) -> None:
        length = _length(self.of_needs.shape[1])
        object.__setattr__(self, "_points", np.float32(ALIKE / length**2))

    def block(self, needs: Ints, guides: Ints) -> LikenessBlock:
        """0 to 1000; 0 where either has no vector."""
        rows = self.of_needs[needs].astype(np.float32)
        columns = self.of_guides[guides].astype(np.float32)
        product = rows @ columns.T
        product *= self._points
        np.rint(product, out=product)
        np.clip(product, 0, ALIKE, out=product)
        return product.astype(np.int16)


def likeness_of_words(
    needs: Sequence[Sequence[str]], guides: Sequence[Sequence[str]]
) -> WordLikeness:
    """The likeness of texts given as lists of stems (see `words_of`), one a need and one a guide.

    A word that stands twice in a list counts twice.
    """
    vocabulary = {word: number for number, word in enumerate(sorted({*_all(needs), *_all(guides)}))}
    of_needs = _counted(needs, vocabulary)
    of_guides = _counted(guides, vocabulary)
    rarity = _rarity(of_needs, of_guides)
    return WordLikeness(_shares(of_needs, rarity), _saturated(of_guides), tuple(vocabulary))


def likeness_of_vectors(needs: Floats, guides: Floats) -> VectorLikeness:
    """The likeness of texts given as vectors: a row a text, as many columns on both sides.

    FourfoldError when the columns differ or a number is missing or infinite.
    """
    if needs.ndim != 2 or guides.ndim != 2 or needs.shape[1] != guides.shape[1]:
        raise FourfoldError(
            f"The vectors of needs have the shape {needs.shape}, those of guides {guides.shape}."
            " Both need one row a text and the same number of columns; make them with one model."
        )
    return VectorLikeness(_whole(needs, "need"), _whole(guides, "guide"))


def _all(texts: Sequence[Sequence[str]]) -> set[str]:
    return {word for text in texts for word in text}


def _counted(texts: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> csr_matrix:
    """How often each word stands in each text, columns in order."""
    columns = np.array([vocabulary[word] for text in texts for word in text], np.int32)
    starts = np.cumsum([0, *(len(text) for text in texts)]).astype(np.int32)
    shape = (len(texts), len(vocabulary))
    counts = csr_matrix((np.ones(len(columns), np.int64), columns, starts), shape=shape)
    counts.sum_duplicates()
    return counts


def _rarity(of_needs: csr_matrix, of_guides: csr_matrix) -> Ints:
    """16 times the binary logarithm of (texts + 1) / (texts with the word), by whole numbers."""
    texts = of_needs.shape[0] + of_guides.shape[0] + 1
    width = of_needs.shape[1]
    use = np.bincount(of_needs.indices, minlength=width)
    use += np.bincount(of_guides.indices, minlength=width)
    known = {int(n): (texts**16 // int(n) ** 16).bit_length() - 1 for n in np.unique(use)}
    return np.array([known[int(n)] for n in use], np.int64)


def _shares(counts: csr_matrix, rarity: Ints) -> csr_matrix:
    """Each row's words as parts of UNIT, by how often they stand there and how rare they are."""
    weights = counts.data * rarity[counts.indices]
    row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    sums = np.zeros(counts.shape[0], np.int64)
    np.add.at(sums, row, weights)
    parts = weights * UNIT // np.maximum(sums[row], 1)
    return csr_matrix((parts.astype(np.int32), counts.indices, counts.indptr), counts.shape)


def _saturated(counts: csr_matrix) -> csr_matrix:
    """Each word of a guide as a part of UNIT; UNIT for one use in a text of usual length."""
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    everything, texts = int(lengths.sum()), np.count_nonzero(lengths)
    top = UNIT * (_TENTHS + _SATURATION) * counts.data * everything
    below = _TENTHS * counts.data * everything
    below += _HALF_SATURATION * (everything + lengths[row] * texts)
    parts = np.minimum(top // np.maximum(below, 1), UNIT)
    return csr_matrix((parts.astype(np.int32), counts.indices, counts.indptr), counts.shape)


def _length(width: int) -> float:
    """How long vectors of this width are made, so that rounding makes none longer than 4095."""
    return LONGEST_VECTOR - float(np.sqrt(width)) / 2


def _whole(vectors: Floats, side: str) -> NDArray[np.int16]:
    """Vectors of one length in whole numbers, some rows at a time."""
    whole = np.zeros(vectors.shape, np.int16)
    for start in range(0, len(vectors), _ROWS):
        rows = vectors[start : start + _ROWS]
        missing = np.flatnonzero(~np.isfinite(rows).all(axis=1))
        if len(missing):
            raise FourfoldError(
                f"The vector of {side} number {start + missing[0] + 1} has a part that is no finite"
                " number. Leave a text without a vector at zeros."
            )
        whole[start : start + _ROWS] = _whole_rows(rows)
    return whole


def _whole_rows(rows: Floats) -> NDArray[np.int16]:
    """Sums of squares are taken over whole numbers: a sum of floats depends on its order."""
    largest = np.abs(rows).max(axis=1, initial=0, keepdims=True).astype(np.float64)
    steps = np.rint(rows / np.where(largest == 0, 1, largest) * _STEPS).astype(np.int64)
    lengths = np.sqrt((steps**2).sum(axis=1, keepdims=True).astype(np.float64))
    scaled = steps * _length(rows.shape[1]) / np.maximum(lengths, 1)
    whole: NDArray[np.int16] = np.rint(scaled).astype(np.int16)
    return whole
