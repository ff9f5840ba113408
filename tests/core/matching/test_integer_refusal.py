"""Rules that cannot hold are refused with what they could reach."""

from dataclasses import replace

import numpy as np
import pytest

from fourfold.issues import FourfoldError
from fourfold.matching.integer import solve_integer
from fourfold.matching.terms import LargestMeanGap, LeastMatched, Terms
from tests.core.matching.instances import random_problem


def problem_of(*rules, group=(0, 0, 1, 1, 1), room=(1, 1), pairs=((0, 0), (1, 0), (2, 1), (3, 1))):
    """Learners 0 and 1 are in A, 2 to 4 in B; guide 0 is for A, guide 1 for B; 4 has no pair."""
    need, guide = np.array(pairs).T
    nothing = np.zeros(len(pairs), np.int64)
    return replace(
        random_problem(0, learners=5, guides=2),
        learner_group=np.array(group),
        capacity=np.array(room),
        min_if_open=np.zeros(2, np.int64),
        pair_need=need,
        pair_guide=guide,
        pair_score=np.full(len(pairs), 100),
        pair_learner_rank=nothing,
        pair_guide_rank=nothing,
        pair_forbidden=nothing > 0,
        pair_locked=nothing > 0,
        pair_previous=nothing > 0,
        terms=Terms(group_rules=rules),
    )


def refusal_of(problem):
    with pytest.raises(FourfoldError) as refused:
        solve_integer(problem)
    return str(refused.value)


def test_too_many_to_be_matched_names_who_has_no_pair_and_who_no_place():
    assert refusal_of(problem_of(LeastMatched("B", 3))) == (
        "Group “B” is to have at least 3 needs with a guide; at most 1 can (without any pair: 1 of"
        " 3; without a place: 1). Lower the count, or add guides or pairs for this group."
    )


def test_more_than_the_group_has():
    assert refusal_of(problem_of(LeastMatched("A", 3), room=(2, 1))) == (
        "Group “A” is to have at least 3 needs with a guide; at most 2 can, which is all of them"
        " (2). Lower the count, or add guides or pairs for this group."
    )


def test_a_gap_that_no_matching_reaches():
    # A can be left without anybody, and B has 100 points for three needs at best.
    assert refusal_of(problem_of(LargestMeanGap("A", "B", -50))) == (
        "The mean score of group “A” is to be at most -50 above that of group “B”; the least that"
        " can be reached is -33. Allow a larger gap, or add guides or pairs for group “B”."
    )


def test_rules_that_hold_alone_and_not_together():
    rules = LargestMeanGap("A", "B", 10), LeastMatched("A", 1)

    assert refusal_of(problem_of(*rules)) == (
        "The rules for groups cannot hold together, though each can alone. The mean score of group"
        " “A” is to be at most 10 above that of group “B”; the least that can be reached beside the"
        " other rules is 17. Allow a larger gap, or add guides or pairs for group “B”. Group “A” is"
        " to have at least 1 needs with a guide; at most 0 can beside the other rules (without a"
        " place: 2). Lower the count, or add guides or pairs for this group."
    )


def test_a_lock_with_a_guide_who_cannot_have_enough():
    problem = problem_of(room=(3, 1))
    problem = replace(
        problem, min_if_open=np.array([3, 0]), pair_locked=np.array([True, False, False, False])
    )

    assert refusal_of(problem) == (
        "Guide “g000” has 1 locked and takes nobody or at least 3; at most 2 can come. Take off the"
        " lock, or lower the least number."
    )


def test_locks_with_two_guides_who_want_the_same_people():
    problem = problem_of(pairs=((0, 0), (1, 0), (1, 1), (2, 1)), room=(2, 2))
    problem = replace(
        problem, min_if_open=np.array([2, 2]), pair_locked=np.array([True, False, False, True])
    )

    assert refusal_of(problem) == (
        "The locked pairs open guides who take nobody or at least so many, and not all of these can"
        " have enough. Take off a lock, or let one of these guides take fewer."
    )
