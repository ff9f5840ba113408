"""Answers to measures, looks back after an ending, and the instruments that a site loaded."""

from django.db import models

from fourfold.guidance.measures import Instrument, Occasion, read_instrument
from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.shared.fields import ConfidentialJSON
from fourfold_web.shared.models import UUIDModel


class LoadedInstrument(UUIDModel):
    """An instrument beside those that ship, with who attested that the site may use it (A-13)."""

    key = models.CharField(max_length=40, unique=True)
    content = models.TextField()
    attested_by = models.CharField(max_length=120)
    attested_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key

    def to_core(self) -> Instrument:
        """The instrument."""
        return read_instrument(self.content)


class MeasureAnswer(UUIDModel):
    """One person's answers to one instrument on one occasion of one pair."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="measure_answers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=40)
    occasion = models.CharField(max_length=8, choices=[(each, each) for each in Occasion])
    answers = ConfidentialJSON(datum="measure_answers")
    # The mean of what was rated, 1 to 5 for the instruments that ship: all that summaries read.
    mean = models.FloatField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "person", "instrument", "occasion"],
                name="one_answer_per_instrument_and_occasion",
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument} at {self.occasion}"


class LookBack(UUIDModel):
    """What one of the two says after the end; private until shared with the other."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="looks_back")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answers = ConfidentialJSON(datum="look_back")
    shared_at = models.DateTimeField(null=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "person"], name="one_look_back_per_side")
        ]

    def __str__(self) -> str:
        return f"look back {self.pk}"
