"""Examples of how alike words are."""

import numpy as np
import pytest

from fourfold.issues import FourfoldError
from fourfold.matching.candidates.similarity import (
    LONGEST_VECTOR,
    VectorLikeness,
    likeness_of_vectors,
    likeness_of_words,
)
from fourfold.matching.candidates.words import words_of

GUIDES = [
    words_of("grant writing, career awards, biostatistics"),
    words_of("Clinical teaching; cardiologist on the wards"),
    words_of("Balance of work and life"),
    words_of(""),
]
DICE = np.random.default_rng(5)
OF_NEEDS = DICE.standard_normal((60, 384)).astype(np.float32)
OF_GUIDES = DICE.standard_normal((40, 384)).astype(np.float32)


def block(needs: list[list[str]], guides: list[list[str]] = GUIDES) -> list[list[int]]:
    likeness = likeness_of_words(needs, guides)
    return likeness.block(np.arange(len(needs)), np.arange(len(guides))).tolist()


def everybody(likeness: VectorLikeness) -> np.ndarray:
    needs, guides = len(likeness.of_needs), len(likeness.of_guides)
    return likeness.block(np.arange(needs), np.arange(guides))


def test_words_lose_their_endings_and_those_without_a_topic_are_left_out():
    assert words_of("I would like to teach cardiologists, and a Teaching award") == [
        "award",
        "cardiolog",
        "teach",
        "teach",
    ]


def test_a_word_of_the_topic_counts_several_times_but_not_without_end():
    assert words_of("grant", topic="Grants") == ["grant"] * 4
    assert words_of("grants " * 9, topic="Grants") == ["grant"] * 4
    assert words_of(topic="Grants") == ["grant"] * 3


def test_likeness_is_the_part_of_the_needs_words_that_a_guide_uses():
    needs = [
        words_of(topic="grant writing"),
        words_of("teaching on the wards", topic="cardiology"),
        words_of("my life at home", topic="grants"),
        words_of(""),
    ]

    assert block(needs) == [[935, 0, 0, 0], [0, 999, 0, 0], [441, 0, 213, 0], [0, 0, 0, 0]]


def test_rare_words_count_more():
    guides = [words_of("teaching, ultrasound"), words_of("teaching, grants")]
    guides += [words_of("teaching")] * 5

    [[rare, common, *_]] = block([words_of("teaching ultrasound")], guides)

    assert rare > 2 * common


def test_a_long_text_about_everything_is_less_like_a_need_than_a_short_one():
    guides = [
        words_of("ultrasound"),
        words_of("ultrasound " + " ".join(f"w{n}" for n in range(60))),
    ]

    [[short, long]] = block([words_of("ultrasound")], guides)

    assert short > long > 0


def test_the_words_that_both_use_are_told_heaviest_first():
    likeness = likeness_of_words([words_of("writing about awards", topic="grants")], GUIDES)

    assert likeness.shared_words(0, 0) == ("grant", "award", "writ")
    assert likeness.shared_words(0, 2) == ()


def test_any_part_of_the_table_is_a_part_of_the_whole():
    needs = [words_of(text) for text in ("grants", "teaching wards", "life balance award")]
    by_words = likeness_of_words(needs, GUIDES)
    by_vectors = likeness_of_vectors(OF_NEEDS, OF_GUIDES)
    rows, columns = np.array([2, 0]), np.array([3, 0, 2])

    some = [each.block(rows, columns).tolist() for each in (by_words, by_vectors)]

    whole = by_words.block(np.arange(3), np.arange(4)), everybody(by_vectors)
    assert some == [each[np.ix_(rows, columns)].tolist() for each in whole]


def test_vectors_alike_are_1000_and_opposite_ones_0():
    vectors = np.array([[3.0, 4.0], [-3.0, -4.0], [4.0, -3.0], [0.0, 0.0]])

    found = everybody(likeness_of_vectors(vectors[:1], vectors))

    assert found.tolist() == [[1000, 0, 0, 0]]


def test_the_length_of_a_vector_does_not_matter():
    scaled = OF_GUIDES.astype(np.float64) * np.logspace(-8, 8, 40)[:, None]

    found = likeness_of_vectors(OF_NEEDS, scaled)

    assert (everybody(found) == everybody(likeness_of_vectors(OF_NEEDS, OF_GUIDES))).all()


def test_likeness_of_vectors_is_their_cosine():
    found = everybody(likeness_of_vectors(OF_NEEDS, OF_GUIDES))

    units = [each / np.linalg.norm(each, axis=1, keepdims=True) for each in (OF_NEEDS, OF_GUIDES)]
    cosine = np.maximum(units[0] @ units[1].T * 1000, 0)
    assert np.abs(found - cosine).max() < 2


@pytest.mark.parametrize("width", [1, 2, 3, 64, 384, 1024])
def test_no_sum_of_a_product_leaves_what_float32_holds_exactly(width):
    vectors = np.random.default_rng(width).standard_normal((300, width))
    vectors[0] = 1.0
    likeness = likeness_of_vectors(vectors, vectors[:20])

    lengths = (likeness.of_needs.astype(np.int64) ** 2).sum(axis=1)
    exact = likeness.of_needs.astype(np.int64) @ likeness.of_guides.astype(np.int64).T
    single = likeness.of_needs.astype(np.float32) @ likeness.of_guides.astype(np.float32).T

    assert lengths.max() <= LONGEST_VECTOR**2 < 2**24
    assert (exact == single.astype(np.int64)).all()


def test_vectors_of_two_models_are_refused():
    with pytest.raises(FourfoldError) as refusal:
        likeness_of_vectors(OF_NEEDS, OF_GUIDES[:, :300])

    assert str(refusal.value) == (
        "The vectors of needs have the shape (60, 384), those of guides (40, 300)."
        " Both need one row a text and the same number of columns; make them with one model."
    )


def test_a_vector_that_is_no_number_is_refused_with_its_row():
    broken = OF_NEEDS.copy()
    broken[7, 3] = np.nan

    with pytest.raises(FourfoldError) as refusal:
        likeness_of_vectors(broken, OF_GUIDES)

    assert str(refusal.value) == (
        "The vector of need number 8 has a part that is no finite number."
        " Leave a text without a vector at zeros."
    )
