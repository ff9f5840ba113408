"""Every rule, broken on purpose: the audit refutes it and names the right place."""

import numpy as np
import pytest

from fourfold.issues import FourfoldError
from fourfold.matching.audit import Certificate, certify
from fourfold.matching.audit.values import Violation
from fourfold.matching.problem import Assignment
from fourfold.matching.terms import LargestMeanGap, LeastMatched, Method, Terms
from tests.core.matching.small import assigned, problem_of

PAIRS = [
    *[("ana", "gita", 90), ("ana", "hugo", 60)],
    *[("ben", "gita", 80), ("ben", "hugo", 20)],
    *[("cai", "gita", 50), ("cai", "hugo", 40)],
]
PLACES = {"gita": 2, "hugo": 2}
TWICE = [
    *[("ana/essay", "gita", 9), ("ana/exam", "gita", 8)],
    *[("ana/exam", "hugo", 5), ("ben/exam", "gita", 7)],
]


def broken(certificate: Certificate) -> dict[str, tuple[Violation, ...]]:
    return {each.code: each.violations for each in certificate.checks if not each.holds}


def test_a_sound_matching_passes_every_check_with_its_counts():
    problem = problem_of(
        PLACES,
        PAIRS,
        forbidden=[("cai", "gita")],
        locked=[("ben", "hugo")],
        min_if_open={"hugo": 2},
        groups={"ana": "A", "ben": "B"},
        terms=Terms(distinct_guides=True, group_rules=(LeastMatched("B", 1),)),
    )

    found = certify(problem, assigned(problem, ana="gita", ben="hugo", cai="hugo"))

    assert [(each.code, each.checked, each.broken) for each in found.checks] == [
        ("one_guide", 3, 0),
        ("capacity", 2, 0),
        ("min_if_open", 1, 0),
        ("forbidden", 1, 0),
        ("locked", 1, 0),
        ("different_guides", 0, 0),
        ("least_matched", 1, 0),
    ]


def test_too_many_learners_name_the_guide():
    problem = problem_of(PLACES, PAIRS)

    found = certify(problem, assigned(problem, ana="gita", ben="gita", cai="gita"))

    assert broken(found) == {
        "capacity": (Violation("", "", "gita", "gita has 3 learners and 2 places."),)
    }
    assert (found.bound, found.is_optimal, found.is_stable) == (None, False, False)


def test_too_few_at_a_guide_who_takes_two_or_nobody():
    problem = problem_of(PLACES, PAIRS, min_if_open={"hugo": 2})

    found = certify(problem, assigned(problem, ana="hugo"))

    assert broken(found) == {
        "min_if_open": (Violation("", "", "hugo", "hugo takes at least 2 or nobody, and has 1."),)
    }


def test_a_forbidden_pair_is_named():
    problem = problem_of(PLACES, PAIRS, forbidden=[("ben", "gita")])

    found = certify(problem, assigned(problem, ana="gita", ben="gita"))

    assert broken(found) == {
        "forbidden": (Violation("ben", "any", "gita", "ben has gita, and this pair is forbidden."),)
    }


@pytest.mark.parametrize("instead", [{}, {"cai": "hugo"}])
def test_a_locked_pair_that_is_not_made_is_named(instead):
    problem = problem_of(PLACES, PAIRS, locked=[("cai", "gita")])

    found = certify(problem, assigned(problem, ana="gita", **instead))

    says = "cai is locked to gita, and does not have this guide."
    assert broken(found) == {"locked": (Violation("cai", "any", "gita", says),)}


def test_two_needs_of_a_learner_with_one_guide():
    problem = problem_of(PLACES, TWICE, terms=Terms(distinct_guides=True))

    found = certify(problem, assigned(problem, ana_essay="gita", ana_exam="gita"))

    says = "ana (exam) has gita, whom the same learner has for another need."
    assert broken(found) == {"different_guides": (Violation("ana", "exam", "gita", says),)}


def test_too_many_needs_of_one_kind_with_one_guide():
    problem = problem_of(PLACES, TWICE, quotas=[("gita", "exam", 1)])

    found = certify(problem, assigned(problem, ana_exam="gita", ben_exam="gita"))

    says = "gita has 2 needs “exam” and may have 1."
    assert broken(found) == {"quota": (Violation("", "exam", "gita", says),)}


def test_a_quota_counts_needs_by_what_stands_before_the_colon():
    pairs = [("ana/coaching:exam", "gita", 9), ("ben/coaching:talk", "gita", 8)]
    problem = problem_of(PLACES, pairs, quotas=[("gita", "coaching", 1)])

    found = certify(problem, Assignment(np.array([0, 1])))

    assert list(broken(found)) == ["quota"]


def test_a_group_with_too_few_guides():
    rule = LeastMatched("B", 2)
    groups = {"ana": "A", "ben": "B", "cai": "B"}
    problem = problem_of(PLACES, PAIRS, groups=groups, terms=Terms(group_rules=(rule,)))

    found = certify(problem, assigned(problem, ana="gita", ben="gita"))

    says = "Group “B” has 1 needs with a guide and must have 2."
    assert broken(found) == {"least_matched": (Violation("", "", "", says),)}


def test_a_gap_of_means_counts_a_need_without_a_guide_as_zero():
    rule = LargestMeanGap("A", "B", 50)
    groups = {"ana": "A", "ben": "B", "cai": "B"}
    problem = problem_of(PLACES, PAIRS, groups=groups, terms=Terms(group_rules=(rule,)))

    wide = certify(problem, assigned(problem, ana="gita", ben="gita"))
    narrow = certify(problem, assigned(problem, ana="hugo", ben="gita"))

    # The means are 90 and 40, then 60 and 40.
    assert broken(wide) == {}
    assert broken(narrow) == {}
    tight = LargestMeanGap("A", "B", 49)
    problem = problem_of(PLACES, PAIRS, groups=groups, terms=Terms(group_rules=(tight,)))
    says = "The mean score of group “A” less that of group “B” is 50, and may be 49."
    found = certify(problem, assigned(problem, ana="gita", ben="gita"))
    assert broken(found) == {"mean_gap": (Violation("", "", "", says),)}


@pytest.mark.parametrize(
    ("pair_of", "first"),
    [
        ([0, 0, -1], "ben: pair number 0 is no pair of this need."),
        ([0, 99, -1], "ben: pair number 99 is no pair of this need."),
        ([0, -7, -1], "ben: pair number -7 is no pair of this need."),
        ([0, 2], "There are 2 answers; there must be one for each need."),
        ([0, 2, 5, 1], "There are 4 answers; there must be one for each need."),
    ],
)
def test_what_is_no_pair_of_its_need_counts_as_nobody(pair_of, first):
    problem = problem_of(PLACES, PAIRS)

    found = certify(problem, Assignment(np.array(pair_of)))

    assert [each[0].says for each in broken(found).values()] == [first]


def test_rows_that_no_file_may_have_refute_it_too():
    problem = problem_of(PLACES, PAIRS)
    best = assigned(problem, ana="gita", ben="gita", cai="hugo")

    found = certify(problem, best, rows=["Row 7: “any” of “dee” is no need of learners.csv."])

    assert not found.proves()
    assert found.sentences()[0] == (
        "Not every rule is kept, so this is no valid matching: Row 7: “any” of “dee” is no need of"
        " learners.csv."
    )


def test_what_is_promised_is_what_is_proven():
    problem = problem_of(PLACES, PAIRS)

    best = certify(problem, assigned(problem, ana="gita", ben="gita", cai="hugo"))
    other = certify(problem, assigned(problem, ana="gita"))

    assert [best.proves(), *map(best.proves, Method)] == [True, True, True]
    assert [other.proves(), *map(other.proves, Method)] == [False, False, False]
    assert [best.refutes(), *map(best.refutes, Method)] == [False, False, False]
    assert [other.refutes(), *map(other.refutes, Method)] == [True, True, True]


def test_amounts_beyond_64_bits_are_refused():
    problem = problem_of(PLACES, [("ana", "gita", 1 << 61), ("ben", "gita", 1)])

    with pytest.raises(FourfoldError, match="too large to be added up exactly"):
        certify(problem, assigned(problem, ana="gita"))
