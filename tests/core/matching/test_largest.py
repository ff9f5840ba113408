"""Examples of serving as many as ties allow."""

from dataclasses import replace

import numpy as np

from fourfold.matching.problem import NOBODY, Assignment
from fourfold.matching.stable.largest import enlarge
from fourfold.matching.stable.largest_exact import largest
from fourfold.matching.stable.places import places
from fourfold.matching.stable.preferences import preferences
from fourfold.matching.stable.proposals import Proposals
from fourfold.matching.stable.solve import solve_stable
from tests.core.matching.instances import random_problem
from tests.core.matching.plain import blocking, stable_matchings


def asked(problem, seed: int = 0) -> Proposals:
    """Deferred acceptance with ties broken by the seed, and nothing more."""
    left = places(problem)
    market = Proposals(preferences(problem, left.free, seed), left)
    market.ask(range(problem.needs))
    return market


def test_serves_as_many_as_any_stable_matching_of_tiny_problems():
    problems = [
        random_problem(seed, learners=5, guides=4, density=0.5, ranked=seed % 2 == 0, ties=True)
        for seed in range(40)
    ]

    for problem in problems:
        most = max(each.matched for each in stable_matchings(problem))
        assert solve_stable(problem).assignment.matched == most


def test_the_two_moves_serve_more_than_one_order_of_the_ties():
    problems = [
        random_problem(seed, learners=60, guides=30, density=0.12, ranked=True, ties=True)
        for seed in range(20)
    ]

    before = after = 0
    for problem in problems:
        market = asked(problem)
        before += market.served()
        enlarge(market)
        after += market.served()

    assert (before, after) == (1032, 1086)


def test_the_moves_come_near_what_the_integer_program_finds():
    problems = [
        random_problem(seed, learners=30, guides=15, density=0.2, ranked=True, ties=True)
        for seed in range(20)
    ]

    served = most = 0
    for problem in problems:
        market, left = asked(problem), places(problem)
        enlarge(market)
        served += market.served()
        most += len(largest(market.wishes, left.room))

    assert (served, most) == (526, 534)


def test_the_integer_program_gives_a_stable_matching():
    problem = random_problem(5, learners=30, guides=15, density=0.2, ranked=True, ties=True)
    market, left = asked(problem), places(problem)

    chosen = market.wishes.pair[largest(market.wishes, left.room)]
    pair_of = np.full(problem.needs, -1)
    pair_of[problem.pair_need[chosen]] = chosen

    assert blocking(problem, Assignment(pair_of)) == []


def test_without_ties_the_moves_change_nothing():
    problem = random_problem(4, learners=40, guides=8, ranked=True)
    market = asked(problem)
    before = list(market.now)

    assert not enlarge(market)
    assert market.now == before
    assert market.waiting()


def test_a_need_steps_aside_to_a_guide_it_likes_as_much():
    # The first learner likes both guides equally and is liked best; the second has only one guide.
    problem = replace(
        random_problem(0, learners=2, guides=2, density=1.0),
        capacity=np.array([1, 1]),
        pair_need=np.array([0, 0, 1]),
        pair_guide=np.array([0, 1, 0]),
        pair_score=np.array([900, 900, 100]),
        **{name: np.zeros(3, np.int64) for name in ("pair_learner_rank", "pair_guide_rank")},
        **{
            name: np.zeros(3, np.bool_)
            for name in ("pair_forbidden", "pair_locked", "pair_previous")
        },
    )

    found = [solve_stable(problem, seed).assignment.pair_of.tolist() for seed in range(8)]

    assert {asked(problem, seed).served() for seed in range(8)} == {1, 2}
    assert found == [[1, 2]] * 8


def test_what_is_found_in_the_end_is_best_for_learners_among_equals():
    problem = random_problem(5, learners=30, guides=15, density=0.2, ranked=True, ties=True)
    left, market = places(problem), asked(problem)
    enlarge(market)
    kept = market.places_kept()
    better = Proposals(market.wishes.favoring(kept), left)
    better.ask(range(problem.needs))

    before, after = (
        [each.liking[now] for now in each.now if now != NOBODY] for each in (market, better)
    )

    assert better.served() == len(kept)
    assert all(a <= b for a, b in zip(after, before, strict=True))
