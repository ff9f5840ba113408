"""Rounds of the Coaching in Medicine cycle, and what a supervisor puts in."""

from django.db import models

from fourfold.guidance.cycle import CycleStep
from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.shared.fields import ConfidentialJSON, ConfidentialText
from fourfold_web.shared.models import UUIDModel


class Round(UUIDModel):
    """One round of a pair; the chain of rounds is their numbers."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "number"], name="one_round_per_number_of_a_pair"
            )
        ]

    def __str__(self) -> str:
        return f"round {self.number} of {self.engagement_id}"

    @property
    def done(self) -> frozenset[CycleStep]:
        """The steps that hold something."""
        return frozenset(CycleStep(each.step) for each in self.steps.all())


class RoundStep(UUIDModel):
    """What one step of a round holds: the answers to its questions, by question."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=26)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answers = ConfidentialJSON(datum="coaching_round")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["round", "step"], name="one_content_per_step")
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.round_id}"


class SupervisorInput(UUIDModel):
    """What a supervisor puts in for coaching; both of the pair read it from the same moment."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="supervisor_inputs")
    supervisor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = ConfidentialText(datum="supervisor_input")
    at = models.DateTimeField(auto_now_add=True)
    reply = ConfidentialText(datum="supervisor_input", blank=True, default="")
    replied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"input {self.pk}"
