"""A program's documents: the text of each version, its review, and what the program means so."""

from django.db import models
from django.db.models import Q

from fourfold.documents.review import DocumentReview
from fourfold.documents.text import DocumentText
from fourfold_web.documents.stored import review_from_json
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.fields import ConfidentialJSON, ConfidentialText
from fourfold_web.shared.models import UUIDModel

LONGEST_NAME = 120


class VersionState(models.TextChoices):
    """Where a version stands. Only what is reviewed is shown to guides."""

    WAITING = "waiting", "Waits for its turn"
    READING = "reading", "Being read"
    REVIEWED = "reviewed", "Reviewed"
    REFUSED = "refused", "Not read"


AT_WORK = (VersionState.WAITING, VersionState.READING)


class Document(UUIDModel):
    """One handbook, role description or page; what was read of it stands in its versions."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="documents")
    # The file's name, or the title of a pasted text.
    name = models.CharField(max_length=LONGEST_NAME)
    # Of the newest reviewed version, without what the program means so; None before the first.
    open_findings = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "created_at"]

    def __str__(self) -> str:
        return f"document {self.pk}"


class Version(UUIDModel):
    """One reading of a document: its text and review, or why it could not be read."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    state = models.CharField(max_length=8, choices=VersionState, default=VersionState.WAITING)
    pages_done = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    # One sentence why it was not read.
    refusal = ConfidentialText(datum="program_documents", blank=True)
    # What was odd in the file: letters that were guessed, pages without text.
    notes = ConfidentialJSON(datum="program_documents", default=list)
    text = ConfidentialText(datum="program_documents", blank=True)
    page_starts = models.JSONField(default=list)
    review = ConfidentialJSON(datum="program_documents", null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="one_document_version_per_number"
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state__in=["waiting", "reading"]),
                name="one_version_at_work_per_document",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.document_id}"

    @property
    def is_at_work(self) -> bool:
        """Whether it waits or is read."""
        return self.state in AT_WORK

    def to_text(self) -> DocumentText:
        """The text with its places, under the name that people know."""
        return DocumentText(self.name, self.text, tuple(self.page_starts))

    def to_review(self) -> DocumentReview:
        """What was found in it."""
        return review_from_json(self.review, self.name)


class OriginalFile(UUIDModel):
    """The file as it came, kept for writing comments into a copy of it, and for nothing else."""

    version = models.OneToOneField(Version, models.CASCADE, related_name="file")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"file of {self.version_id}"


class MeantSo(UUIDModel):
    """A finding that the program decided against, with its reason.

    `document` is empty for one that only the comparison of documents shows.
    """

    program = models.ForeignKey(Program, models.CASCADE, related_name="meant_so")
    document = models.ForeignKey(Document, models.CASCADE, null=True, related_name="meant_so")
    code = models.CharField(max_length=40)
    term = models.CharField(max_length=80)
    why = ConfidentialText(datum="program_documents")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "code", "term"],
                condition=Q(document__isnull=False),
                name="one_reason_per_finding",
            ),
            models.UniqueConstraint(
                fields=["program", "code", "term"],
                condition=Q(document__isnull=True),
                name="one_reason_per_finding_across",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} meant so in {self.document_id or self.program_id}"

    @property
    def key(self) -> tuple[str, str]:
        """The finding that it is about, the same in every version."""
        return self.code, self.term


class Comparison(UUIDModel):
    """What only the comparison of a program's documents shows."""

    program = models.OneToOneField(Program, models.CASCADE, related_name="document_comparison")
    # Findings with places, and beside these the ids of the documents.
    across = ConfidentialJSON(datum="program_documents", default=list)
    # The ids of the versions that were compared.
    compared = models.JSONField(default=list)
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"comparison in {self.program_id}"
