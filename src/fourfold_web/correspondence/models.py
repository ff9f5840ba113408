"""The outbox: one row a mail, so that what was sent to whom, and when, can be looked up."""

from django.db import models

from fourfold_web.people.models import Person
from fourfold_web.shared.models import UUIDModel


class OutgoingMail(UUIDModel):
    """One mail to one person. It holds no words of anybody: the mail leads to a page that does."""

    to = models.ForeignKey(Person, models.CASCADE, related_name="outgoing_mail")
    kind = models.CharField(max_length=40)
    # Where the mail's one button leads: a page of this site that only shows.
    path = models.CharField(max_length=300)
    facts = models.JSONField(default=dict)
    # Names the event that the mail tells of, so that telling twice makes one mail.
    key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Set while a worker hands the mail over, so that no second one does so meanwhile.
    sending_since = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    # Set instead of sent_at when the person may no longer sign in.
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
