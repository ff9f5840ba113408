"""Techniques that guides share with each other (G-49)."""

from django.db import models

from fourfold.confidentiality.small_cells import shown
from fourfold.guidance.intake import question
from fourfold.learning.techniques import settings, tries_in_words
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.fields import ConfidentialJSON, ConfidentialText
from fourfold_web.shared.models import UUIDModel


class TechniqueInvitation(UUIDModel):
    """A guide whom learners often seek is asked to share; why, and how often, is in no row."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="+")
    guide = models.ForeignKey(Person, models.CASCADE, related_name="technique_invitations")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "guide"], name="one_invitation_to_share")
        ]

    def __str__(self) -> str:
        return f"invitation of {self.guide_id}"


class Technique(UUIDModel):
    """What worked for a guide and what did not, in a form, on a topic, in a setting."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="techniques")
    author = models.ForeignKey(Person, models.CASCADE, related_name="techniques")
    form_of_guidance = models.CharField(max_length=24)
    # Values of the intake's topics and of the core's settings.
    topic = models.CharField(max_length=30)
    setting = models.CharField(max_length=20)
    # Keys title, worked and did_not.
    words = ConfidentialJSON(datum="technique")
    created_at = models.DateTimeField(auto_now_add=True)
    # Taken off the page by a director, with a reason for its author.
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = ConfidentialText(datum="technique", blank=True, default="")

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"technique {self.pk}"

    @property
    def title(self) -> str:
        """What its author calls it."""
        return self.words["title"]

    @property
    def topic_in_words(self) -> str:
        """What a page calls the topic."""
        return question("topic").choice(self.topic).label

    @property
    def setting_in_words(self) -> str:
        """What a page calls the setting."""
        return settings()[self.setting]

    @property
    def tries(self) -> str:
        """What may show of how it went for others; empty while too few have tried it."""
        found = [each.helped for each in self.tried.all()]
        counts = (len(found), sum(found), len(found) - sum(found))
        return tries_in_words(*(shown(each) for each in counts))


class Tried(UUIDModel):
    """One guide's word on whether a technique helped; nobody else reads it as theirs."""

    technique = models.ForeignKey(Technique, models.CASCADE, related_name="tried")
    guide = models.ForeignKey(Person, models.CASCADE, related_name="+")
    helped = models.BooleanField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["technique", "guide"], name="one_word_per_guide")
        ]

    def __str__(self) -> str:
        return f"tried by {self.guide_id}"
