"""What the pages of recommendations show."""

from dataclasses import dataclass

from django.db.models import QuerySet

from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.supervision.access import (
    mentorings_to_pass_on_to,
    recommendations_visible_to,
    supervisions_to_recommend_in,
)
from fourfold_web.supervision.models import PassedOn, Recommendation


@dataclass(frozen=True, slots=True)
class RecommendationShown:
    """One recommendation as its learner sees it: who reads it, and who could."""

    row: Recommendation
    passed_on: list[PassedOn]
    could_read: list[Engagement]


def own_recommendations(learner: Person) -> list[Recommendation]:
    """What supervisors recommended to the learner, the newest first."""
    return list(recommendations_visible_to(learner).select_related("supervisor", "program"))


def shown(recommendation: Recommendation) -> RecommendationShown:
    """Who reads it now and to whom else it could go."""
    passed_on = list(recommendation.passed_on.select_related("engagement__guide"))
    already = [each.engagement_id for each in passed_on]
    could_read = mentorings_to_pass_on_to(recommendation).exclude(pk__in=already)
    return RecommendationShown(recommendation, passed_on, list(could_read.select_related("guide")))


def passed_on_to(engagement: Engagement) -> QuerySet[PassedOn]:
    """What the mentor of a pair may read, the newest first."""
    rows = PassedOn.objects.filter(engagement=engagement).order_by("-at")
    return rows.select_related("recommendation__supervisor")


def learners_of(supervisor: Person) -> list[dict]:
    """The learners to whom `supervisor` may send a recommendation, with the supervision's id."""
    rows = supervisions_to_recommend_in(supervisor).order_by("learner__name")
    return list(rows.values("pk", "learner__name", "program__name"))
