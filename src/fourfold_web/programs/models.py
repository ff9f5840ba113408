"""Programs and the roles that persons hold in them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from fourfold.guidance.waiting import Pace, usual_pace
from fourfold_web.people.models import Person
from fourfold_web.shared.models import UUIDModel


def usual_nudge_days() -> list[int]:
    """The days on which a new program reminds people."""
    return list(usual_pace().nudge_days)


class Program(UUIDModel):
    """One program, such as a residency: its people, its words for help, its pace."""

    name = models.CharField(max_length=120)
    reply_within_days = models.PositiveSmallIntegerField(
        default=7, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    # Days of a wait on which the one who is waited for gets a reminder.
    nudge_days = models.JSONField(default=usual_nudge_days)
    # Shown on every session page, so that nobody in distress has to search (B-16).
    crisis_contact = models.CharField(max_length=300)
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def pace(self) -> Pace:
        """How long an answer may take here, and when to remind."""
        days = self.reply_within_days
        return Pace(days, tuple(day for day in self.nudge_days if day < days))


class MembershipRole(models.TextChoices):
    """What a person does in a program. A person may hold several roles."""

    LEARNER = "learner", "Learner"
    GUIDE = "guide", "Guide"
    DIRECTOR = "director", "Director"
    SUPERVISOR = "supervisor", "Supervisor"


class Membership(UUIDModel):
    """One role of one person in one program."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=MembershipRole)
    # What a guide can be asked about, in their own words; learners read it when they choose.
    about = models.CharField(max_length=300, blank=True)
    # How many people a guide can work with at a time; without a number there is no limit.
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    # A guide who takes nobody new for now; what runs goes on.
    paused = models.BooleanField(default=False)
    # Class or year of training, and place of work, as the roster has them; figures count by these.
    cohort = models.CharField(max_length=60, blank=True)
    site = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["person__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "person", "role"], name="one_membership_per_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} is {self.role} in {self.program}"


class Supervision(UUIDModel):
    """A supervisor's present responsibility for a learner's work (G-94, G-95)."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="supervisions")
    supervisor = models.ForeignKey(Person, models.CASCADE, related_name="supervises")
    learner = models.ForeignKey(Person, models.CASCADE, related_name="supervised_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program", "supervisor", "learner"], name="one_supervision_per_pair"
            ),
            models.CheckConstraint(
                condition=~models.Q(supervisor=models.F("learner")), name="nobody_supervises_self"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supervisor} supervises {self.learner}"
