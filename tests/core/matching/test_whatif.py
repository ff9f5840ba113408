"""What-if: each answer is as good as a fresh solution, and says who moves."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from bench.matching_instances import instance

from fourfold.issues import FourfoldError
from fourfold.matching.optimal import is_flow, solve_optimal
from fourfold.matching.problem import NOBODY, Problem, Solution
from fourfold.matching.terms import LeastMatched, Terms
from fourfold.matching.whatif import Move, Outcome, WhatIf
from tests.core.matching.instances import random_problem, random_terms
from tests.core.matching.reference import reference_value
from tests.core.matching.test_optimal import KINDS, flags, keeps_rules, small


def asked(problem: Problem) -> WhatIf:
    return WhatIf(problem, solve_optimal(problem))


def all_changes(problem: Problem) -> Iterator[Outcome]:
    """Every guide away or with other room, every fourth pair locked or forbidden."""
    whatif = asked(problem)
    for guide in range(problem.guides):
        yield whatif.guide_leaves(guide)
        yield whatif.guide_has_room(guide, 4)
    for pair in range(0, problem.pairs, 4):
        held = problem.pair_locked & (problem.pair_need == problem.pair_need[pair])
        if not held.any() and not problem.pair_forbidden[pair]:
            yield whatif.forbid(pair)


def test_a_guide_leaves() -> None:
    outcome = asked(small()).guide_leaves(0)

    assert outcome.moves == (Move(1, 0, NOBODY),)
    assert (outcome.objective_before, outcome.objective_after) == (140, 60)
    assert (outcome.matched_before, outcome.matched_after) == (2, 1)


def test_a_pair_is_locked() -> None:
    outcome = asked(small()).lock(0)

    assert outcome.moves == (Move(0, 1, 0), Move(1, 0, 1))
    assert outcome.objective_after == 110
    assert outcome.problem.pair_locked.tolist() == [True, False, False, False]


def test_a_pair_is_forbidden() -> None:
    outcome = asked(small()).forbid(2)

    assert outcome.moves == (Move(0, 1, 0), Move(1, 0, 1))
    assert outcome.solution.assignment.pair_of.tolist() == [0, 3]


def test_a_guide_has_room_for_one_more() -> None:
    outcome = asked(small()).guide_has_room(0, 2)

    assert outcome.moves == (Move(0, 1, 0),)
    assert outcome.objective_after == 170


def test_a_locked_need_is_free_again_when_its_guide_leaves() -> None:
    outcome = asked(small(pair_locked=flags(0))).guide_leaves(0)

    assert outcome.solution.assignment.pair_of.tolist() == [1, NOBODY]
    assert outcome.objective_after == 60


def test_nothing_moves_when_the_change_does_not_matter() -> None:
    whatif = asked(small())

    assert [whatif.forbid(0).moves, whatif.lock(1).moves] == [(), ()]


def test_a_new_rule_is_kept_beside_those_before() -> None:
    whatif = asked(small(pair_locked=flags(1)))

    with pytest.raises(FourfoldError, match=r"ana \(any\) with hui is locked"):
        whatif.forbid(1)
    with pytest.raises(FourfoldError, match="other locked pairs leave no room"):
        whatif.lock(3)
    with pytest.raises(FourfoldError, match="more locked pairs than 0"):
        whatif.guide_has_room(1, 0)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(FourfoldError, match="is forbidden"):
        asked(small(pair_forbidden=flags(0))).lock(0)
    with pytest.raises(FourfoldError, match="Choose 0 or more"):
        asked(small()).guide_has_room(0, -1)
    with pytest.raises(FourfoldError, match="Choose 0 to 2"):
        asked(small(terms=Terms(load_cost=(0, 1, 2)))).guide_has_room(0, 3)


def test_it_needs_a_solution_proven_best() -> None:
    problem = small()
    grouped = small(groups=("A",), terms=Terms(group_rules=(LeastMatched("A", 0),)))
    solution = solve_optimal(problem)

    for wrong in (grouped, problem):
        with pytest.raises(FourfoldError, match="best assignment"):
            WhatIf(wrong, Solution(solution.assignment))


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_equals_a_fresh_solution(kind: str) -> None:
    limits, rules = KINDS[kind]
    for seed in range(25):
        terms = random_terms(seed, longest=4, **rules)
        for outcome in all_changes(random_problem(seed, terms=terms, **limits)):
            fresh = solve_optimal(outcome.problem)
            assert outcome.solution.bound == outcome.objective_after == fresh.bound, seed
            assert keeps_rules(outcome.problem, outcome.solution.assignment), seed


def test_every_lock_equals_a_fresh_solution_or_is_impossible() -> None:
    for seed, (limits, rules) in product(range(12), KINDS.values()):
        problem = random_problem(seed, terms=random_terms(seed, **rules), **limits)
        whatif = asked(problem)
        for pair in np.flatnonzero(~problem.pair_forbidden)[::3]:
            locked = problem.pair_locked.copy()
            locked[pair] = True
            try:
                outcome = whatif.lock(int(pair))
            except FourfoldError:
                assert cannot_hold(problem, locked)
                continue
            assert is_flow(outcome.problem)
            assert outcome.objective_after == solve_optimal(outcome.problem).bound
            assert keeps_rules(outcome.problem, outcome.solution.assignment)


def cannot_hold(problem: Problem, locked: np.ndarray) -> bool:
    """Whether no assignment has all these pairs, by the independent solver."""
    return reference_value(replace(problem, pair_locked=locked)) is None


def test_two_thousand_learners() -> None:
    problem = instance(2_000, 500, 30, seed=5, ranked=False)
    whatif = asked(problem)
    chosen = solve_optimal(problem).assignment.pair_of

    outcomes = [
        whatif.guide_leaves(7),
        whatif.guide_has_room(11, 12),
        whatif.forbid(int(chosen[100])),
        whatif.lock(int(problem.first_pair[200])),
    ]

    for outcome in outcomes:
        assert outcome.objective_after == solve_optimal(outcome.problem).bound
