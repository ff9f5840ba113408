"""A program's own entries with their revisions, what was mailed on, reports on links, and news."""

from datetime import datetime, timedelta

from django.db import models

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.learning.library import EntryType, LibraryEntry, topics
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.fields import ConfidentialText
from fourfold_web.shared.models import UUIDModel

# A look ends within a minute; a worker may be busy before it begins.
STUCK_AFTER = timedelta(minutes=10)


class OwnEntry(UUIDModel):
    """One title that a program adds to the library; its words live in revisions."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="library_entries")
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"own entry {self.pk}"

    @property
    def newest(self) -> "EntryRevision":
        """The words that hold."""
        return list(self.revisions.all())[-1]

    def to_core(self) -> LibraryEntry:
        """The entry as the library lists it."""
        now = self.newest
        return LibraryEntry(
            key=str(self.pk),
            title=now.title,
            makers=tuple(each.strip() for each in now.makers.split(",") if each.strip()),
            type=EntryType(now.type),
            says=now.says,
            forms=tuple(FormOfGuidance(each) for each in now.forms),
            topics=tuple(each for each in now.topics if each in topics()),
            rights="Your program added this title and answers for it.",
            source="",
            link=now.link,
            year=now.year,
        )


class EntryRevision(UUIDModel):
    """The words of an own entry at one time; a change is a new revision."""

    entry = models.ForeignKey(OwnEntry, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    makers = models.CharField(max_length=200, blank=True)
    type = models.CharField(max_length=10)
    link = models.CharField(max_length=500, blank=True)
    says = ConfidentialText(datum="program_library")
    forms = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    year = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="one_revision_per_number")
        ]

    def __str__(self) -> str:
        return f"revision {self.number} of {self.entry_id}"


class MailedEntry(UUIDModel):
    """That one person mailed an entry on to another of their program, or to themselves."""

    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    # Null for an address that belongs to nobody of the program; it counts toward the daily number.
    to = models.ForeignKey(Person, models.CASCADE, null=True, related_name="entries_mailed_to")
    # The key of an entry of the core, or the id of an own one.
    entry = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["by", "at"], name="mailed_entry_by_sender")]

    def __str__(self) -> str:
        return f"{self.entry} mailed on"


class LinkReport(UUIDModel):
    """One look at every link, asked for by a director."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="link_reports")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            # However often the button is tapped, one look is under way.
            models.UniqueConstraint(
                fields=["program"],
                condition=models.Q(finished_at=None),
                name="one_look_at_links_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"link report {self.pk}"

    def is_stuck(self, now: datetime) -> bool:
        """Whether it should have been finished long ago, so that asking again makes sense."""
        return self.finished_at is None and now - self.asked_at > STUCK_AFTER


class LinkResult(UUIDModel):
    """What one link answered."""

    report = models.ForeignKey(LinkReport, models.CASCADE, related_name="results")
    place = models.PositiveSmallIntegerField()
    entry = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    link = models.CharField(max_length=500)
    # How it ended, one of link_answers.toml, and the number that the server gave, if any did.
    answer = models.CharField(max_length=20)
    status = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["report", "entry"], name="one_answer_per_link")
        ]

    def __str__(self) -> str:
        return f"{self.answer} of {self.link}"


class NewsItem(UUIDModel):
    """A short piece of news of a program, read by its people."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="news")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    title = models.CharField(max_length=100)
    words = ConfidentialText(datum="program_library")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"news {self.pk}"
