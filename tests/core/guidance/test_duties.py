"""One sentence at the right moment, and never two."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.duties import PairFacts, benefit, duty_now

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
LATELY = PairFacts(
    side="learner",
    form_of_guidance=FormOfGuidance.COACHING,
    started_at=NOW - timedelta(days=30),
    held=2,
    last_held=NOW - timedelta(days=9),
    next_meeting=NOW + timedelta(days=9),
)


def said(**changes):
    duty = duty_now(replace(LATELY, **changes), other="Gita", now=NOW)
    return duty.id if duty else None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"next_meeting": NOW + timedelta(days=2)}, "prepare"),
        ({"next_meeting": NOW + timedelta(days=2), "is_prepared": True}, None),
        ({"open_steps": 1}, "report_back"),
        ({"open_steps": 1, "last_held": NOW - timedelta(hours=3)}, None),
        ({"next_meeting": None}, "plan_ahead"),
        ({"next_meeting": None, "open_steps": 1}, "plan_ahead"),
        ({"next_meeting": None, "is_paused": True}, None),
        ({"started_at": NOW - timedelta(days=140)}, "pass_it_on"),
        ({"is_closing": True}, "take_it_on"),
        ({"ended_at": NOW}, "pass_it_on"),
        ({"ended_at": NOW, "held": 1}, None),
        ({"side": "guide", "ended_at": NOW}, None),
    ],
)
def test_duty_is_said_at_its_moment(changes, expected):
    assert said(**changes) == expected


def test_duty_names_the_other_and_what_the_person_gains():
    duty = duty_now(replace(LATELY, next_meeting=None), other="Gita", now=NOW)

    assert "Gita will be glad of it" in duty.says
    assert duty.benefit == benefit("coaching", "learner")


def test_duty_asks_for_no_second_meeting_in_advising():
    assert said(form_of_guidance=FormOfGuidance.ADVISING, next_meeting=None) is None
