"""Why somebody has the guide they have, why nobody better, and what would change it."""

from dataclasses import replace

import numpy as np
import pytest

from fourfold.matching.answers import codes
from fourfold.matching.explaining.explain import explain
from fourfold.matching.explaining.standing import standing_of
from fourfold.matching.explaining.why_nobody import why_nobody
from fourfold.matching.explaining.why_not import why_not
from fourfold.matching.problem import NOBODY, Assignment, Solution, objective
from fourfold.matching.terms import LeastMatched, Method, Terms
from tests.core.matching.instances import random_problem, random_terms
from tests.core.matching.small import assigned, problem_of
from tests.core.matching.test_audit_optimum import best_of

PAIRS = [
    *[("ana", "gita", 90), ("ana", "hugo", 60)],
    *[("ben", "gita", 80), ("ben", "hugo", 20)],
]
ONE_EACH = {"gita": 1, "hugo": 1}
FULL = "gita is full with ben. One more place there would add 30 points in all."
POINTS = (
    "With {} more points this pair would be as good as what was chosen; with fewer it cannot be."
)
WORTH_LESS = (
    "Every pair of ana counts less than leaving the need open. The best is gita: 5 points short. A"
    " better score or a higher penalty for open needs would change it."
)
MIXED = (
    "No guide of ana takes it: with too few learners to begin: 1; forbidden: 1. gita takes at least"
    " 2 learners or nobody, and too few would come. With more learners for gita, or a smaller least"
    " number."
)


def lost(problem, assignment, need=0, method=Method.OPTIMAL):
    """(guide, code, sentence, points short, what would change it) of every better candidate."""
    told = explain(problem, Solution(assignment), need, method=method)
    return [(each.guide_id, each.code, each.says, each.short, each.change) for each in told.lost]


def nobody(problem, assignment, need=0, method=Method.OPTIMAL):
    found = why_nobody(standing_of(problem, assignment, method), need)
    return found.code, found.says


def test_a_full_guide_names_who_holds_the_place_its_price_and_the_points_missed():
    problem = problem_of(ONE_EACH, PAIRS, terms=Terms(unmatched_penalty=100))

    found = lost(problem, assigned(problem, ana="hugo", ben="gita"))

    assert found == [
        (
            "gita",
            "full",
            FULL,
            30,
            f"With one more place of gita this could be the pair. {POINTS.format(30)}",
        )
    ]


def test_the_points_missed_are_exact():
    for seed in range(2):
        problem = random_problem(seed, learners=4, guides=3, terms=random_terms(seed))
        best = best_of(problem)
        standing = standing_of(problem, best)
        for pair in range(problem.pairs):
            need = int(problem.pair_need[pair])
            if best.pair_of[need] == pair:
                continue
            short = standing.short_of(need)[pair - standing.first_pair[need]]
            others = problem.pair_forbidden | (problem.pair_need == need)
            others[pair] = False
            locked = problem.pair_locked.copy()
            locked[pair] = True
            made = best_of(replace(problem, pair_forbidden=others, pair_locked=locked))
            assert made is not None
            assert objective(problem, best) - objective(problem, made) == short, (seed, pair)


def test_a_place_that_would_go_to_somebody_else_says_what_is_still_missing():
    pairs = [*PAIRS, ("cai", "gita", 30)]
    problem = problem_of(ONE_EACH, pairs, terms=Terms(unmatched_penalty=100))

    code, says = nobody(problem, assigned(problem, ana="hugo", ben="gita"), need=2)
    (_, _, _, short, change) = lost(problem, assigned(problem, ana="hugo", ben="gita"), need=2)[0]

    # Sending ben to hugo and ana away costs 80 - 20 + 60 + 100 - 30 - 100 = 110 at most; sending
    # ben away costs 50.
    assert (code, short) == ("full", 50)
    assert says == (
        "Every guide of cai is full, and every change would cost more than it brings. The nearest"
        " is gita: 50 more points would do it."
    )
    assert change.startswith("With one more place of gita this could be the pair.")


@pytest.mark.parametrize(
    ("changes", "guides", "code", "says", "change"),
    [
        (
            {"forbidden": [("ana", "gita")]},
            {"ana": "hugo"},
            "forbidden",
            "gita: this pair is forbidden.",
            "Only if the pair is allowed.",
        ),
        (
            {"locked": [("ana", "hugo")]},
            {"ana": "hugo"},
            "locked_need",
            "gita: ana is locked to hugo.",
            "Only if the lock is taken off.",
        ),
        (
            {"min_if_open": {"gita": 3}},
            {"ana": "hugo"},
            "closed",
            "gita takes at least 3 learners or nobody, and too few would come.",
            "With more learners for gita, or a smaller least number.",
        ),
        (
            {"previous": [("ana", "hugo")], "terms": Terms(move_penalty=40)},
            {"ana": "hugo", "ben": "gita"},
            "kept",
            "gita: keeping hugo, whom ana had before, counts 40 points.",
            "With a lower penalty for pairs that are not kept.",
        ),
    ],
)
def test_each_rule_gives_its_own_reason(changes, guides, code, says, change):
    problem = problem_of(ONE_EACH, PAIRS, **changes)

    found = lost(problem, assigned(problem, **guides))

    assert [(each[1], each[2], each[4]) for each in found] == [(code, says, change)]


def test_another_need_of_the_same_learner_or_a_used_up_quota_is_the_reason():
    pairs = [("ana/essay", "gita", 9), ("ana/exam", "gita", 8), ("ana/exam", "hugo", 5)]
    places = {"gita": 2, "hugo": 1}
    different = problem_of(places, pairs, terms=Terms(distinct_guides=True))
    quota = problem_of(places, [*pairs, ("ben/exam", "gita", 7)], quotas=[("gita", "exam", 1)])

    own = lost(different, assigned(different, ana_essay="gita", ana_exam="hugo"), need=1)
    used = lost(quota, assigned(quota, ana_exam="hugo", ben_exam="gita"), need=1)

    assert [each[1:3] for each in own] == [
        ("own_need", "gita has another need of the same learner: ana (essay).")
    ]
    assert [each[1:3] for each in used] == [("quota", "gita has as many needs “exam” as allowed.")]


def test_the_cost_of_load_and_rules_between_groups_are_reasons():
    load = problem_of({"gita": 2, "hugo": 1}, PAIRS, terms=Terms(load_cost=(0, 0, 95)))
    rule = Terms(group_rules=(LeastMatched("A", 1),))
    group = problem_of({"gita": 2, "hugo": 1}, PAIRS, groups={"ana": "A"}, terms=rule)
    given = {"ana": "hugo", "ben": "gita"}

    assert lost(load, assigned(load, **given))[0][1:3] == (
        "load",
        "gita has room, but one more learner there costs 95 points.",
    )
    assert lost(group, assigned(group, **given))[0][1:3] == (
        "group_rule",
        "gita has room, but the rules between groups stand against it.",
    )


def test_under_stability_the_guide_prefers_others():
    problem = problem_of(ONE_EACH, PAIRS, guide_ranks={("ben", "gita"): 1})

    found = lost(problem, assigned(problem, ana="hugo", ben="gita"), method=Method.STABLE)

    assert found == [
        (
            "gita",
            "guide_prefers",
            "gita is full and would rather keep ben.",
            None,
            "With one more place of gita, ana would have it or somebody better.",
        )
    ]


@pytest.mark.parametrize(
    ("places", "changes", "code", "says"),
    [
        (
            ONE_EACH,
            {"forbidden": [("ana", "gita"), ("ana", "hugo")]},
            "all_forbidden",
            "Every pair of ana is forbidden: gita and hugo.",
        ),
        (
            {"gita": 0, "hugo": 0},
            {},
            "no_places",
            "None of the guides of ana has a place at all: gita and hugo.",
        ),
        (
            ONE_EACH,
            {"terms": Terms(unmatched_penalty=-95)},
            "worth_less",
            WORTH_LESS,
        ),
        (
            ONE_EACH,
            {"forbidden": [("ana", "hugo")], "min_if_open": {"gita": 2}},
            "mixed",
            MIXED,
        ),
        (
            ONE_EACH,
            {},
            "open",
            "Nothing stands against gita for ana. This matching can be improved.",
        ),
    ],
)
def test_a_need_with_nobody_has_one_reason(places, changes, code, says):
    problem = problem_of(places, PAIRS, **changes)

    assert nobody(problem, assigned(problem)) == (code, says)


def test_a_need_without_any_pair_says_so():
    problem = random_problem(0, learners=3, guides=2, density=0.0)
    none = Assignment(np.full(3, NOBODY, np.int64))

    assert nobody(problem, none) == (
        "no_pair",
        "There is no pair for l000: no guide could be asked.",
    )


def test_an_answer_reads_as_lines_with_the_points_of_its_reasons():
    ranks = {("ana", "hugo"): 1}
    problem = problem_of(ONE_EACH, PAIRS, learner_ranks=ranks, terms=Terms(unmatched_penalty=100))
    best = Solution(assigned(problem, ana="hugo", ben="gita"))
    reasons = {"hugo": [("same field", 40), ("common hours", 20)], "gita": [("same field", 90)]}

    told = explain(problem, best, 0, reasons)

    assert told.lines() == [
        "ana has hugo: 60 points, number 1 of their own ranking.",
        "        40 same field",
        "        20 common hours",
        "",
        "Why not somebody with a better score or rank:",
        f"  {FULL} With one more place of gita this could be the pair. {POINTS.format(30)}",
        "        90 same field",
    ]
    assert told.to_json()["lost"][0]["reasons"] == [{"says": "same field", "points": 90}]


def test_every_reason_comes_from_the_closed_list():
    found = set()
    for seed in range(20):
        problem = random_problem(
            seed, several_needs=True, ranked=True, forbidden=0.1, quotas=True, least_open=2
        )
        none = Assignment(np.full(problem.needs, NOBODY, np.int64))
        for method in Method:
            standing = standing_of(problem, none, method)
            found |= {why_not(standing, pair).code for pair in range(problem.pairs)}
            found |= {why_nobody(standing, need).code for need in range(problem.needs)}

    assert found <= {*codes("lost"), *codes("unmatched")}
