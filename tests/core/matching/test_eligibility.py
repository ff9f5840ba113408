"""Each hard rule with somebody whom it refuses, and somebody whom it does not."""

from datetime import time
from itertools import product

import numpy as np
import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.matching.fit.block import Block
from fourfold.matching.fit.eligibility import allowed, broken_rules, refusals, shown_refusals
from fourfold.matching.fit.facts import rules
from fourfold.matching.fit.features import features_of
from fourfold.matching.fit.people import FORMS, Assessors, Profiles
from fourfold.scheduling.hours import WeeklyHours
from tests.core.matching.cast import WEEK, WISDOM, a_guide, a_learner, a_need, the_two

ADVISING, COACHING, _, MENTORING = FORMS
EVENING = (WeeklyHours(3, time(20), time(22)),)


def broken(form: FormOfGuidance, learner=None, guide=None, assessors=Assessors.BLOCK):
    """The names of the rules that refuse the two in a form."""
    features = the_two(a_learner(form, **(learner or {})), a_guide(**(guide or {})), assessors)
    return [rule.name for rule in broken_rules(features, 0, 0)]


@pytest.mark.parametrize("form", FORMS)
def test_two_who_fit_break_no_rule(form):
    assert broken(form) == []


@pytest.mark.parametrize(
    ("rule", "forms", "learner", "guide"),
    [
        ("form_not_offered", FORMS, {}, {"forms": frozenset()}),
        ("not_ready", FORMS, {}, {"ready_forms": frozenset()}),
        ("no_place", FORMS, {}, {"capacity": 0}),
        ("no_place_in_form", FORMS, {}, {"capacity_by_form": dict.fromkeys(FORMS, 0)}),
        ("not_expert_in_area", (ADVISING,), {}, {"skills": frozenset()}),
        ("not_expert_in_skill", (WISDOM,), {}, {"skills": frozenset()}),
        ("other_field", (MENTORING,), {"field": "Medicine"}, {}),
        ("not_further_on", (MENTORING,), {"stage": "faculty"}, {}),
        ("not_further_on", (MENTORING,), {}, {"stage": ""}),
        ("no_common_language", FORMS, {"languages": frozenset({"French"})}, {}),
        ("no_common_hour", FORMS, {"hours": EVENING}, {}),
        ("assesses", FORMS, {}, {"assesses": frozenset({"lee"})}),
        ("supervises", FORMS, {}, {"supervises": frozenset({"lee"})}),
        ("treats", FORMS, {}, {"treats": frozenset({"lee"})}),
        ("conflict", FORMS, {"conflicts": frozenset({"kim"})}, {}),
        ("conflict", FORMS, {}, {"conflicts": frozenset({"lee"})}),
        ("avoids", FORMS, {"avoids": frozenset({"kim"})}, {}),
        ("avoids", FORMS, {}, {"avoids": frozenset({"lee"})}),
        ("same_person", FORMS, {"id": "kim"}, {}),
    ],
)
def test_a_rule_refuses_in_its_forms_and_in_no_other(rule, forms, learner, guide):
    found = [form for form in FORMS if rule in broken(form, learner, guide)]

    assert found == list(forms)


@pytest.mark.parametrize(
    ("form", "guide"),
    [
        (ADVISING, {"skills": frozenset(), "expertise": frozenset({"CHEST  tubes"})}),
        (ADVISING, {"skills": frozenset(), "field": "chest tubes"}),
        (COACHING, {"skills": frozenset(), "field": "Medicine", "stage": "student"}),
        (WISDOM, {"field": "Medicine", "stage": "student"}),
        (MENTORING, {"skills": frozenset()}),
    ],
)
def test_a_form_asks_for_its_own_expertise_only(form, guide):
    assert broken(form, guide=guide) == []


def test_an_area_is_less_than_the_skill_that_wisdom_needs():
    area = {"skills": frozenset(), "expertise": frozenset({"chest tubes"})}

    assert broken(WISDOM, guide=area) == ["not_expert_in_skill"]


def test_what_a_learner_left_empty_is_held_against_nobody():
    empty = {"field": "", "stage": "", "languages": frozenset(), "hours": ()}

    assert broken(MENTORING, empty, {"field": "", "languages": frozenset()}) == []


def test_two_people_who_share_an_id_are_told_apart_by_name():
    assert broken(COACHING, {"id": "kim", "name": "Lee Park"}, {"name": "Kim Roe"}) == []


def test_a_program_may_let_assessors_advise_and_mentor_but_never_coach():
    assessor = {"assesses": frozenset({"lee"})}

    found = [form for form in FORMS if broken(form, guide=assessor, assessors=Assessors.DECLARE)]

    assert found == [COACHING, WISDOM]


def test_academic_counseling_never_comes_from_an_assessor():
    counseling = {"needs": (a_need(ADVISING, counseling=True),)}
    assessor = {"assesses": frozenset({"lee"})}

    assert broken(ADVISING, counseling, assessor, Assessors.DECLARE) == ["assesses"]


def test_nobody_reads_which_private_rule_keeps_two_apart():
    private = ({"treats": frozenset({"lee"})}, {"avoids": frozenset({"lee"})})
    shown = [shown_refusals(the_two(guide=a_guide(**each)), 0, 0) for each in private]

    assert shown[0] == shown[1]
    assert [rule.says for rule in shown[0]] == ["These two are kept apart. Why stays private."]


def test_a_block_refuses_just_what_its_single_pairs_break():
    learners = [
        a_learner(form, id=f"{form}-{n}", **changed)
        for form in FORMS
        for n, changed in enumerate(
            [{}, {"hours": EVENING}, {"field": "Medicine"}, {"avoids": frozenset({"g1"})}]
        )
    ]
    ids = frozenset(each.id for each in learners)
    guides = [
        a_guide(id=f"g{n}", **changed)
        for n, changed in enumerate(
            [{}, {"skills": frozenset()}, {"stage": "student"}, {"assesses": ids}, {"capacity": 0}]
        )
    ]
    features = features_of(Profiles(tuple(learners), tuple(guides), WEEK))
    block = Block(features, np.arange(1, features.needs), np.array([3, 1, 4, 2]))

    flags = refusals(block)

    assert (allowed(block) == ~flags.any(axis=0)).all()
    for row, column in product(range(len(block.needs)), range(4)):
        names = np.array(list(rules()))[flags[:, row, column]].tolist()
        pair = int(block.needs[row]), int(block.guides[column])
        assert names == [rule.name for rule in broken_rules(features, *pair)]
