"""What every row shares: an unguessable key, and the audit trail of writes."""

import uuid

from django.db import models


class UUIDModel(models.Model):
    """A row whose address in a URL cannot be guessed or counted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class AuditEntry(UUIDModel):
    """Who did what to which row, and when. Never holds what somebody wrote."""

    at = models.DateTimeField(auto_now_add=True)
    # An id and no foreign key: the entry outlives the person, whose erasure leaves no name here.
    actor_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    of = models.CharField(max_length=60)
    of_id = models.UUIDField()
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["of", "of_id", "at"], name="audit_by_row")]

    def __str__(self) -> str:
        return f"{self.verb} {self.of} {self.of_id}"
