"""Examples of stable matching: published ones, and many small ones looked at from all sides."""

from dataclasses import replace

import numpy as np
import pytest

from fourfold.issues import FourfoldError
from fourfold.matching.problem import NOBODY, Problem
from fourfold.matching.stable.solve import solve_stable
from fourfold.matching.terms import LargestMeanGap, LeastMatched, Terms
from tests.core.matching.instances import random_problem
from tests.core.matching.plain import blocking, is_matching, place_of, stable_matchings
from tests.core.matching.published import examples, problem_of

DISTINCT = Terms(distinct_guides=True)


def unstable(problem: Problem, seed: int = 0) -> list[str]:
    """What is wrong with the matching that is found; nothing, we hope."""
    found = solve_stable(problem, seed)
    broken = [] if is_matching(problem, found.assignment) else ["no matching"]
    return [*broken, *map(str, blocking(problem, found.assignment)), *found.notices]


def guide_of(problem: Problem, seed: int = 0) -> dict[str, str]:
    """Learner and guide of every pair found."""
    rows = solve_stable(problem, seed).assignment.rows(problem)
    return {learner: guide for learner, _, guide in rows}


@pytest.mark.parametrize("name", examples())
def test_stable_gives_the_published_matching(name: str):
    example = examples()[name]

    assert guide_of(problem_of(example)) == example["matched"]


@pytest.mark.parametrize("name", ["gale-shapley-1962-example-2", "roth-1985"])
def test_only_one_matching_is_stable_where_that_was_published(name: str):
    example = examples()[name]
    problem = problem_of(example)

    assert [
        {learner: guide for learner, _, guide in each.rows(problem)}
        for each in stable_matchings(problem)
    ] == [example["matched"]]


def test_ten_matchings_are_stable_where_that_was_published():
    problem = problem_of(examples()["ten-stable-matchings"])

    assert len(stable_matchings(problem)) == 10


def test_no_two_would_rather_in_a_thousand_problems_with_ties_and_places():
    problems = (
        random_problem(seed, ranked=seed % 2 == 0, ties=seed % 3 > 0, density=0.4 + seed % 5 / 10)
        for seed in range(1000)
    )

    assert [seed for seed, problem in enumerate(problems) if unstable(problem, seed)] == []


@pytest.mark.parametrize(
    "limits",
    [
        {"locks": 3, "forbidden": 0.2},
        {"several_needs": True, "terms": DISTINCT, "locks": 2},
        {"several_needs": True, "quotas": True, "locks": 1},
    ],
    ids=["locks and bans", "different guides", "quotas"],
)
def test_no_two_would_rather_under_each_rule(limits: dict):
    problems = (
        random_problem(seed, learners=6, ranked=seed % 2 == 0, ties=True, **limits)
        for seed in range(120)
    )

    assert [seed for seed, problem in enumerate(problems) if unstable(problem)] == []


def test_no_two_would_rather_where_quotas_meet_different_guides():
    problems = (
        random_problem(seed, several_needs=True, quotas=True, ties=True, terms=DISTINCT)
        for seed in range(100)
    )

    assert [seed for seed, problem in enumerate(problems) if unstable(problem)] == []


def test_without_ties_each_need_has_the_best_of_all_stable_matchings():
    problems = [
        random_problem(seed, learners=5, guides=3, density=0.8, ranked=True) for seed in range(30)
    ]

    for problem in problems:
        found = place_of(problem, solve_stable(problem).assignment)
        every = [place_of(problem, each) for each in stable_matchings(problem)]
        assert found == [min(each) for each in zip(*every, strict=True)]


def test_a_closed_guide_has_nobody_and_the_others_enough():
    problems = [random_problem(seed, ranked=True, least_open=3) for seed in range(100)]

    for problem in problems:
        found = solve_stable(problem).assignment
        load = found.loads(problem)
        assert ((load == 0) | (load >= problem.min_if_open)).all()
        assert blocking(problem, found) == []


def test_a_notice_names_the_guides_that_were_closed():
    problem = problem_of(examples()["matching-hospital-resident"])
    asked = replace(problem, min_if_open=np.array([2, 2, 2]))

    found = solve_stable(asked)

    assert {learner: guide for learner, _, guide in found.assignment.rows(asked)} == {
        "A": "C",
        "D": "C",
        "J": "M",
        "L": "M",
    }
    assert found.notices == (
        "Too few learners, so nobody goes to: G. Stability then holds among the other guides.",
    )


def test_a_lock_keeps_a_guide_open_with_too_few_learners():
    problem = problem_of(examples()["algmatch-hospital-residents"])
    locked = (problem.pair_need == 0) & (problem.pair_guide == 1)
    asked = replace(problem, pair_locked=locked, min_if_open=np.array([0, 2]))

    found = solve_stable(asked)

    assert {learner: guide for learner, _, guide in found.assignment.rows(asked)} == {
        "r1": "h2",
        "r2": "h1",
        "r3": "h1",
    }
    assert found.notices == ("Open with too few learners because a pair is locked: h2.",)


def test_a_locked_pair_is_made_and_a_forbidden_one_is_not():
    problem = problem_of(examples()["nrmp-three-programs"])
    pair = {
        (problem.learner_ids[n], problem.guide_ids[g]): p
        for p, (n, g) in enumerate(zip(problem.pair_need, problem.pair_guide, strict=True))
    }
    locked, forbidden = np.zeros((2, problem.pairs), np.bool_)
    locked[pair["Joseph", "City"]] = True
    forbidden[pair["Darrius", "City"]] = True

    changed = replace(problem, pair_locked=locked, pair_forbidden=forbidden)

    assert guide_of(changed) == {
        "Arthur": "City",
        "Darrius": "Mercy",
        "Joseph": "City",
        "Latha": "General",
    }


def test_ranks_come_before_scores_and_higher_scores_before_lower():
    problem = replace(
        problem_of(examples()["algmatch-hospital-residents"]),
        capacity=np.array([1, 1]),
        pair_learner_rank=np.array([0, 0, 1, 0, 0]),
        pair_guide_rank=np.array([0, 0, 0, 0, 0]),
        pair_score=np.array([10, 20, 5, 30, 3]),
    )

    assert guide_of(problem) == {"r1": "h2", "r2": "h1"}


def test_the_same_seed_gives_the_same_matching_and_another_breaks_ties_otherwise():
    problem = random_problem(3, learners=30, guides=6, ties=True)

    first, again, other = (solve_stable(problem, seed).assignment.pair_of for seed in (1, 1, 2))

    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != other.tobytes()


def test_a_problem_without_pairs_leaves_everybody_unmatched():
    problem = random_problem(1, density=0.0)

    assert solve_stable(problem).assignment.pair_of.tolist() == [NOBODY] * problem.needs


@pytest.mark.parametrize("rule", [LeastMatched("B", 2), LargestMeanGap("A", "B", 10)])
def test_rules_between_groups_are_refused_with_the_other_method(rule: object):
    problem = random_problem(1, terms=Terms(group_rules=(rule,)))

    with pytest.raises(FourfoldError) as refused:
        solve_stable(problem)

    assert str(refused.value) == (
        "A stable matching cannot keep rules between groups. Leave out group_rules,"
        " or use --method optimal."
    )


def test_a_notice_says_what_plays_no_part():
    problem = random_problem(1, terms=Terms(load_cost=(0, 0, 5, 9), move_penalty=60))

    assert solve_stable(problem).notices == (
        "Stable pairs go by preferences alone, without the cost of load and the penalty for moves.",
    )
