"""Reads that other apps share: the learner's words as quoted, and agreements that wait."""

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.queries import WORDS_KEPT, agreements_unsettled, words_of
from tests.cast import Cast, terms


def test_words_of_a_short_request_are_all_its_words(cast):
    assert words_of(cast.draft("  I freeze when asked.\n")) == "I freeze when asked."


def test_words_of_a_long_request_end_where_they_were_cut(cast):
    quoted = words_of(cast.draft("w" * 400))

    assert quoted == "w" * (WORDS_KEPT - 1) + "…"


def waits(cast: Cast) -> list[tuple]:
    return [(each.waits_for, each.newest_at is None) for each in agreements_unsettled()]


def change_terms(cast: Cast) -> None:
    """Lena proposes other words for the pair that she and Gita are."""
    actions.propose_agreement(
        by=cast.lena,
        agreement=cast.pair().agreement,
        terms=terms(FormOfGuidance.MENTORING),
        seen_version=1,
    )


@pytest.mark.parametrize(
    ("build", "expected"),
    [
        (Cast.sent, []),
        (Cast.accepted, [("guide", True)]),
        (Cast.proposed, [("learner", False)]),
        (Cast.pair, []),
        (change_terms, [("guide", False)]),
        (Cast.ended_pair, []),
    ],
)
def test_agreements_unsettled_says_who_is_waited_for(cast, build, expected):
    build(cast)

    assert waits(cast) == expected


@pytest.mark.parametrize(("build", "settled"), [(Cast.proposed, False), (Cast.pair, True)])
def test_version_is_settled_once_both_said_yes(cast, build, settled):
    build(cast)

    version = cast.lena.guidance_requests.get().agreement.newest
    assert version.is_settled is settled
