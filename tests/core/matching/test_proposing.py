"""Examples of profiles that become a matching problem."""

from dataclasses import replace

import numpy as np
import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold.matching.candidates.texts import texts_of
from fourfold.matching.fit.people import Profiles
from fourfold.matching.problem import NOBODY
from fourfold.matching.proposing import propose
from fourfold.matching.terms import Terms
from tests.core.matching.cast import WEEK, WISDOM, a_guide, a_learner, a_need
from tests.core.matching.crowd import crowd, shuffled

COACHING, MENTORING = FormOfGuidance.COACHING, FormOfGuidance.MENTORING
LEE = a_learner(
    needs=(a_need(COACHING, name="coaching"), a_need(MENTORING, name="mentoring:career")),
    group="B",
    ranking={"coaching": (frozenset({"ray"}), frozenset({"kim", "uma"}))},
)
ANN = a_learner(id="ann", needs=(a_need(WISDOM, name="coaching_with_wisdom"),))
KIM = a_guide(
    ranking=(frozenset({("ann", "coaching_with_wisdom")}), frozenset({("lee", "coaching")}))
)
RAY = a_guide(id="ray", skills=frozenset(), min_if_open=2, capacity=3)
UMA = a_guide(id="uma", capacity=1, capacity_by_form={COACHING: 0})
PEOPLE = Profiles((LEE, ANN), (UMA, RAY, KIM), WEEK)
LEE_TO_KIM = ("lee", "coaching", "kim")


def told(profiles: Profiles = PEOPLE, **given) -> list[tuple[str, str, str]]:
    """The pairs of the problem that is proposed."""
    problem = propose(profiles, **given).problem
    return [
        (*problem.need_of(need), problem.guide_ids[guide])
        for need, guide in zip(problem.pair_need, problem.pair_guide, strict=True)
    ]


def marks(name: str, **given) -> list[tuple[str, str, str]]:
    """The pairs with that mark."""
    flags = getattr(propose(PEOPLE, **given).problem, name)
    return [pair for pair, flag in zip(told(), flags, strict=True) if flag]


def test_people_become_a_problem_in_the_order_of_their_ids():
    problem = propose(PEOPLE, Terms(unmatched_penalty=9)).problem

    assert problem.learner_ids == ("ann", "lee")
    assert problem.groups == ("B",)
    assert problem.learner_group.tolist() == [NOBODY, 0]
    assert problem.need_learner.tolist() == [0, 1, 1]
    assert problem.need_names == ("coaching_with_wisdom", "coaching", "mentoring:career")
    assert problem.guide_ids == ("kim", "ray", "uma")
    assert problem.capacity.tolist() == [2, 3, 1]
    assert problem.min_if_open.tolist() == [0, 2, 0]
    assert problem.terms == Terms(unmatched_penalty=9)
    assert problem.scale == 1


def test_pairs_are_those_that_no_rule_refuses():
    assert told() == [
        ("ann", "coaching_with_wisdom", "kim"),
        ("ann", "coaching_with_wisdom", "uma"),
        ("lee", "coaching", "kim"),
        ("lee", "coaching", "ray"),
        ("lee", "mentoring:career", "kim"),
        ("lee", "mentoring:career", "ray"),
        ("lee", "mentoring:career", "uma"),
    ]


def test_both_sides_ranks_go_with_the_pairs():
    problem = propose(PEOPLE).problem

    assert problem.pair_learner_rank.tolist() == [0, 0, 2, 1, 0, 0, 0]
    assert problem.pair_guide_rank.tolist() == [1, 0, 2, 0, 0, 0, 0]


def test_places_by_form_are_quotas():
    some = a_guide(capacity=5, capacity_by_form={COACHING: 2, MENTORING: 7, WISDOM: 1})

    problem = propose(Profiles((LEE, ANN), (replace(some, id="ray"), UMA, KIM), WEEK)).problem

    assert problem.quota_guide.tolist() == [1, 1, 2]
    assert problem.quota_name == ("coaching", "coaching_with_wisdom", "coaching")
    assert problem.quota_limit.tolist() == [2, 1, 0]


def test_places_by_form_need_needs_that_are_named_by_their_form():
    learner = a_learner(needs=(a_need(name="boards"),))

    with pytest.raises(FourfoldError) as refusal:
        propose(Profiles((learner,), (UMA,), WEEK))

    assert str(refusal.value) == (
        "“uma” has places by form, and needs count by what stands before the colon of their names."
        " Name need “boards” of learner “lee” “coaching:boards”."
    )


def test_locks_bans_and_pairs_in_force_are_marks():
    assert marks("pair_locked", locks=[LEE_TO_KIM]) == [LEE_TO_KIM]
    assert marks("pair_forbidden", forbidden=[LEE_TO_KIM]) == [LEE_TO_KIM]
    assert marks("pair_previous", previous=[LEE_TO_KIM]) == [LEE_TO_KIM]
    assert marks("pair_forbidden", forbidden=[("lee", "*", "kim")]) == [
        LEE_TO_KIM,
        ("lee", "mentoring:career", "kim"),
    ]


def test_a_pair_in_force_that_cannot_go_on_is_lost():
    previous = [("lee", "coaching", "uma"), ("gone", "coaching", "kim"), LEE_TO_KIM]

    problem = propose(PEOPLE, previous=previous).problem

    assert problem.lost_previous == 2
    assert problem.pair_previous.sum() == 1


def test_locked_pairs_and_those_in_force_are_candidates_however_low_their_score():
    guides = tuple(a_guide(id=f"g{n:02}", skills=frozenset()) for n in range(30))
    people = Profiles((ANN, a_learner()), (KIM, *guides), WEEK)
    people = replace(people, guides=(replace(KIM, ranking=(), network="Elsewhere"), *guides))

    pairs = told(people, k=1, previous=[("lee", "n", "g29")], locks=[("lee", "n", "g28")])

    assert {("lee", "n", "g28"), ("lee", "n", "g29")} <= set(pairs)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            {"locks": [("lee", "coaching", "uma")]},
            (
                "“lee” (need “coaching”) is locked to guide “uma”, and a rule refuses this pair:"
                " The guide takes nobody for coaching at present. Take the lock back."
            ),
        ),
        (
            {"locks": [("lee", "coaching", "bob")]},
            "Guide “bob” is not in this matching.",
        ),
        (
            {"forbidden": [("bob", "coaching", "kim")]},
            "Learner “bob” has no need “coaching” in this matching.",
        ),
        (
            {"locks": [LEE_TO_KIM], "forbidden": [LEE_TO_KIM]},
            "“lee” (need “coaching”) to guide “kim” is locked and forbidden. Keep one of the two.",
        ),
        (
            {"locks": [LEE_TO_KIM, ("lee", "coaching", "ray")]},
            "Need “coaching” of “lee” is locked to 2 guides. Keep one lock.",
        ),
        (
            {
                "locks": [
                    ("ann", "coaching_with_wisdom", "uma"),
                    ("lee", "mentoring:career", "uma"),
                ]
            },
            (
                "2 locks are on guide “uma”, who has room for 1."
                " Take a lock back or raise the capacity."
            ),
        ),
        (
            {
                "terms": Terms(distinct_guides=True),
                "locks": [LEE_TO_KIM, ("lee", "mentoring:career", "kim")],
            },
            (
                "2 needs of “lee” are locked to guide “kim”, but each is to have another guide."
                " Take a lock back."
            ),
        ),
        (
            {"terms": Terms(load_cost=(0, 1))},
            (
                "The cost of load is given for loads up to 1, but a guide has 3 places."
                " Add the cost of loads up to 3."
            ),
        ),
    ],
)
def test_what_contradicts_is_refused_with_what_to_do(given, says):
    with pytest.raises(FourfoldError) as refusal:
        propose(PEOPLE, **given)

    assert str(refusal.value) == says


def test_the_reasons_of_every_pair_add_up_to_its_score():
    proposed = propose(crowd(60, 25))
    problem, first = proposed.problem, proposed.problem.first_pair

    for need in range(problem.needs):
        told = proposed.reasons_of_candidates(need)
        pairs = slice(first[need], first[need + 1])
        scores = problem.pair_score[pairs].tolist()
        assert [each.score for each in told] == scores
        assert [sum(part.points for part in each.earned) for each in told] == scores
        assert not any(each.refused for each in told)


def test_the_order_of_people_changes_nothing():
    people = crowd(60, 25)

    one, other = (propose(each).problem for each in (people, shuffled(people)))

    assert vars(one).keys() == vars(other).keys()
    for name, value in vars(one).items():
        assert np.array_equal(value, getattr(other, name)), name


def test_a_model_of_the_program_may_compare_the_words():
    needs, guides = texts_of(PEOPLE)
    assert needs == ("Chest tubes", "Chest tubes", "Chest tubes")
    assert guides[0] == "chest tubes "

    alike = np.array([[1.0, 0.0]] * 3), np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    likeness = propose(PEOPLE, vectors=alike).likeness

    assert likeness.block(np.arange(1), np.arange(3)).tolist() == [[0, 1000, 707]]
