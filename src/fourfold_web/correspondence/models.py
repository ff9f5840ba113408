"""The outbox: one row a mail, so that what was sent to whom, and when, can be looked up; what
calendars answered, how often codes were tried, and how each person wants to hear from the site."""

from datetime import time

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from fourfold.scheduling.quiet import QuietHours, most_weekly_nudges, usual_mail
from fourfold_web.correspondence.kinds import MailKind
from fourfold_web.people.models import Person
from fourfold_web.shared.fields import ConfidentialText
from fourfold_web.shared.models import UUIDModel


class Dropped(models.TextChoices):
    """Why a mail did not go out."""

    LEFT = "left", "The person may no longer sign in"
    STOPPED = "stopped", "The person does not want this kind"
    OVERTAKEN = "overtaken", "A newer invitation went out"
    LISTED = "listed", "The weekly list told of it"
    SETTLED = "settled", "It was settled meanwhile"


def usual_quiet_from() -> time:
    """When quiet hours begin for somebody who has chosen nothing."""
    return usual_mail().quiet.starts


def usual_quiet_to() -> time:
    """When they end."""
    return usual_mail().quiet.ends


def usual_quiet_weekends() -> bool:
    """Whether Saturday and Sunday are quiet throughout."""
    return usual_mail().quiet.weekends


def usual_weekly_nudges() -> int:
    """How many reminders go out in seven days."""
    return usual_mail().weekly_nudges


def usual_list_day() -> int:
    """The day of the weekly list."""
    return usual_mail().list_day


class OutgoingMail(UUIDModel):
    """One mail to one person. It holds no words of anybody: the mail leads to a page that does."""

    to = models.ForeignKey(Person, models.CASCADE, related_name="outgoing_mail")
    # Where it goes when that is not the address the person signs in with; forgotten once sent.
    address = models.EmailField(blank=True, default="")
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
    # Set instead of sent_at when there is no sense in sending it.
    dropped_at = models.DateTimeField(null=True)
    dropped_because = models.CharField(max_length=10, choices=Dropped, blank=True)
    # Set instead of sent_at when the mail server says that it can never be delivered.
    undeliverable_at = models.DateTimeField(null=True)
    # A nudge that is one too many this week waits for the weekly list, and then for nothing.
    held_since = models.DateTimeField(null=True)
    told_in = models.ForeignKey("self", models.SET_NULL, null=True, related_name="tells_of")

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["to", "sent_at"], name="mail_by_person"),
            # What the recurring looks ask for: a handful of rows, however long the outbox is.
            models.Index(
                fields=["failed_at"],
                condition=Q(sent_at=None, dropped_at=None, undeliverable_at=None),
                name="mail_still_to_go",
            ),
            models.Index(
                fields=["path"], condition=Q(sent_at=None, dropped_at=None), name="mail_unsent"
            ),
            models.Index(
                fields=["held_since"],
                condition=Q(held_since__isnull=False, dropped_at=None),
                name="mail_held",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do with it."""
        return bool(self.sent_at or self.dropped_at or self.undeliverable_at)


class CalendarEntry(UUIDModel):
    """The invitation that one mail carries, as its calendar will know it."""

    mail = models.OneToOneField(OutgoingMail, models.CASCADE, related_name="entry")
    uid = models.CharField(max_length=200)
    sequence = models.PositiveIntegerField()
    method = models.CharField(max_length=10)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # Only for readers who want to see the other's name in their calendar.
    with_name = ConfidentialText(datum="agreed_times", blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["uid", "sequence"], name="entry_by_uid")]

    def __str__(self) -> str:
        return f"{self.method} {self.sequence} of {self.uid}"


class CalendarAnswer(UUIDModel):
    """What one person's calendar answered to an invitation: the latest word for each meeting."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="calendar_answers")
    uid = models.CharField(max_length=200)
    sequence = models.PositiveIntegerField()
    answer = models.CharField(max_length=10)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["uid", "person"], name="one_answer_per_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.answer} to {self.uid}"


class CodeTries(UUIDModel):
    """When codes of mails were tried for one email address, be it anybody's or nobody's."""

    # A keyed hash: made-up and mistyped addresses are nothing to keep.
    address = models.CharField(max_length=64, unique=True)
    # Seconds since 1970, the latest last.
    moments = models.JSONField(default=list)
    latest_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"tries {self.pk}"


class MailPreferences(UUIDModel):
    """How a person wants to hear from the site; without a row the usual holds."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="mail_preferences")
    quiet_from = models.TimeField(default=usual_quiet_from)
    quiet_to = models.TimeField(default=usual_quiet_to)
    quiet_weekends = models.BooleanField(default=usual_quiet_weekends)
    # Reminders in seven days; what is more goes into one list a week.
    weekly_nudges = models.PositiveSmallIntegerField(
        default=usual_weekly_nudges, validators=[MaxValueValidator(most_weekly_nudges())]
    )
    # Monday is 0.
    list_day = models.PositiveSmallIntegerField(
        default=usual_list_day, validators=[MaxValueValidator(6)]
    )
    stopped_kinds = models.JSONField(default=list)
    # The kinds that come only when somebody asks for them.
    wanted_kinds = models.JSONField(default=list)
    names_partner = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"mail preferences of {self.person_id}"

    def wants(self, kind: MailKind) -> bool:
        """Whether a nudge of this kind may reach the person."""
        if kind.opt_in:
            return kind.name in self.wanted_kinds
        return kind.name not in self.stopped_kinds

    @property
    def quiet_hours(self) -> QuietHours:
        """The hours without reminders, as a value of the core."""
        return QuietHours(self.quiet_from, self.quiet_to, self.quiet_weekends)
