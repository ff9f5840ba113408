"""Offers to guide (G-84), lists of people that are brought in, and the turn of a year."""

from django.db import models
from django.db.models import Q

from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold.programs.roster import Columns, looks_like
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, Program
from fourfold_web.shared.fields import ConfidentialJSON
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


class ImportState(models.TextChoices):
    """How far a list of people has come."""

    READ = "read", "Say what the columns hold"
    CHECKING = "checking", "Being checked"
    CHECKED = "checked", "Checked, nothing written"
    WRITING = "writing", "Being brought in"
    DONE = "done", "Brought in"
    STOPPED = "stopped", "Stopped"


class RosterImport(UUIDModel):
    """One file with people of a program, from its first reading to the last row written."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="roster_imports")
    # Nobody when it came from the shell.
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.READ)
    file_name = models.CharField(max_length=120)
    system = models.CharField(max_length=40, blank=True)
    headings = models.JSONField()
    # Nothing in the file said what its letters are, so a reader is asked whether they are right.
    letters_are_guessed = models.BooleanField(default=False)
    # As `Columns` of the core: headings by field, role_words, usual_role.
    columns = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(default=0)
    # Parts that the present step has done.
    parts_done = models.PositiveIntegerField(default=0)
    # Rows by what they mean, new roles by role; numbers only.
    counts = models.JSONField(default=dict)
    # Ids of people with a role that the file holds whom no row is about.
    missing = models.JSONField(default=list)
    # The roles that the file holds; whoever is missing in it can lose these and no others.
    roles = models.JSONField(default=list)
    sends_mail = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    asked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"roster import {self.pk}"

    def to_core(self) -> Columns:
        """Which column holds what."""
        return Columns(**self.columns)

    @property
    def looks_like(self) -> str:
        """What its file seems to be, in words."""
        return looks_like(self.system)

    @property
    def is_at_work(self) -> bool:
        """Whether a job of it waits or runs."""
        return self.state in (ImportState.CHECKING, ImportState.WRITING)


class RosterPart(UUIDModel):
    """Some rows of a file as they stood there; what has been written can go on from here."""

    roster_import = models.ForeignKey(RosterImport, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    # [[row number, [cells]]]; once all is written only the rows that were refused.
    rows = ConfidentialJSON(datum="roster_file")
    # [[row number, [sentences]]]
    refused = ConfidentialJSON(datum="roster_file", default=list)
    # [[row number, sentence]] about rows that were taken.
    noted = ConfidentialJSON(datum="roster_file", default=list)
    written_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["roster_import", "number"], name="one_part_per_number")
        ]

    def __str__(self) -> str:
        return f"part {self.number} of {self.roster_import_id}"


class SavedColumns(UUIDModel):
    """A choice of columns under a name, for the next file of the same kind."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="saved_columns")
    name = models.CharField(max_length=60)
    columns = models.JSONField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["program", "name"], name="one_choice_per_name")
        ]

    def __str__(self) -> str:
        return self.name

    def to_core(self) -> Columns:
        """Which column holds what."""
        return Columns(**self.columns)


class NewAddress(UUIDModel):
    """An address that a program's list has for somebody, with their yes or no to it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="new_addresses")
    program = models.ForeignKey(Program, models.CASCADE, related_name="+")
    email = models.EmailField()
    asked_at = models.DateTimeField(auto_now_add=True)
    # The mail to the new address whose code shows that its reader is the person.
    proof = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="+")
    # Who said no is not asked for the same address again.
    declined_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "email"], name="one_question_per_address")
        ]

    def __str__(self) -> str:
        return f"new address of {self.person_id}"


class RollOverState(models.TextChoices):
    """How far the turn of a year has come."""

    MOVING = "moving", "People are being moved"
    MOVED = "moved", "Moved; can still be undone"
    LEAVING = "leaving", "Those who leave are let go"
    FINISHED = "finished", "Finished"
    UNDONE = "undone", "Undone"


class RollOver(UUIDModel):
    """The turn of a year: cohorts move up, and the last ones leave a day later."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="roll_overs")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=RollOverState, default=RollOverState.MOVING)
    # Until then all of it can be undone; then those who leave are let go.
    leaves_at = models.DateTimeField()
    # The last day of the running pairs of those who leave, moved on so that each two have their
    # notice; without it the two decide.
    pairs_end_at = models.DateTimeField(null=True)
    pairs_ended_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["program"],
                condition=Q(state__in=["moving", "moved", "leaving"]),
                name="one_open_roll_over_per_program",
            )
        ]

    def __str__(self) -> str:
        return f"roll-over {self.pk}"


class RollOverStep(UUIDModel):
    """What becomes of one learner: the cohort they move to, or nothing when they leave."""

    roll_over = models.ForeignKey(RollOver, models.CASCADE, related_name="steps")
    # The role goes with whoever leaves; the person stays.
    membership = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    before = models.CharField(max_length=60)
    after = models.CharField(max_length=60, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["person__name"]

    def __str__(self) -> str:
        return f"step of {self.roll_over_id}"


class LastDay(UUIDModel):
    """When the pair of somebody who leaves ends, as both were told."""

    step = models.ForeignKey(RollOverStep, models.CASCADE, related_name="last_days")
    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="+")
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "engagement"], name="one_last_day_per_pair")
        ]

    def __str__(self) -> str:
        return f"last day of {self.engagement_id}"
