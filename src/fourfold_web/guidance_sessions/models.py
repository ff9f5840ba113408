"""One meeting of a pair: its opening, its role switches, its notes and both sides' closing."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fourfold.guidance import session as core
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.appointments.models import Appointment
from fourfold_web.engagements.models import Engagement
from fourfold_web.goals.models import Step
from fourfold_web.people.models import Person
from fourfold_web.shared.fields import ConfidentialText
from fourfold_web.shared.models import UUIDModel

FROM_1_TO_5 = [MinValueValidator(1), MaxValueValidator(5)]


class GuidanceSession(UUIDModel):
    """One meeting, planned or held. Its state follows from its moments; see `to_core`."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="guidance_sessions")
    planned_for = models.DateTimeField(null=True)
    # What holds the time of a planned meeting; `planned_for` follows it.
    appointment = models.OneToOneField(
        Appointment, models.SET_NULL, null=True, related_name="guidance_session"
    )
    called_off_at = models.DateTimeField(null=True)
    # When the learner last said, before the meeting, what they want to leave with.
    prepared_at = models.DateTimeField(null=True)
    # It took place away from the screen and was noted down afterwards.
    held_on_paper = models.BooleanField(default=False)
    guidance_sought = ConfidentialText(datum="guidance_session", blank=True, default="")
    goal = ConfidentialText(datum="guidance_session", blank=True, default="")
    form_of_guidance = models.CharField(max_length=24, blank=True)
    guide_provides = ConfidentialText(datum="guidance_session", blank=True, default="")
    covered = ConfidentialText(datum="guidance_session", blank=True, default="")
    not_covered = ConfidentialText(datum="guidance_session", blank=True, default="")
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    next_meeting_at = models.DateTimeField(null=True)
    no_next_meeting = models.BooleanField(default=False)

    class Meta:
        ordering = [F("opened_at").desc(nulls_first=True), "planned_for"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_at=None) | ~Q(form_of_guidance=""),
                name="open_session_has_a_form",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("opened_at")),
                name="session_ends_after_it_opens",
            ),
            # A pair cannot be in two rooms, whoever taps first.
            models.UniqueConstraint(
                fields=["engagement"],
                condition=Q(opened_at__isnull=False, ended_at=None),
                name="one_open_session_per_pair",
            ),
            # Two taps, or both sides at once, plan one meeting. One that was opened before its time
            # leaves that time free.
            models.UniqueConstraint(
                fields=["engagement", "planned_for"],
                condition=Q(planned_for__isnull=False, opened_at=None, called_off_at=None),
                name="one_planned_session_per_moment",
            ),
        ]
        indexes = [
            # Few of all sessions wait for a closing, and a director's pages look for these.
            models.Index(
                fields=["engagement"],
                condition=Q(ended_at__isnull=False, completed_at=None),
                name="session_to_close",
            )
        ]

    def __str__(self) -> str:
        return f"guidance session {self.pk}"

    def to_core(self) -> core.GuidanceSession:
        """The meeting as the protocol knows it, without the switches that were undone."""
        return core.GuidanceSession(
            opening=self.opening,
            opened_at=self.opened_at,
            switches=tuple(each.to_core() for each in self.switches.all() if not each.undone_at),
            ended_at=self.ended_at,
            closing_feedback=_core_of(self, "closing_feedback"),
            guide_reflection=_core_of(self, "guide_reflection"),
            next_meeting=core.NextMeeting(
                at=self.next_meeting_at, none_planned=self.no_next_meeting
            ),
        )

    @property
    def opening(self) -> core.Opening:
        """What was said at the start, as far as it was said."""
        return core.Opening(
            guidance_sought=self.guidance_sought,
            goal=self.goal,
            form_of_guidance=FormOfGuidance(self.form_of_guidance)
            if self.form_of_guidance
            else None,
            guide_provides=self.guide_provides,
            covered=self.covered,
            not_covered=self.not_covered,
        )

    @property
    def is_over(self) -> bool:
        """Whether its agreed time has run out, so that it is neither moved nor called off."""
        return self.appointment is not None and self.appointment.ends_at <= timezone.now()

    @property
    def has_passed(self) -> bool:
        """Whether its planned time has come, so that it may not have taken place."""
        return self.planned_for is not None and self.planned_for <= timezone.now()

    @property
    def is_open(self) -> bool:
        """Whether the two meet now."""
        return self.opened_at is not None and self.ended_at is None


class RoleSwitch(UUIDModel):
    """A spoken change of form. An undone switch stays as a row and counts for nothing."""

    guidance_session = models.ForeignKey(GuidanceSession, models.CASCADE, related_name="switches")
    at = models.DateTimeField()
    from_form = models.CharField(max_length=24)
    to_form = models.CharField(max_length=24)
    spoken_words = ConfidentialText(datum="guidance_session", blank=True, default="")
    marked_later = models.BooleanField(default=False)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.from_form} to {self.to_form}"

    def to_core(self) -> core.RoleSwitch:
        """The switch as the protocol knows it."""
        return core.RoleSwitch(
            at=self.at,
            from_form=FormOfGuidance(self.from_form),
            to_form=FormOfGuidance(self.to_form),
            spoken_words=self.spoken_words,
            marked_later=self.marked_later,
        )


class ClosingFeedback(UUIDModel):
    """The learner's answers at the end. The guide reads them only as an open reply."""

    guidance_session = models.OneToOneField(
        GuidanceSession, models.CASCADE, related_name="closing_feedback"
    )
    learner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    usefulness = models.PositiveSmallIntegerField(validators=FROM_1_TO_5)
    stayed_in_role = models.PositiveSmallIntegerField(validators=FROM_1_TO_5)
    words = ConfidentialText(datum="closing_feedback", blank=True, default="")
    open_reply = models.BooleanField(default=False)
    next_step = ConfidentialText(datum="shared_notes", blank=True, default="")
    # The same step where it is followed, with who does it and until when.
    step = models.OneToOneField(Step, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"closing feedback on {self.guidance_session_id}"

    def to_core(self) -> core.ClosingFeedback:
        """The answers that the protocol asks for; the learner's words stay here."""
        return core.ClosingFeedback(
            usefulness=self.usefulness,
            stayed_in_role=self.stayed_in_role,
            next_step=self.next_step,
        )


class GuideReflection(UUIDModel):
    """The guide's own look back; nobody else reads it."""

    guidance_session = models.OneToOneField(
        GuidanceSession, models.CASCADE, related_name="guide_reflection"
    )
    guide = models.ForeignKey(Person, models.PROTECT, related_name="+")
    stayed_in_role = models.PositiveSmallIntegerField(validators=FROM_1_TO_5)
    moment = ConfidentialText(datum="guide_reflection", blank=True, default="")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"reflection on {self.guidance_session_id}"

    def to_core(self) -> core.GuideReflection:
        """The reflection as the protocol knows it."""
        return core.GuideReflection(stayed_in_role=self.stayed_in_role, moment=self.moment)


class Note(UUIDModel):
    """What somebody writes in a meeting, saved as it is typed.

    `version` counts the changes. A text that was typed without having seen the newest version does
    not replace it: it becomes a row `beside` it, until somebody puts the two together.
    """

    version = models.PositiveIntegerField(default=1)
    beside = models.ForeignKey("self", models.CASCADE, null=True, related_name="others")
    # Its words now stand in the text that it was beside.
    joined_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    # The open page that wrote last, and which of its saves it was: a save whose answer was lost
    # comes again, and is no second text.
    page = models.UUIDField(null=True)
    page_save = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["written_at"]

    def __str__(self) -> str:
        return f"note {self.pk}"


class SharedNote(Note):
    """What both read and write."""

    guidance_session = models.ForeignKey(
        GuidanceSession, models.CASCADE, related_name="shared_notes"
    )
    words = ConfidentialText(datum="shared_notes", blank=True, default="")

    class Meta(Note.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["guidance_session"],
                condition=Q(beside=None),
                name="one_shared_note_per_session",
            )
        ]


class PrivateNote(Note):
    """What the guide writes for themselves. Once shared it is a record, and nobody changes it."""

    guidance_session = models.ForeignKey(
        GuidanceSession, models.CASCADE, related_name="private_notes"
    )
    words = ConfidentialText(datum="private_notes", blank=True, default="")
    shared_at = models.DateTimeField(null=True)

    class Meta(Note.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["guidance_session"],
                condition=Q(beside=None, shared_at=None),
                name="one_private_note_per_session",
            )
        ]


class MeetingWatch(UUIDModel):
    """When to look next whether a pair still meets, and whether the two were told that it does not.

    One row for each running pair, so that a round looks only at those whose time has come (A-18).
    """

    engagement = models.OneToOneField(Engagement, models.CASCADE, related_name="watch")
    look_at = models.DateTimeField(db_index=True)
    told_at = models.DateTimeField(null=True)
    # When the pair was last seen to rest; a silence is not counted from before.
    rested_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"watch on {self.engagement_id}"


def _core_of(guidance_session: GuidanceSession, name: str):
    row = getattr(guidance_session, name, None)
    return row.to_core() if row else None
