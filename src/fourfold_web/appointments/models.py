"""Agreed times: what is booked, the claims that keep two bookings apart, and what is proposed."""

from uuid import uuid4
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from fourfold_web.engagements.models import Engagement, GuidanceRequest
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, Program
from fourfold_web.shared.fields import ConfidentialText
from fourfold_web.shared.models import UUIDModel


def new_uid() -> str:
    """What calendars know an appointment by, in every invitation and update."""
    return f"{uuid4()}@fourfold"


class AppointmentKind(models.TextChoices):
    """What two people meet for."""

    SESSION = "session", "Session"
    DISCOVERY = "discovery", "Getting to know each other"
    OFFICE_HOURS = "office_hours", "Office hours"


class Appointment(UUIDModel):
    """One time that a guide and a learner have agreed on."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="appointments")
    guide = models.ForeignKey(Person, models.PROTECT, related_name="appointments_as_guide")
    learner = models.ForeignKey(Person, models.PROTECT, related_name="appointments_as_learner")
    kind = models.CharField(max_length=12, choices=AppointmentKind)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    engagement = models.ForeignKey(
        Engagement, models.CASCADE, null=True, related_name="appointments"
    )
    guidance_request = models.ForeignKey(
        GuidanceRequest, models.SET_NULL, null=True, related_name="appointments"
    )
    # What the learner would like to ask, where no request says it.
    words = ConfidentialText(datum="agreed_times", blank=True, default="")
    uid = models.CharField(max_length=80, unique=True, default=new_uid, editable=False)
    # Counts up with each change, so that calendars know which invitation is the newest.
    sequence = models.PositiveIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # Who could not come, when it did not take place.
    missed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["starts_at"]
        indexes = [
            models.Index(fields=["guide", "starts_at"], name="appointment_by_guide"),
            models.Index(fields=["learner", "starts_at"], name="appointment_by_learner"),
            models.Index(
                fields=["starts_at"],
                condition=Q(cancelled_at=None, missed_by=None),
                name="standing_appointment_by_start",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="appointment_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(learner=F("guide")), name="nobody_meets_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"

    def other(self, person: Person) -> Person:
        """The other party."""
        return self.guide if person == self.learner else self.learner

    @property
    def is_standing(self) -> bool:
        """Whether the two are to meet then, or have met."""
        return self.cancelled_at is None and self.missed_by_id is None

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


class TimeClaim(UUIDModel):
    """The stretch of one person's time that an appointment takes; there are two a time.

    On PostgreSQL an exclusion constraint of the migration refuses a second claim on any part of it,
    whichever role the person has in either appointment.
    """

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="claims")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["person", "ends_at"], name="claim_by_person")]
        constraints = [
            models.UniqueConstraint(fields=["appointment", "person"], name="one_claim_per_party"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="claim_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"claim of {self.appointment_id}"


class ProposalOutcome(models.TextChoices):
    """How a proposal of times was settled."""

    TAKEN = "taken", "One was taken"
    NONE_SUITS = "none_suits", "None of them suits"
    REPLACED = "replaced", "Other times were proposed"


class TimeProposal(UUIDModel):
    """Up to three times that one side proposes and the other picks from.

    It may hang on a guidance request, before there is a pair.
    """

    guide = models.ForeignKey(Person, models.PROTECT, related_name="+")
    learner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    engagement = models.ForeignKey(
        Engagement, models.CASCADE, null=True, related_name="time_proposals"
    )
    guidance_request = models.ForeignKey(
        GuidanceRequest, models.CASCADE, null=True, related_name="time_proposals"
    )
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=10, choices=ProposalOutcome, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(engagement__isnull=False) | Q(guidance_request__isnull=False),
                name="proposal_is_for_a_pair_or_request",
            ),
            # The newest times are the ones to answer.
            models.UniqueConstraint(
                fields=["engagement"], condition=Q(outcome=""), name="one_open_proposal_per_pair"
            ),
            models.UniqueConstraint(
                fields=["guidance_request"],
                condition=Q(outcome=""),
                name="one_open_proposal_per_request",
            ),
        ]

    def __str__(self) -> str:
        return f"time proposal {self.pk}"

    def other(self, person: Person) -> Person:
        """The other party."""
        return self.guide if person == self.learner else self.learner


class ProposedTime(UUIDModel):
    """One of the times of a proposal."""

    proposal = models.ForeignKey(TimeProposal, models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "starts_at"], name="one_option_per_moment")
        ]

    def __str__(self) -> str:
        return f"option of {self.proposal_id}"


class OfficeHours(UUIDModel):
    """A stretch of a guide's week, or of one day, cut into times that learners book straight.

    The clock is that of `time_zone`, so that the hours stay where they are on the wall in summer
    and in winter.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="office_hours")
    # Weekly from this day on when `is_weekly`, else on this day.
    day = models.DateField()
    is_weekly = models.BooleanField(default=True)
    starts = models.TimeField()
    ends = models.TimeField()
    minutes = models.PositiveSmallIntegerField(
        default=20, validators=[MinValueValidator(10), MaxValueValidator(120)]
    )
    time_zone = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["day", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="office_hours_end_after_they_start"
            )
        ]

    def __str__(self) -> str:
        return f"office hours {self.pk}"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of its clock."""
        return ZoneInfo(self.time_zone)


class DiscoveryOffer(UUIDModel):
    """A guide who meets people for half an hour before anything is agreed (G-116)."""

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="discovery_offer")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"discovery offer of {self.membership_id}"


class WaitingPlace(UUIDModel):
    """A learner who waits for a time with a guide, in the order of joining.

    Who is told of a free time has it held for a while; then the next one is told.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="waiting_places")
    learner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    joined_at = models.DateTimeField(auto_now_add=True)
    held_from = models.DateTimeField(null=True)
    held_to = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["joined_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "learner"],
                condition=Q(left_at=None),
                name="one_waiting_place_per_learner",
            )
        ]

    def __str__(self) -> str:
        return f"waiting place {self.pk}"
