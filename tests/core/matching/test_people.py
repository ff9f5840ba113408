"""Examples of profiles that cannot be used, and of profiles as arrays."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold.matching.fit.block import shared_bits
from fourfold.matching.fit.features import features_of
from fourfold.matching.fit.people import Profiles
from fourfold.matching.fit.profile_checks import check_profiles
from fourfold.matching.fit.sides import stage_of
from fourfold.matching.fit.week import week_bits
from fourfold.scheduling.hours import WeeklyHours
from tests.core.matching.cast import WEEK, WISDOM, a_guide, a_learner, a_need, the_two


def codes(*people) -> list[tuple[str, str, str]]:
    """(code, where, severity) of every issue with these learners and guides."""
    learners = tuple(each for each in people if hasattr(each, "needs"))
    guides = tuple(each for each in people if hasattr(each, "capacity"))
    found = check_profiles(Profiles(learners, guides, WEEK))
    return [(issue.code, issue.where, issue.severity) for issue in found]


def test_profiles_that_fit_have_no_issues():
    assert codes(a_learner(), a_guide()) == []


@pytest.mark.parametrize(
    ("learner", "code"),
    [
        ({"id": " "}, "no_id"),
        ({"needs": (a_need(), a_need())}, "same_need"),
        ({"needs": (a_need(WISDOM, topic=" "),)}, "no_topic"),
        ({"stage": "wizard"}, "unknown_stage"),
        ({"ranking": {"other": ()}}, "unknown_need"),
        ({"ranking": {"n": (frozenset({"nobody"}),)}}, "unknown_ranked"),
        ({"ranking": {"n": (frozenset({"kim"}), frozenset({"kim"}))}}, "ranked_twice"),
        ({"avoids": frozenset({"nobody"})}, "unknown_person"),
    ],
)
def test_a_learner_who_cannot_be_matched_is_named(learner, code):
    changed = a_learner(**learner)

    assert codes(changed, a_guide()) == [(code, changed.id, "error")]


@pytest.mark.parametrize(
    ("guide", "code"),
    [
        ({"capacity": -1}, "negative_capacity"),
        ({"capacity_by_form": {WISDOM: -1}}, "negative_capacity"),
        ({"experience_years": -1}, "negative_years"),
        ({"treats": frozenset({"nobody"})}, "unknown_person"),
        ({"ranking": (frozenset({("lee", "other")}),)}, "unknown_ranked"),
    ],
)
def test_a_guide_who_cannot_be_matched_is_named(guide, code):
    assert codes(a_learner(), a_guide(**guide)) == [(code, "kim", "error")]


def test_what_may_be_meant_is_only_warned_of():
    mentee = a_learner(FormOfGuidance.MENTORING, field="")

    found = codes(mentee, a_guide(min_if_open=3))

    assert found == [("no_field", "lee", "warning"), ("too_little_room", "kim", "warning")]


def test_one_id_on_both_sides_is_warned_of_until_names_tell_who_it_is():
    assert codes(a_learner(id="kim"), a_guide()) == [("one_person", "kim", "warning")]
    assert codes(a_learner(id="kim", name="Lee"), a_guide(name="Kim")) == []


def test_the_first_error_refuses_the_profiles():
    twice = Profiles((a_learner(), a_learner()), (a_guide(),), WEEK)

    with pytest.raises(FourfoldError) as refused:
        features_of(twice)

    assert str(refused.value) == ("2 learners have the id “lee”. Give everybody one of their own.")


def test_the_order_of_people_and_of_their_needs_changes_nothing():
    needs = (a_need(name="b"), a_need(name="a", topic="", goal="learn Chest tubes"))
    learners = (a_learner(id="z", needs=needs, interests=frozenset("xyz")), a_learner(id="m"))
    guides = (a_guide(id="q", interests=frozenset("xy")), a_guide(id="c", field="Medicine"))
    turned = (replace(learners[1]), replace(learners[0], needs=needs[::-1]))

    one = features_of(Profiles(learners, guides, WEEK))
    other = features_of(Profiles(turned, guides[::-1], WEEK))

    assert list(flat(one)) == list(flat(other))
    assert (one.learner_ids, one.need_names) == (("m", "z"), ("n", "a", "b"))


def flat(value):
    """Everything in features, arrays as bytes."""
    if is_dataclass(value):
        for each in fields(value):
            yield from flat(getattr(value, each.name))
    else:
        yield value.tobytes() if isinstance(value, np.ndarray) else value


@pytest.mark.parametrize(
    ("guide", "stage"),
    [({"stage": "Junior  Faculty"}, 3), ({"experience_years": 5}, 2), ({}, -1)],
)
def test_a_stage_is_named_or_told_by_years(guide, stage):
    assert stage_of(a_guide(**{"stage": "", **guide})) == stage


NEW_YORK, BERLIN = ZoneInfo("America/New_York"), ZoneInfo("Europe/Berlin")
KATHMANDU, AUCKLAND = ZoneInfo("Asia/Kathmandu"), ZoneInfo("Pacific/Auckland")


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        # New York is five hours behind Berlin in the weeks between their clock changes.
        ((0, time(9), time(10), NEW_YORK), (0, time(14), time(15), BERLIN), 1),
        ((0, time(9), time(10), NEW_YORK), (0, time(15), time(16), BERLIN), 0),
        # Half an hour in common is no meeting.
        ((0, time(9), time(10), NEW_YORK), (0, time(9, 30), time(12), NEW_YORK), 0),
        ((0, time(9), time(11), NEW_YORK), (0, time(9, 30), time(12), NEW_YORK), 2),
        # Quarters of an hour from UTC, and a Monday that is Sunday elsewhere.
        ((0, time(9), time(10), KATHMANDU), (0, time(9), time(10), KATHMANDU), 1),
        ((0, time(9), time(10), AUCKLAND), (6, time(16), time(17), NEW_YORK), 1),
        ((6, time(23), time(0), NEW_YORK), (6, time(23), time(0), NEW_YORK), 1),
    ],
)
def test_hours_of_several_zones_are_compared_in_one_clock(one, other, shared):
    weeks = [((WeeklyHours(*each[:3]),), each[3]) for each in (one, other)]

    bits = week_bits(weeks, date(2026, 3, 18))

    assert shared_bits(bits[:1], bits[1:]).tolist() == [[shared]]


def test_hours_that_touch_make_a_meeting_across_midnight_and_the_end_of_the_week():
    late = (WeeklyHours(6, time(23, 30), time(0)), WeeklyHours(0, time(0), time(0, 30)))

    bits = week_bits([(late, ZoneInfo("UTC"))], WEEK)

    assert np.flatnonzero(np.unpackbits(bits.view(np.uint8), bitorder="little")).tolist() == [335]


def test_a_need_and_a_guide_are_found_by_id():
    features = the_two()

    assert (features.need_index("lee", "n"), features.guide_index("kim")) == (0, 0)
    with pytest.raises(FourfoldError, match="Learner “lee” has no need “x” in this matching"):
        features.need_index("lee", "x")
