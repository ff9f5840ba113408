"""What a supervisor recommends to a learner, and to which mentor the learner passed it on."""

from django.db import models

from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.fields import ConfidentialText
from fourfold_web.shared.models import UUIDModel


class Recommendation(UUIDModel):
    """One recommendation. Nobody changes it; its writer does not see it again (B-4, G-95)."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="recommendations")
    supervisor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    learner = models.ForeignKey(Person, models.CASCADE, related_name="recommendations")
    words = ConfidentialText(datum="supervisor_recommendation")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"recommendation {self.pk}"


class PassedOn(UUIDModel):
    """That the mentor of one pair may read a recommendation, until the learner takes it back."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="passed_on")
    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="recommendations_read")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "engagement"], name="passed_on_once_to_a_pair"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} passed on to {self.engagement_id}"
