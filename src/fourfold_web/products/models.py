"""What came of a mentoring (G-19): a paper, a talk, anything with a title."""

from django.db import models

from fourfold.guidance.products import Found, Reference
from fourfold_web.engagements.models import Engagement
from fourfold_web.shared.fields import ConfidentialJSON
from fourfold_web.shared.models import UUIDModel


class MentorRole(models.TextChoices):
    """What the mentor did for it, as the learner credits it."""

    AUTHOR = "author", "Author"
    ADVISER = "adviser", "Adviser"
    NONE = "none", "No part in it"


class Product(UUIDModel):
    """One thing that the learner of a pair made and confirmed."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="products")
    # Title, year and reference in one column, since all of it is the learner's to show.
    entry = ConfidentialJSON(datum="products")
    mentor_role = models.CharField(max_length=8, choices=MentorRole)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"product {self.pk}"

    @property
    def title(self) -> str:
        """What it is called."""
        return self.entry["title"]

    @property
    def year(self) -> int | None:
        """When it came out, as far as it was said."""
        return self.entry["year"]

    @property
    def reference(self) -> Reference:
        """Its DOI or PMID, or its title where it has neither."""
        return Reference(Found(self.entry["found"]), self.entry["value"])
