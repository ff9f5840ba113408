"""Examples of candidates, beside looking at every pair at once."""

import pickle
from dataclasses import fields

import numpy as np
import pytest

from fourfold.issues import FourfoldError
from fourfold.matching.candidates.finding import (
    USUAL_LISTS,
    Candidates,
    candidates,
    for_guides,
    joined,
    search_of,
    with_guides,
)
from fourfold.matching.candidates.ground import Ground, PairHashes
from fourfold.matching.candidates.nearest import nearest_refused
from fourfold.matching.candidates.search import run_task, tasks_of
from fourfold.matching.candidates.similarity import Likeness, likeness_of_vectors
from fourfold.matching.fit.block import Block
from fourfold.matching.fit.eligibility import allowed, refusals
from fourfold.matching.fit.facts import rules
from fourfold.matching.fit.features import Features, features_of
from fourfold.matching.fit.people import Profiles
from fourfold.matching.fit.scoring import scores, weights_of
from tests.core.matching.cast import WEEK, a_guide, a_learner
from tests.core.matching.crowd import crowd, shuffled

WEIGHTS = weights_of()
PEOPLE = crowd(1_300, 2_100)
FEATURES = features_of(PEOPLE)
K = 6


def likeness(features: Features, seed: int = 0) -> Likeness:
    dice = np.random.default_rng(seed)
    return likeness_of_vectors(
        dice.standard_normal((features.needs, 16)), dice.standard_normal((features.guides, 16))
    )


LIKENESS = likeness(FEATURES)


def everybody(features: Features) -> Block:
    return Block(features, np.arange(features.needs), np.arange(features.guides))


@pytest.fixture(scope="module")
def every_pair() -> tuple[np.ndarray, np.ndarray]:
    """The score of every pair, and which no rule refuses, without blocks or buckets."""
    block = everybody(FEATURES)
    return scores(block, WEIGHTS, LIKENESS.block(block.needs, block.guides)), allowed(block)


@pytest.fixture(scope="module")
def found() -> Candidates:
    return candidates(FEATURES, WEIGHTS, LIKENESS, K)


def as_bytes(found: Candidates) -> bytes:
    return b"".join(
        getattr(found, name).tobytes() for name in ("need", "guide", "score", "refused")
    )


def test_tiles_have_the_scores_and_refusals_of_looking_at_every_pair(every_pair):
    score, free = every_pair
    search = search_of(FEATURES, WEIGHTS, LIKENESS, K)

    for form in range(4):
        needs = np.flatnonzero(FEATURES.need_form == form)[:90]
        guides = np.arange(0, FEATURES.guides, 3)
        tile = Ground(search, needs, guides).tile(slice(None), slice(None))
        expected = np.where(free, score, -(2**15))[np.ix_(needs, guides)]
        assert (tile.scores == expected).all()


def test_the_best_of_each_need_are_those_of_sorting_every_pair(every_pair, found):
    score, free = every_pair
    hash_of = PairHashes(FEATURES, 0)
    pairs = set(zip(found.need.tolist(), found.guide.tolist(), strict=True))

    for need in range(FEATURES.needs):
        guides = np.flatnonzero(free[need])
        ties = hash_of(np.full(len(guides), need), guides)
        best = guides[np.lexsort((ties, -score[need, guides]))][:K]
        assert {(need, int(guide)) for guide in best} <= pairs


def test_the_other_candidates_are_ranked_pairs_and_the_best_of_guides_on_few_lists(
    every_pair, found
):
    score, free = every_pair
    assert free[found.need, found.guide].all()
    assert (found.score == score[found.need, found.guide]).all()

    bare = joined(
        search := search_of(FEATURES, WEIGHTS, LIKENESS, K),
        [run_task(search, task) for task in tasks_of(search)],
    )
    ranks = FEATURES.ranks
    ranked = np.zeros(free.shape, np.bool_)
    ranked[np.repeat(np.arange(FEATURES.needs), np.diff(ranks.first)), ranks.guide] = True
    assert (np.bincount(bare.need[~ranked[bare.need, bare.guide]]) <= K).all()
    assert ((ranked & free).sum() == ranked[bare.need, bare.guide].sum()) > 0

    few = np.bincount(bare.guide, minlength=FEATURES.guides) < USUAL_LISTS
    hash_of = PairHashes(FEATURES, 0)
    expected = set(zip(bare.need.tolist(), bare.guide.tolist(), strict=True))
    for guide in np.flatnonzero(few):
        needs = np.flatnonzero(free[:, guide])
        ties = hash_of(needs, np.full(len(needs), guide))
        best = needs[np.lexsort((ties, -score[needs, guide]))][:USUAL_LISTS]
        expected |= {(int(need), int(guide)) for need in best}
    assert set(zip(found.need.tolist(), found.guide.tolist(), strict=True)) == expected


def test_each_refusal_counts_for_the_first_rule(found):
    free = np.ones((FEATURES.needs, FEATURES.guides), np.bool_)
    expected = []
    for refused in refusals(everybody(FEATURES)):
        expected.append((refused & free).sum(axis=1))
        free &= ~refused

    assert (found.refused == np.array(expected).T).all()
    assert (found.possible == free.sum(axis=1)).all()


def test_short_lists_are_told_the_shortest_first(found):
    short = found.short()

    assert (found.possible[short] < K).all()
    assert (np.diff(found.possible[short]) >= 0).all()


def test_the_order_of_people_and_the_number_of_threads_change_nothing(found):
    again = candidates(features_of(shuffled(PEOPLE)), WEIGHTS, LIKENESS, K, workers=1)

    assert as_bytes(again) == as_bytes(found)


def test_another_seed_settles_ties_in_another_way():
    weights = weights_of({form: {"words": 0} for form in WEIGHTS.parts})
    one, same, other = (candidates(FEATURES, weights, LIKENESS, K, seed=seed) for seed in (1, 1, 2))

    assert as_bytes(one) == as_bytes(same) != as_bytes(other)


def test_blocks_run_apart_and_sent_as_bytes_give_the_same(found):
    search = pickle.loads(pickle.dumps(search_of(FEATURES, WEIGHTS, LIKENESS, K)))  # noqa: S301
    tasks = tasks_of(search)
    looked = [run_task(search, task) for task in reversed(tasks)]
    assert len(pickle.dumps(tasks[0])) < 200
    assert all(isinstance(getattr(looked[0], each.name), np.ndarray) for each in fields(looked[0]))

    bare = joined(search, looked)
    more = for_guides(search, bare)
    whole = with_guides(bare, more, [run_task(more, task) for task in tasks_of(more)])

    assert as_bytes(whole) == as_bytes(found)


def test_pairs_to_keep_are_candidates_whatever_their_score(every_pair, found):
    _, free = every_pair
    low = np.setdiff1d(np.flatnonzero(free[3]), found.guide[found.need == 3])[:2]
    refused = np.flatnonzero(~free[3])[0]
    keep = [(3, int(guide)) for guide in (*low, refused)]

    kept = candidates(FEATURES, WEIGHTS, LIKENESS, K, keep=keep)

    mine = kept.guide[kept.need == 3]
    assert np.isin(low, mine).all()
    assert refused not in mine


def test_the_nearest_refused_have_the_highest_scores_among_the_refused(every_pair):
    score, free = every_pair

    told = list(nearest_refused(FEATURES, WEIGHTS, LIKENESS, [5, 900], few=3))

    assert [len(each) for each in told] == [3, 3]
    for need, near in zip([5, 900], told, strict=True):
        best = np.sort(score[need, ~free[need]])[::-1][:3]
        assert [each.score for each in near] == best.tolist()
        assert all(each.refused for each in near)


def test_words_that_do_not_count_are_not_compared():
    class NeverAsked:
        def block(self, needs: np.ndarray, guides: np.ndarray) -> np.ndarray:
            raise AssertionError

    weights = weights_of({form: {"words": 0} for form in WEIGHTS.parts})

    assert len(candidates(FEATURES, weights, NeverAsked(), K)) > 0


@pytest.mark.parametrize(("learners", "guides"), [(0, 3), (3, 0), (0, 0)])
def test_nobody_has_no_candidates(learners, guides):
    some = Profiles(
        tuple(a_learner(id=f"l{n}") for n in range(learners)),
        tuple(a_guide(id=f"g{n}") for n in range(guides)),
        WEEK,
    )
    features = features_of(some)

    none = candidates(features, WEIGHTS, likeness(features), K)

    assert len(none) == 0
    assert none.refused.shape == (learners, len(rules()))


def test_no_candidates_at_all_are_refused():
    with pytest.raises(FourfoldError, match=r"^A need gets 1 candidate or more, not 0\.$"):
        candidates(FEATURES, WEIGHTS, LIKENESS, 0)
