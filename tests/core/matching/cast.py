"""One learner and one guide who fit in every form, to change a single thing about."""

from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.matching.fit.features import Features, features_of
from fourfold.matching.fit.people import Assessors, Guide, Learner, Need, Profiles
from fourfold.scheduling.hours import WeeklyHours

CHICAGO = ZoneInfo("America/Chicago")
MONDAY_MORNING = (WeeklyHours(0, time(9), time(11)),)
WEEK = date(2026, 3, 18)
WISDOM = FormOfGuidance.COACHING_WITH_WISDOM


def a_need(form: FormOfGuidance = FormOfGuidance.COACHING, **changed: Any) -> Need:
    """A need called "n" with the topic that the guide has among their skills."""
    return Need(**{"name": "n", "form": form, "topic": "Chest tubes", **changed})


def a_learner(form: FormOfGuidance = FormOfGuidance.COACHING, **changed: Any) -> Learner:
    """A resident in surgery with one need."""
    return Learner(
        **{
            "id": "lee",
            "needs": (a_need(form),),
            "field": "Surgery",
            "stage": "resident",
            "languages": frozenset({"English"}),
            "hours": MONDAY_MORNING,
            "zone": CHICAGO,
            **changed,
        }
    )


def a_guide(**changed: Any) -> Guide:
    """A surgeon of the faculty who knows the skill, with room for two."""
    return Guide(
        **{
            "id": "kim",
            "capacity": 2,
            "skills": frozenset({"chest tubes"}),
            "field": "surgery",
            "stage": "faculty",
            "languages": frozenset({"english", "Spanish"}),
            "hours": MONDAY_MORNING,
            "zone": CHICAGO,
            **changed,
        }
    )


def the_two(
    learner: Learner | None = None,
    guide: Guide | None = None,
    assessors: Assessors = Assessors.BLOCK,
) -> Features:
    """The features of a matching of just these two."""
    return features_of(Profiles((learner or a_learner(),), (guide or a_guide(),), WEEK, assessors))
