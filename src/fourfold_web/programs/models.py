"""Programs with their rules, and the roles that persons hold in them."""

from datetime import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from fourfold.confidentiality.narrowing import Period, in_force
from fourfold.guidance.agreement import Length, usual_length
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.program_clauses import ProgramClause, read_clauses
from fourfold.guidance.waiting import Pace, usual_pace
from fourfold_web.people.models import Person
from fourfold_web.shared.models import UUIDModel

# What a program starts with that has not said whom its people can turn to.
CRISIS_CONTACT = "In an emergency call your local emergency number."


def usual_nudge_days() -> list[int]:
    """The days on which a new program reminds people."""
    return list(usual_pace().nudge_days)


def all_forms() -> list[str]:
    """The four forms, which a new program offers all."""
    return [form.value for form in FormOfGuidance]


class Program(UUIDModel):
    """One program, such as a residency: its people, its words for help, its rules."""

    name = models.CharField(max_length=120)
    reply_within_days = models.PositiveSmallIntegerField(
        default=7, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    # Days of a wait on which the one who is waited for gets a reminder.
    nudge_days = models.JSONField(default=usual_nudge_days)
    # Shown on every session page, so that nobody in distress has to search (B-16).
    crisis_contact = models.CharField(max_length=300)
    # Where somebody who is treated badly can report it; stands beside the crisis contact.
    report_contact = models.CharField(max_length=300, blank=True)
    # Values of FormOfGuidance. What runs goes on in a form that is not among them.
    forms_on = models.JSONField(default=all_forms)
    # By form: what it is also called here; time frame, cadence and days where not the usual ones.
    local_names = models.JSONField(default=dict, blank=True)
    lengths = models.JSONField(default=dict, blank=True)
    # How many people a guide who joins takes on at first; without a number there is no limit.
    usual_room = models.PositiveSmallIntegerField(null=True, blank=True)
    # Days after the end of a pair; without a number transcripts stay until one of the two acts.
    transcripts_kept_days = models.PositiveSmallIntegerField(null=True, blank=True)
    # Stretches in which the program kept to a narrowing: name, since, until or None. They stand in
    # the row because every page that shows confidential data asks for them.
    narrowing_periods = models.JSONField(default=list, blank=True)
    # The template that was applied last.
    template = models.CharField(max_length=40, blank=True)
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

    @property
    def forms(self) -> tuple[FormOfGuidance, ...]:
        """The forms that are offered here, in the order in which they are always shown."""
        return tuple(form for form in FormOfGuidance if form in self.forms_on)

    def length(self, form: FormOfGuidance) -> Length:
        """How long a form lasts here, and how often people meet."""
        own = self.lengths.get(form)
        return Length(**own) if own else usual_length(form)

    @property
    def contacts(self) -> dict[str, str]:
        """What the foot of a page shows for people in distress (B-16)."""
        return {"crisis_contact": self.crisis_contact, "report_contact": self.report_contact}

    @property
    def periods(self) -> tuple[Period, ...]:
        """When the program kept to which narrowing, the oldest first."""
        return tuple(
            Period(
                each["name"],
                datetime.fromisoformat(each["since"]),
                datetime.fromisoformat(each["until"]) if each["until"] else None,
            )
            for each in self.narrowing_periods
        )

    def narrowed_by(self, *, collected: datetime) -> frozenset[str]:
        """The narrowings that hold here for data which were collected at this moment."""
        return (
            in_force(self.periods, collected=collected) if self.narrowing_periods else frozenset()
        )


class ClauseVersion(UUIDModel):
    """What a program asks of every pair, as it was written at one moment; never changed."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="clause_versions")
    number = models.PositiveSmallIntegerField()
    clauses = models.JSONField(default=list, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="one_clauses_per_number")
        ]

    def __str__(self) -> str:
        return f"clauses {self.number} of {self.program_id}"

    def to_core(self) -> tuple[ProgramClause, ...]:
        """The clauses in these words."""
        return read_clauses(self.clauses)


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
    # The number another system knows them by; it finds them again when their address has changed.
    external_id = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["person__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "person", "role"], name="one_membership_per_role"
            ),
            models.UniqueConstraint(
                fields=["program", "external_id", "role"],
                condition=~models.Q(external_id=""),
                name="one_membership_per_number",
            ),
        ]
        indexes = [
            # A program's list is looked through by cohort.
            models.Index(fields=["program", "role", "cohort"], name="members_by_cohort"),
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
