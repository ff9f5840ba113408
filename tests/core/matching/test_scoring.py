"""Examples of points: each criterion alone, weights of a program, and sums that are exact."""

import numpy as np
import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold.matching.fit.block import Block
from fourfold.matching.fit.facts import criteria, usual_weights
from fourfold.matching.fit.features import features_of
from fourfold.matching.fit.people import FORMS, Profiles
from fourfold.matching.fit.scoring import (
    points,
    rank_points,
    scores,
    scores_without_ranks,
    weights_of,
)
from fourfold.scheduling.hours import WeeklyHours
from tests.core.matching.cast import MONDAY_MORNING, WEEK, WISDOM, a_guide, a_learner, a_need

ADVISING, COACHING, _, MENTORING = FORMS
NONE = {"needs": (a_need(COACHING, topic=""),), "field": "", "stage": "", "hours": ()}


def only(name: str):
    """Weights by which one criterion is all that counts."""
    nothing = dict.fromkeys(criteria(), 0)
    return weights_of({form: {**nothing, name: 1} for form in FORMS})


def earned(name: str, learner=None, guide=None, similarity: int = 0) -> int:
    """The score of the two when `name` alone counts."""
    two = Profiles((a_learner(**(learner or {})),), (a_guide(**(guide or {})),), WEEK)
    block = Block(features_of(two), np.array([0]), np.array([0]))
    return int(scores(block, only(name), np.array([[similarity]]))[0, 0])


def wants(form=COACHING, **need) -> dict:
    return {"needs": (a_need(form, **need),)}


@pytest.mark.parametrize(
    ("name", "learner", "guide", "score"),
    [
        ("expertise", {}, {}, 10_000),
        ("expertise", {}, {"skills": frozenset(), "expertise": {"chest tubes"}}, 8000),
        ("expertise", {}, {"skills": frozenset(), "field": "Chest tubes"}, 4000),
        ("goals", wants(topic="", goal="To place CHEST\n tubes."), {}, 6000),
        # The topic has points of its own.
        ("goals", wants(goal="place chest tubes"), {}, 0),
        ("interests", {"interests": set("abc")}, {"interests": set("BCD")}, 7000),
        ("field", {}, {}, 10_000),
        ("field", {"field": ""}, {"field": ""}, 0),
        ("stage", {}, {"stage": "fellow"}, 10_000),
        ("stage", wants(MENTORING), {"stage": "fellow"}, 7000),
        ("stage", wants(MENTORING), {"stage": ""}, 0),
        ("hours", {}, {}, 6500),
        ("languages", {}, {}, 7000),
        ("network", {"network": "North"}, {"network": "north "}, 10_000),
        ("network", {"network": "North"}, {"network": "South"}, 0),
        ("learner_rank", {"ranking": {"n": (frozenset({"kim"}),)}}, {}, 10_000),
        ("guide_rank", {}, {"ranking": (frozenset({("lee", "n")}),)}, 10_000),
        ("room", {}, {"capacity": 2}, 5000),
        ("room", {}, {"capacity": 9, "capacity_by_form": {COACHING: 1}}, 2500),
    ],
)
def test_a_criterion_earns_by_what_the_two_have(name, learner, guide, score):
    assert earned(name, learner, guide) == score


def test_alike_words_earn_by_their_likeness():
    assert earned("words", similarity=437) == 4370


def test_hours_beyond_enough_earn_nothing_more():
    week = tuple(
        WeeklyHours(day, each.start, each.end) for day in range(7) for each in MONDAY_MORNING
    )

    assert earned("hours", {"hours": week}, {"hours": week}) == 10_000


def test_a_later_choice_earns_less_and_equal_choices_the_same():
    profiles = Profiles(
        (a_learner(ranking={"n": (frozenset("ab"), frozenset("c"))}),),
        tuple(a_guide(id=each) for each in "abcd"),
        WEEK,
    )
    block = Block(features_of(profiles), np.array([0]), np.arange(4))

    found = scores(block, only("learner_rank"), np.zeros((1, 4), np.int16))

    assert found.tolist() == [[10_000, 10_000, 7000, 0]]


def mixed():
    """Four needs of four forms, three guides and some rankings; and likeness of words."""
    learners = tuple(
        a_learner(form, id=f"l{n}", ranking={"n": (frozenset({"g1"}),)} if n % 2 else {})
        for n, form in enumerate(FORMS)
    )
    guides = (
        a_guide(id="g0", ranking=(frozenset({("l1", "n"), ("l2", "n")}),)),
        a_guide(id="g1", stage="fellow"),
        a_guide(id="g2", skills=frozenset(), network="North"),
    )
    features = features_of(Profiles(learners, guides, WEEK))
    likeness = np.arange(0, 996, 83).reshape(4, 3).astype(np.int16)
    return Block(features, np.arange(4), np.arange(3)), likeness


def test_points_add_up_to_the_score():
    block, likeness = mixed()

    by_criterion = points(block, weights_of(), likeness)

    assert by_criterion.shape == (len(criteria()), 4, 3)
    assert (by_criterion.sum(axis=0) == scores(block, weights_of(), likeness)).all()


def test_points_of_ranks_complete_the_rest_of_the_score():
    block, likeness = mixed()
    total = scores_without_ranks(block, weights_of(), likeness)

    need, guide, extra = rank_points(block.features, weights_of())
    total[need, guide] += extra

    assert list(zip(need.tolist(), guide.tolist(), strict=True)) == [(1, 0), (1, 1), (2, 0), (3, 1)]
    assert (total == scores(block, weights_of(), likeness)).all()


def test_a_block_scores_like_its_single_pairs():
    block, likeness = mixed()

    single = [
        [
            int(
                scores(Block(block.features, need, guide), weights_of(), likeness[need][:, guide])[
                    0, 0
                ]
            )
            for guide in np.arange(3)[:, None]
        ]
        for need in np.arange(4)[:, None]
    ]

    assert single == scores(block, weights_of(), likeness).tolist()


def test_the_usual_weights_are_parts_of_100():
    assert {form: sum(parts.values()) for form, parts in usual_weights().items()} == dict.fromkeys(
        FORMS, 100
    )


def test_a_program_changes_what_it_names_and_shares_stay_shares():
    weights = weights_of({COACHING: {"hours": 0, "words": 27}})

    assert weights.most("hours", COACHING) == 0
    assert weights.most("words", COACHING) == 2700
    assert weights.most("hours", WISDOM) == 1000


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"sponsoring": {}}, "Unknown form of guidance 'sponsoring'. Choose one of: advising, "),
        ({COACHING: {"looks": 3}}, "Unknown criterion 'looks'. Choose one of: words, "),
        ({COACHING: {"words": -1}}, "The weight of words for coaching is -1. Use a whole number"),
        ({COACHING: {"words": 0.5}}, "The weight of words for coaching is 0.5. Use a whole number"),
        ({COACHING: dict.fromkeys(criteria(), 0)}, "Every weight of coaching is 0. Give at least"),
    ],
)
def test_weights_that_mean_nothing_are_refused(changed, says):
    with pytest.raises(FourfoldError) as refused:
        weights_of(changed)

    assert str(refused.value).startswith(says)


@pytest.mark.parametrize("form", FormOfGuidance)
def test_no_form_gives_a_point_for_a_group(form):
    grouped = Profiles((a_learner(form), a_learner(form, id="m", group="B")), (a_guide(),), WEEK)
    block = Block(features_of(grouped), np.arange(2), np.array([0]))

    one, other = scores(block, weights_of(), np.zeros((2, 1), np.int16))

    assert one == other
