"""An order with ties: read from a page, moved by taps, kept without gaps."""

from uuid import uuid4

import pytest

from fourfold.issues import FourfoldError
from fourfold_web.wishes import actions
from fourfold_web.wishes.models import RankedGuide, RankedNeed
from fourfold_web.wishes.ranking import MOST, Move, asked_to_move, moved, ordinal, places, ranks_in

A, B, C = sorted(uuid4() for _ in range(3))


def test_page_is_read_as_ranks_of_those_it_showed():
    sent = {f"{A}-rank": "2", f"{B}-rank": "", f"{C}-rank": "many", f"{uuid4()}-rank": "1"}

    assert ranks_in(sent, [A, B, C]) == {A: 2}


@pytest.mark.parametrize(
    ("ranks", "key", "up", "after"),
    [
        ({A: 1, B: 2}, B, True, {B: 1, A: 2}),
        ({A: 1, B: 2}, A, False, {B: 1, A: 2}),
        ({A: 1, B: 2}, A, True, {A: 1, B: 2}),
        ({A: 1, B: 1, C: 2}, B, True, {B: 1, A: 2, C: 3}),
        ({A: 1, B: 1, C: 2}, A, False, {B: 1, A: 2, C: 3}),
        ({A: 1, B: 4}, C, True, {A: 1, B: 2, C: 3}),
        ({}, C, True, {C: 1}),
    ],
)
def test_tap_moves_one_entry_by_one_place(ranks, key, up, after):
    assert moved(ranks, key, up=up) == after


def test_entry_after_the_last_place_is_a_tie_with_it():
    full = {uuid4(): place for place in range(1, MOST + 1)}

    assert moved(full, A, up=True)[A] == MOST


def test_tap_without_a_known_entry_is_no_move():
    assert asked_to_move({"up": str(A)}) == Move(A, True)
    assert asked_to_move({"down": "somebody"}) is None
    assert asked_to_move({}) is None


def test_places_are_offered_in_words_and_not_without_end():
    assert places(3) == [(1, "1st"), (2, "2nd"), (3, "3rd")]
    assert [ordinal(each) for each in (11, 12, 13, 21, 112)] == [
        "11th",
        "12th",
        "13th",
        "21st",
        "112th",
    ]
    assert len(places(500)) == MOST


def test_ranks_are_kept_without_gaps_and_replace_the_ones_before(cast):
    need = cast.need()
    actions.rank_guides(learner=cast.lena, need=need, ranks={cast.gus.pk: 1})

    actions.rank_guides(learner=cast.lena, need=need, ranks={cast.gita.pk: 2, cast.gus.pk: 7})

    found = RankedGuide.objects.values_list("guide__name", "rank")
    assert list(found) == [("Gita Rao", 1), ("Gus Berg", 2)]


def test_nobody_ranks_somebody_outside_their_choice(cast):
    need = cast.need()
    for ranks in ({cast.otto.pk: 1}, {cast.lena.pk: 1}, {cast.gita.pk: 0}):
        with pytest.raises(FourfoldError):
            actions.rank_guides(learner=cast.lena, need=need, ranks=ranks)

    # Gus has not said what he offers, so no introduction is for him.
    with pytest.raises(FourfoldError, match="shown to you"):
        actions.rank_needs(guide=cast.gus, matching_round=need.round, ranks={need.pk: 1})
    assert (RankedGuide.objects.count(), RankedNeed.objects.count()) == (0, 0)
