"""The proof of an optimum: by prices, by cases, or refuted by moves that gain."""

from dataclasses import replace

import numpy as np
import pytest

from fourfold.matching.audit import certify
from fourfold.matching.audit.bound import Prices, bound_by
from fourfold.matching.audit.frame import frame_of
from fourfold.matching.audit.values import Exchange, Move, PriceTotal, Total
from fourfold.matching.problem import NOBODY, Assignment, Problem, objective
from fourfold.matching.terms import Terms
from tests.core.matching.instances import random_problem, random_terms
from tests.core.matching.reference import reference_value
from tests.core.matching.small import assigned, problem_of

PAIRS = [
    *[("ana", "gita", 90), ("ana", "hugo", 60)],
    *[("ben", "gita", 80), ("ben", "hugo", 20)],
]
ONE_EACH = {"gita": 1, "hugo": 1}
FLOWS = {
    "plain": {"forbidden": 0.1, "previous": 0.3, "locks": 2},
    "different": {"several_needs": True, "locks": 1},
    "quotas": {"several_needs": True, "quotas": True, "locks": 1},
}
RULES = {
    "opening": ({"least_open": 3, "locks": 1}, {}),
    "gap": ({"previous": 0.3}, {"gap": 50}),
    "dear": ({}, {"convex": False}),
    "both": ({"several_needs": True, "quotas": True}, {"distinct": True}),
    "least": ({}, {"least": 2}),
}

SENTENCES = """\
Every rule is kept: 2 needs, 2 guides.
Added up anew, 2 of 2 needs have a guide, and the whole is worth 14 points: 14 by scores.
Added up the other way, by prices, no matching whatever can be worth more than 14 points. Each \
guide’s places have a price; each of the 4 pairs was held against it.
These 14 points are -20 with nobody matched, plus 31 that the needs gain beyond the prices of \
their guides, plus 3 that the places earn.
The difference is 0: nothing better exists.
1 need and guide would both rather have each other: ana and gita.
To check this yourself, save the problem and the pairs and run: fourfold match audit FOLDER \
ASSIGNMENT.csv. The audit shares no code with what made the pairs."""


def best_of(problem: Problem) -> Assignment | None:
    """An optimum found by banning pair after pair as long as the best value stays."""
    best = reference_value(problem)
    if best is None:
        return None
    for pair in range(problem.pairs):
        banned = problem.pair_forbidden.copy()
        banned[pair] = True
        trial = replace(problem, pair_forbidden=banned)
        if not problem.pair_locked[pair] and reference_value(trial) == best:
            problem = trial
    left = np.flatnonzero(~problem.pair_forbidden)
    pair_of = np.full(problem.needs, NOBODY, np.int64)
    pair_of[problem.pair_need[left]] = left
    return Assignment(pair_of)


def without_one(problem: Problem, best: Assignment) -> Assignment | None:
    """The optimum with one need sent away."""
    free = [n for n, p in enumerate(best.pair_of) if p != NOBODY and not problem.pair_locked[p]]
    pair_of = best.pair_of.copy()
    pair_of[free[:1]] = NOBODY
    return Assignment(pair_of) if free else None


def test_an_optimum_is_proven_by_prices_that_add_up_to_it():
    problem = problem_of(ONE_EACH, PAIRS, terms=Terms(unmatched_penalty=100))

    found = certify(problem, assigned(problem, ana="hugo", ben="gita"))

    # Ana would gain 30 at gita, so a place there is worth 30, and one more would add just that.
    assert (found.total, found.objective, found.gap) == (Total(140, 0, 0, 0), 140, 0)
    assert found.proof.price_total == PriceTotal(base=-200, needs=310, guides=30, rules=0)
    assert found.proof.prices.tolist() == [30, 0]
    assert found.is_optimal


def test_two_who_should_change_places_are_named_with_their_gain():
    problem = problem_of(ONE_EACH, PAIRS)

    found = certify(problem, assigned(problem, ana="gita", ben="hugo"))

    moves = (Move("ana", "any", "gita", "hugo"), Move("ben", "any", "hugo", "gita"))
    assert found.proof.exchange is not None
    assert set(found.proof.exchange.moves) == set(moves)
    assert (found.proof.exchange.gain, found.bound, found.is_optimal) == (30, 140, False)


def test_a_chain_that_brings_somebody_in_is_named_from_its_beginning():
    problem = problem_of(ONE_EACH, PAIRS, terms=Terms(unmatched_penalty=100))

    found = certify(problem, assigned(problem, ana="gita"))

    moves = (Move("ben", "any", "", "gita"), Move("ana", "any", "gita", "hugo"))
    assert found.proof.exchange in (
        Exchange(moves, 150),
        Exchange((Move("ben", "any", "", "hugo"),), 120),
    )


def test_a_pair_that_costs_more_than_an_open_need_is_found():
    problem = problem_of({"gita": 1}, [("ana", "gita", -5)])

    found = certify(problem, assigned(problem, ana="gita"))

    assert found.proof.exchange == Exchange((Move("ana", "any", "gita", ""),), 5)


def test_every_part_of_the_total_is_added_up_anew():
    terms = Terms(unmatched_penalty=500, move_penalty=60, load_cost=(0, 10, 30))
    previous = [("ana", "hugo"), ("ben", "gita")]
    problem = replace(
        problem_of({"gita": 2, "hugo": 1}, PAIRS, previous=previous, terms=terms), lost_previous=1
    )

    found = certify(problem, assigned(problem, ana="gita"))

    assert found.total == Total(scores=90, unmatched=500, moves=180, load=10)
    assert found.objective == objective(problem, assigned(problem, ana="gita"))


@pytest.mark.parametrize("kind", FLOWS)
def test_every_optimum_of_a_flow_is_proven_and_less_is_refuted(kind):
    for seed in range(4):
        terms = random_terms(seed, distinct=kind == "different")
        problem = random_problem(seed, learners=5, guides=3, terms=terms, **FLOWS[kind])
        best = best_of(problem)
        found = certify(problem, best)
        assert (found.is_optimal, found.objective) == (True, objective(problem, best)), seed
        less = without_one(problem, best)
        if less and objective(problem, less) < found.objective:
            refuted = certify(problem, less)
            assert (refuted.is_optimal, refuted.bound) == (False, found.bound), seed
            assert refuted.proof.exchange.gain > 0, seed


@pytest.mark.parametrize("kind", RULES)
def test_every_optimum_under_rules_is_proven_by_cases_and_less_is_refuted(kind):
    sizes, rules = RULES[kind]
    for seed in range(4):
        problem = random_problem(
            seed, learners=5, guides=3, terms=random_terms(seed, **rules), **sizes
        )
        best = best_of(problem)
        if best is None:
            continue
        found = certify(problem, best)
        assert (found.is_optimal, found.objective) == (True, objective(problem, best)), seed
        less = without_one(problem, best)
        refuted = certify(problem, less) if less else found
        if refuted.is_feasible and refuted.objective < found.objective:
            assert refuted.bound >= found.objective, seed
            assert 0 < refuted.proof.exchange.gain <= found.objective - refuted.objective, seed


def test_any_prices_whatever_bound_every_assignment():
    dice = np.random.default_rng(5)
    for seed in range(40):
        problem = random_problem(
            seed, locks=1, least_open=2, terms=random_terms(seed, convex=False)
        )
        best = reference_value(problem)
        price = dice.integers(-300, 900, problem.guides)
        toll = price[problem.pair_guide]
        bound = bound_by(frame_of(problem), Prices(price, toll)).bound
        assert best is None or bound >= best, seed


def test_each_price_is_what_one_more_place_adds():
    for seed in range(4):
        problem = random_problem(seed, learners=5, guides=3, terms=random_terms(seed, longest=4))
        found = certify(problem, best_of(problem))
        for guide in range(problem.guides):
            more = problem.capacity.copy()
            more[guide] += 1
            wider = reference_value(replace(problem, capacity=more))
            assert wider - found.objective == found.proof.prices[guide], (seed, guide)


@pytest.mark.parametrize("kind", FLOWS)
def test_a_claimed_price_that_is_one_off_is_refused_and_named(kind):
    for seed in range(2):
        terms = random_terms(seed, distinct=kind == "different")
        problem = random_problem(seed, learners=5, guides=3, terms=terms, **FLOWS[kind])
        best = best_of(problem)
        honest = certify(problem, best).proof.tolls[: problem.guides]
        assert certify(problem, best, prices=honest).holds
        for guide in range(problem.guides):
            lie = np.maximum(honest, 0)
            lie[guide] += 1
            found = certify(problem, best, prices=lie)
            named = [each.guide_id for each in found.checks[-1].violations]
            assert (named, found.is_optimal) == ([problem.guide_ids[guide]], True), seed


def test_prices_of_the_wrong_number_are_refused_in_a_sentence():
    problem = problem_of(ONE_EACH, PAIRS)

    found = certify(problem, assigned(problem, ana="hugo", ben="gita"), prices=np.array([30]))

    assert found.checks[-1].violations[0].says == (
        "The claimed prices cannot be used: there are 1, and 2 guides."
    )
    assert (found.is_optimal, found.proves()) == (True, False)


def test_where_nothing_was_proven_the_bound_still_holds():
    for seed in range(10):
        problem = random_problem(seed, learners=6, guides=3, terms=random_terms(seed))
        nobody = Assignment(np.full(problem.needs, NOBODY, np.int64))
        assert certify(problem, nobody).bound >= reference_value(problem), seed


def test_sentences_lead_a_doubter_through_the_proof():
    problem = problem_of(ONE_EACH, PAIRS, terms=Terms(unmatched_penalty=100), scale=10)

    found = certify(problem, assigned(problem, ana="hugo", ben="gita"))

    assert "\n".join(found.sentences()) == SENTENCES
