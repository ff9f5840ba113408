"""A learner's offer to guide others: passing on what they got (G-84)."""

from django.db import models
from django.db.models import Q

from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, Program
from fourfold_web.shared.models import UUIDModel

# With the names of all four forms before it, it still fits into what learners read of a guide.
LONGEST_ABOUT = Membership._meta.get_field("about").max_length - 60


class OfferState(models.TextChoices):
    """Where an offer stands."""

    WAITING = "waiting", "Waits for the program"
    ACCEPTED = "accepted", "Accepted"
    NOT_NOW = "not_now", "Not now"
    WITHDRAWN = "withdrawn", "Withdrawn"


class GuideOffer(UUIDModel):
    """One learner's wish to guide in their program, and the director's answer."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="guide_offers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="guide_offers")
    # Learners read it once the offer is accepted, so it is written for everyone.
    about = models.CharField(max_length=LONGEST_ABOUT)
    forms = models.JSONField()
    state = models.CharField(max_length=9, choices=OfferState, default=OfferState.WAITING)
    offered_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-offered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "person"],
                condition=Q(state="waiting"),
                name="one_waiting_offer_per_person",
            )
        ]

    def __str__(self) -> str:
        return f"offer to guide {self.pk}"

    @property
    def waits(self) -> bool:
        """Whether the program has still to answer."""
        return self.state == OfferState.WAITING

    @property
    def forms_in_words(self) -> str:
        """“Coaching, mentoring”, in the order in which the forms are always shown."""
        names = [profile(form).name for form in FormOfGuidance if form in self.forms]
        return ", ".join(names).capitalize()
