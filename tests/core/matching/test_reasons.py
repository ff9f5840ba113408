"""Examples of why a pair has its score, why it may not be, and how far it is behind another."""

import numpy as np
import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.matching.fit.facts import criteria, rules, shown_rule
from fourfold.matching.fit.features import features_of
from fourfold.matching.fit.people import FORMS, Assessors, Profiles
from fourfold.matching.fit.reasons import Earned, PairReasons, Refusal, reasons, reasons_of_need
from fourfold.matching.fit.scoring import weights_of
from tests.core.matching.cast import WEEK, WISDOM, a_guide, a_learner, a_need, the_two

ADVISING, COACHING, _, MENTORING = FORMS


def told(features, similarity: int = 300) -> PairReasons:
    return reasons(features, weights_of(), 0, 0, similarity)


def says(found: PairReasons) -> dict[str, str]:
    return {each.criterion: each.says for each in found.earned}


def test_every_criterion_says_what_it_earned_and_what_would_change_it():
    learner = a_learner(WISDOM, interests=frozenset({"teaching", "sailing"}), network="North")
    guide = a_guide(interests=frozenset({"Sailing", "Teaching", "chess"}), network="South")

    found = told(the_two(learner, guide))

    assert found.score == sum(each.points for each in found.earned) == 5370
    assert found.earned[:4] == (
        Earned(
            "words",
            "Words",
            450,
            1500,
            "Much of what the two write is alike.",
            "More words about the need, or about what the guide offers.",
        ),
        Earned(
            "expertise",
            "Expertise",
            2500,
            2500,
            "The guide names Chest tubes as a skill of theirs.",
            "",
        ),
        Earned(
            "goals",
            "Goal",
            0,
            800,
            "The goal names nothing that the guide offers by name.",
            "The goal names what it takes, or the guide what they offer.",
        ),
        Earned(
            "interests",
            "Interests and values",
            560,
            800,
            "In common: Sailing and Teaching.",
            "Both say what matters to them.",
        ),
    )


def test_what_somebody_left_empty_is_told_as_unknown():
    learner = a_learner(
        field="", stage="", languages=frozenset(), hours=(), needs=(a_need(topic=""),)
    )
    weights = weights_of({COACHING: {"expertise": 1, "field": 1}})

    found = reasons(the_two(learner), weights, 0, 0, 0).earned

    unknown = {
        name: (0, each.unknown, each.when_known)
        for name, each in criteria().items()
        if each.unknown
    }
    told_as = {each.criterion: (each.points, each.says, each.would_change) for each in found}
    assert {name: told_as[name] for name in unknown} == unknown


def test_criteria_without_weight_are_not_told():
    assert "expertise" not in says(told(the_two()))


def test_choices_of_both_sides_are_told_by_their_rank():
    learner = a_learner(ranking={"n": (frozenset({"other"}), frozenset({"kim"}))})
    guide = a_guide(ranking=(frozenset({("lee", "n")}),))
    features = features_of(Profiles((learner,), (guide, a_guide(id="other")), WEEK))

    found = says(told(features))

    assert found["learner_rank"] == "The learner's choice number 2."
    assert found["guide_rank"] == "The guide's choice number 1."


def test_a_refused_pair_names_each_rule_and_what_would_lift_it():
    guide = a_guide(skills=frozenset(), capacity=0)

    found = told(the_two(a_learner(WISDOM), guide))

    assert found.refused == (
        Refusal("no_place", "The guide takes nobody at present.", "The guide has a place."),
        Refusal(
            "not_expert_in_skill",
            "A coach with wisdom is expert in exactly this skill; the guide does not name"
            " Chest tubes.",
            "The guide names Chest tubes as a skill, or the form is coaching, which needs no"
            " expert.",
        ),
    )


def test_private_rules_are_told_once_and_without_their_names():
    guide = a_guide(avoids=frozenset({"lee"}), treats=frozenset({"lee"}))

    found = told(the_two(guide=guide))

    assert found.refused == (
        Refusal("kept_apart", "These two are kept apart. Why stays private.", ""),
    )


@pytest.mark.parametrize(
    ("form", "assessors", "sentence"),
    [
        (COACHING, Assessors.DECLARE, "Nobody who assesses a learner coaches them."),
        (MENTORING, Assessors.BLOCK, "for this need the program keeps the two apart."),
    ],
)
def test_an_assessor_is_refused_with_the_reason_of_the_form(form, assessors, sentence):
    features = the_two(a_learner(form), a_guide(assesses=frozenset({"lee"})), assessors)

    (refusal,) = told(features).refused

    assert refusal.says.endswith(sentence)


def test_an_assessor_whom_the_program_allows_is_declared():
    assessor = a_guide(assesses=frozenset({"lee"}))

    found = told(the_two(a_learner(MENTORING), assessor, Assessors.DECLARE))

    assert found.refused == ()
    assert found.declared == (
        "The guide assesses the learner. The program allows it for mentoring, as long as both know."
    )


def test_points_behind_another_guide_add_up_to_the_difference():
    learner = a_learner(ranking={"n": (frozenset({"near"}),)})
    guides = (a_guide(id="near"), a_guide(id="far", hours=(), languages=frozenset()))
    features = features_of(Profiles((learner,), guides, WEEK))

    far, near = reasons_of_need(features, weights_of(), 0, [0, 1], np.array([500, 100]))

    assert far.behind(near) == (
        ("Choice of the learner", 2500),
        ("Hours", 975),
        ("Languages", 280),
        ("Words", -480),
    )
    assert sum(points for _, points in far.behind(near)) == near.score - far.score
    assert near.strongest[0].criterion == "learner_rank"


def test_reasons_come_back_from_json():
    guide = a_guide(capacity=0)
    found = told(the_two(guide=guide))

    assert PairReasons.from_json(found.to_json()) == found


@pytest.mark.parametrize("form", FormOfGuidance)
def test_every_sentence_of_the_lists_has_all_its_places(form):
    places = dict.fromkeys(
        (
            *("form", "topic", "field", "network", "languages", "interests"),
            *("learner_rank", "guide_rank"),
        ),
        "x",
    )
    sentences = [
        sentence
        for each in (*rules().values(), *map(shown_rule, rules()))
        for sentence in (each.says, each.would_change, each.declared, each.says_when_blocked)
    ]
    for criterion in criteria().values():
        strengths = sorted({0, *criterion.strengths[form]})
        sentences += [criterion.sentence(strength) for strength in strengths]
        sentences += [criterion.unknown, criterion.would_change, criterion.when_known]

    assert all("{" not in sentence.format_map(places) for sentence in sentences)
