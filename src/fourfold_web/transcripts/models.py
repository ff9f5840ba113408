"""A session's words: both sides' consent, what was brought in, and what was coded in it."""

from django.db import models
from django.utils import timezone

from fourfold.confidentiality.screening.hits import Place
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.transcripts.coded import Coding, corrected
from fourfold.transcripts.moves import Move
from fourfold.transcripts.transcript import Transcript as Talk
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.fields import ConfidentialJSON, ConfidentialText
from fourfold_web.shared.models import UUIDModel
from fourfold_web.transcripts import stored


class TranscriptConsent(UUIDModel):
    """One side's answer for one session (B-12). Answering again replaces the answer."""

    guidance_session = models.ForeignKey(
        GuidanceSession, models.CASCADE, related_name="transcript_consents"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_yes = models.BooleanField()
    answered_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["answered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance_session", "person"], name="one_consent_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"consent of {self.person_id} to {self.guidance_session_id}"

    @property
    def holds(self) -> bool:
        """Whether it is a yes that was not taken back."""
        return self.is_yes and self.withdrawn_at is None


class TranscriptDraft(UUIDModel):
    """Words that were read and not yet screened; gone at `expires_at` (B-9)."""

    guidance_session = models.OneToOneField(
        GuidanceSession, models.CASCADE, related_name="transcript_draft"
    )
    guide = models.ForeignKey(Person, models.PROTECT, related_name="+")
    talk = ConfidentialJSON(datum="transcript")
    hits = ConfidentialJSON(datum="transcript")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"transcript draft {self.pk}"

    def to_core(self) -> Talk:
        """The talk as the reader found it."""
        return stored.talk_from(self.talk)

    @property
    def places(self) -> tuple[Place, ...]:
        """What the screen found in it."""
        return stored.places_from(self.hits)


class Transcript(UUIDModel):
    """The screened words of one session, and their codes once a job has found them.

    The report is computed from both whenever it is read, so a contested code needs no second
    bookkeeping.
    """

    guidance_session = models.OneToOneField(
        GuidanceSession, models.CASCADE, related_name="transcript"
    )
    guide = models.ForeignKey(Person, models.PROTECT, related_name="+")
    declared_form = models.CharField(max_length=24)
    format = models.CharField(max_length=24)
    turns = ConfidentialJSON(datum="transcript")
    turn_count = models.PositiveIntegerField()
    codes = ConfidentialJSON(datum="in_role_report", null=True)
    # What coded it: a later coder may find other moves in the same words.
    coder_version = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    coded_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    shared_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"transcript {self.pk}"

    @property
    def form(self) -> FormOfGuidance:
        """The form that was declared when the session opened."""
        return FormOfGuidance(self.declared_form)

    def to_core(self) -> Coding:
        """The coded talk with what the guide corrected. Only once it is coded."""
        said = {each.turn_index: Move(each.move) for each in self.contests.all()}
        return corrected(stored.coding_from(self.turns, self.codes), said)


class ContestedMove(UUIDModel):
    """“This is wrong”: what the guide says that a turn of theirs does instead."""

    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="contests")
    turn_index = models.PositiveIntegerField()
    move = ConfidentialText(datum="in_role_report")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["turn_index"]
        constraints = [
            models.UniqueConstraint(
                fields=["transcript", "turn_index"], name="one_contest_per_turn"
            )
        ]

    def __str__(self) -> str:
        return f"contest of turn {self.turn_index} in {self.transcript_id}"


class ShorterTime(UUIDModel):
    """A shorter time to keep transcripts, which waits until both of each pair have their notice."""

    program = models.OneToOneField(Program, models.CASCADE, related_name="+")
    days = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(auto_now_add=True)
    # Counted from when everybody was told; nothing is deleted by it before.
    holds_from = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"shorter time of {self.program_id}"
