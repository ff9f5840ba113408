"""A report as JSON values and as a short text."""

import json

from fourfold.matching.audit import certify
from fourfold.matching.explaining.report import in_words, report
from fourfold.matching.problem import Solution
from fourfold.matching.terms import Method, Terms
from tests.core.matching.instances import random_problem, random_terms
from tests.core.matching.small import assigned, problem_of

PAIRS = [
    *[("ana", "gita", 900), ("ana", "hugo", 600)],
    *[("ben", "gita", 800), ("ben", "hugo", 200)],
    *[("cai", "gita", 305)],
]


def sample():
    problem = problem_of(
        {"gita": 1, "hugo": 1},
        PAIRS,
        previous=[("ana", "gita"), ("ben", "gita")],
        learner_ranks={("ana", "gita"): 1, ("ana", "hugo"): 2, ("ben", "gita"): 1},
        groups={"ana": "A", "ben": "A", "cai": "B"},
        terms=Terms(unmatched_penalty=1000),
        scale=10,
    )
    solution = Solution(assigned(problem, ana="hugo", ben="gita"), notices=("Solved at once.",))
    return problem, solution


def test_a_report_has_everything_in_the_points_that_people_wrote():
    problem, solution = sample()

    found = report(
        problem,
        solution,
        certify(problem, solution.assignment),
        method=Method.OPTIMAL,
        notices=["One row had no group."],
    )

    assert json.loads(json.dumps(found)) == found
    checks, sentences = found.pop("checks"), found.pop("certificate")
    assert [check["holds"] for check in checks.values()] == [True, True]
    assert len(sentences) == 7
    assert found == {
        "method": "optimal",
        "objective": 40,
        "bound": 40,
        "gap": 0,
        "is_feasible": True,
        "is_optimal": True,
        "is_stable": False,
        "needs": 3,
        "matched": 2,
        "previous": 2,
        "moved": 1,
        "lost": 0,
        "blocking_count": 1,
        "blocking_pairs": [{"learner_id": "ana", "need": "any", "guide_id": "gita"}],
        "rank_distribution": {
            "learners": {"1": 1, "2": 1, "unranked": 0, "unmatched": 1},
            "guides": {"unranked": 2, "unmatched": 0},
        },
        "loads": {"gita": 1, "hugo": 1},
        "load_histogram": {"1": 2},
        "unmatched": [
            {
                "learner_id": "cai",
                "need": "any",
                "reason": "full",
                "words": "Every guide of cai is full, and every change would cost more than it"
                " brings. The nearest is gita: 49.5 more points would do it.",
            }
        ],
        "groups": {
            "A": {"needs": 2, "matched": 2, "mean_score": 70.0},
            "B": {"needs": 1, "matched": 0, "mean_score": 0.0},
        },
        "improvement": None,
        "notices": ["One row had no group.", "Solved at once."],
    }


def test_the_text_says_what_came_out_and_how_to_check_it():
    problem, solution = sample()
    found = report(problem, solution, certify(problem, solution.assignment), method=Method.OPTIMAL)

    assert in_words(found) == (
        "2 of 3 needs have a guide; 1 has nobody.\n"
        "Total 40 points: proven to be the best there is.\n"
        "1 of 2 previous pairs are not kept; 0 of these could not be.\n"
        "Once a need and a guide would both rather have each other.\n"
        "Learners: choice 1 for 1, choice 2 for 1.\n"
        "Learners a guide: 2 with 1.\n"
        "Group “A”: 2 of 2 needs have a guide, mean score 70.\n"
        "Group “B”: 0 of 1 needs have a guide, mean score 0.\n"
        "Note: Solved at once.\n"
        "\n"
        "1 need without a guide:\n"
        "  Every guide of cai is full, and every change would cost more than it brings. The nearest"
        " is gita: 49.5 more points would do it.\n"
        "\n"
        "The proof, sentence by sentence: fourfold match audit FOLDER ASSIGNMENT.csv"
    )


def test_what_breaks_a_rule_or_can_be_better_is_said_at_once():
    problem = problem_of({"gita": 1, "hugo": 1}, PAIRS)
    wrong = Solution(assigned(problem, ana="gita", ben="gita"))
    worse = Solution(assigned(problem, ana="gita", ben="hugo"))

    refuted = report(problem, wrong, certify(problem, wrong.assignment))
    better = report(problem, worse, certify(problem, worse.assignment))

    assert in_words(refuted).splitlines()[1] == (
        "But a rule is broken: gita has 2 learners and 1 places."
    )
    assert refuted["checks"]["capacity"]["violations"] == [
        {
            "learner_id": "",
            "need": "",
            "guide_id": "gita",
            "words": "gita has 2 learners and 1 places.",
        }
    ]
    assert in_words(better).splitlines()[1:3] == [
        "Total 1,100 points; the best is at most 1,400, 300 more.",
        "It can be better by 300 points without breaking a rule.",
    ]
    assert better["improvement"]["gain"] == 300


def test_a_text_stays_within_25_lines():
    problem = random_problem(
        1, learners=60, guides=8, ranked=True, previous=0.3, terms=random_terms(1, longest=9)
    )
    solution = Solution(assigned(problem), notices=("One.", "Two."))

    found = report(problem, solution, certify(problem, solution.assignment))

    assert len(found["unmatched"]) == 60
    assert len(in_words(found).splitlines()) <= 25
