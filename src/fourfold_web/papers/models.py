"""A learner's review summary: the draft that only they see, and what they published of it."""

from django.db import models

from fourfold_web.papers.summary import Choice, Summary
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.fields import ConfidentialJSON, ConfidentialText
from fourfold_web.shared.models import UUIDModel


class ReviewDraft(UUIDModel):
    """What a learner picked for the next review in one program; nobody else sees it."""

    learner = models.ForeignKey(Person, models.CASCADE, related_name="review_drafts")
    program = models.ForeignKey(Program, models.CASCADE, related_name="+")
    chosen = ConfidentialJSON(datum="review_summary")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "program"], name="one_review_draft_per_program"
            )
        ]

    def __str__(self) -> str:
        return f"review draft {self.pk}"

    def to_core(self) -> Choice:
        """What was picked."""
        return Choice.from_json(self.chosen)


class Snapshot(UUIDModel):
    """A published review summary. Its contents never change; taking it back closes it to others."""

    learner = models.ForeignKey(Person, models.PROTECT, related_name="snapshots")
    program = models.ForeignKey(Program, models.CASCADE, related_name="snapshots")
    contents = ConfidentialJSON(datum="review_summary")
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-published_at"]
        indexes = [
            models.Index(
                fields=["program", "-published_at"],
                condition=models.Q(withdrawn_at=None),
                name="snapshots_to_read",
            )
        ]

    def __str__(self) -> str:
        return f"snapshot {self.pk}"

    def to_core(self) -> Summary:
        """What was published."""
        return Summary.from_json(self.contents)


class Statement(UUIDModel):
    """What a learner adds to a published summary; it goes wherever the summary goes (B-18)."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="statements")
    words = ConfidentialText(datum="review_summary")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"statement on {self.snapshot_id}"
