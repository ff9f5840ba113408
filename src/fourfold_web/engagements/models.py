"""GuidanceRequest → Agreement → Engagement: rows and constraints; no rule, no mail."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from fourfold.guidance.agreement import AgreementTerms
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.intake import Intake
from fourfold.guidance.recommend import Recommendation
from fourfold.guidance.waiting import Outcome, Party, Standing, reason_in_words
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.fields import ConfidentialJSON, ConfidentialText
from fourfold_web.shared.models import UUIDModel


class GuidanceRequestState(models.TextChoices):
    """Where a guidance request stands, and so who is waited for."""

    DRAFT = "draft", "Draft"
    WAITING = "waiting", "Waiting for a guide"
    OFFERED = "offered", "Another form was offered"
    ACCEPTED = "accepted", "Settling the agreement"
    AGREED = "agreed", "Agreed"
    DECLINED = "declined", "Declined"
    NO_GUIDE = "no_guide", "No guide found yet"
    WITHDRAWN = "withdrawn", "Withdrawn"
    CLOSED = "closed", "Closed by the program"


class Afterwards(models.TextChoices):
    """What the learner wants when nobody of those they named can take their request."""

    LEARNER = Outcome.LEARNER.value, "Ask me first"
    ANYONE = Outcome.ANYONE.value, "Ask any guide"
    PROGRAM = Outcome.PROGRAM.value, "Let the program find somebody"


class GuidanceRequest(UUIDModel):
    """What a learner asks for, with the recommendation as it was shown to them."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="guidance_requests")
    learner = models.ForeignKey(Person, models.PROTECT, related_name="guidance_requests")
    state = models.CharField(
        max_length=10, choices=GuidanceRequestState, default=GuidanceRequestState.DRAFT
    )
    text = ConfidentialText(datum="guidance_request", blank=True, default="")
    answers = ConfidentialJSON(datum="guidance_request", default=dict)
    # Apart from the answers, because the director's waiting list shows the topic and nothing else.
    topic = models.CharField(max_length=30, blank=True)
    recommendation = ConfidentialJSON(datum="guidance_request", null=True)
    chosen_form = models.CharField(max_length=24, blank=True)
    asked_guide = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="guidance_requests_asked"
    )
    guide = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="guidance_requests_taken"
    )
    offered_form = models.CharField(max_length=24, blank=True)
    afterwards = models.CharField(max_length=10, choices=Afterwards, default=Afterwards.LEARNER)
    # After a pair has ended: whom this asking leaves out.
    former_guide = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # When the present wait began, how many reminders went out in it, and when somebody who is asked
    # first read the request. All three start anew with each wait.
    waits_since = models.DateTimeField(null=True)
    nudges = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sent_at", "created_at"]
        indexes = [
            models.Index(fields=["program", "state", "sent_at"], name="request_queue"),
            models.Index(fields=["learner", "state"], name="request_by_learner"),
            models.Index(fields=["state", "waits_since"], name="request_by_wait"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | ~Q(chosen_form=""),
                name="sent_request_has_a_form",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["offered", "accepted", "agreed"]) | Q(guide__isnull=False),
                name="answered_request_has_a_guide",
            ),
            # However often and wherever “Ask for guidance” is tapped, there is one draft to go on.
            models.UniqueConstraint(
                fields=["learner", "program"],
                condition=Q(state="draft"),
                name="one_draft_per_learner_and_program",
            ),
        ]

    def __str__(self) -> str:
        return f"guidance request {self.pk}"

    def to_core(self) -> Intake:
        """What the learner said so far."""
        return Intake(answers=self.answers, text=self.text)

    @property
    def shown_recommendation(self) -> Recommendation | None:
        """The recommendation as the learner saw it when they chose."""
        return Recommendation.from_json(self.recommendation) if self.recommendation else None

    @property
    def form_of_guidance(self) -> FormOfGuidance | None:
        """The form that the learner chose; `None` until they do."""
        return FormOfGuidance(self.chosen_form) if self.chosen_form else None

    def standing(self, *, terms_by: Party | None, has_next_choice: bool) -> Standing:
        """Where the request stands, for the core to say who is waited for."""
        return Standing(
            state=self.state,
            since=self.waits_since,
            names_guide=self.asked_guide_id is not None,
            has_next_choice=has_next_choice,
            terms_by=terms_by,
            afterwards=Outcome(self.afterwards),
        )

    @property
    def is_override(self) -> bool:
        """Whether the learner chose another form than the recommended one."""
        shown = self.shown_recommendation
        return bool(shown and shown.form_of_guidance and shown.form_of_guidance != self.chosen_form)


class RequestChoice(UUIDModel):
    """One of the guides whom a learner names, in the order in which they are asked."""

    guidance_request = models.ForeignKey(GuidanceRequest, models.CASCADE, related_name="choices")
    guide = models.ForeignKey(Person, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    # Null while this guide is still to be asked.
    asked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance_request", "guide"], name="one_choice_per_guide"
            ),
            models.UniqueConstraint(
                fields=["guidance_request", "place"], name="one_choice_per_place"
            ),
        ]

    def __str__(self) -> str:
        return f"choice {self.place} of {self.guidance_request_id}"


class AnswerKind(models.TextChoices):
    """How a guide's turn at a guidance request ended."""

    ACCEPT = "accept", "Accepted"
    OFFER = "offer", "Offered another form"
    PASS_ON = "pass_on", "Passed on"
    DECLINE = "decline", "Declined"
    # No answer in time, or the program handed it on: a fact of the request, not of the guide.
    TIMED_OUT = "timed_out", "Went on without an answer"


class RequestAnswer(UUIDModel):
    """One guide's answer to one guidance request; the history of a request is these rows."""

    guidance_request = models.ForeignKey(
        GuidanceRequest, models.CASCADE, related_name="guide_answers"
    )
    guide = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=AnswerKind)
    form_of_guidance = models.CharField(max_length=24, blank=True)
    # One of the core's closed list, empty when the guide's own line says it all.
    reason = models.CharField(max_length=20, blank=True)
    phrase = ConfidentialText(datum="guidance_request", blank=True, default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            # A guide who let a request go is not asked for it again, so a second no is a slip.
            models.UniqueConstraint(
                fields=["guidance_request", "guide"],
                condition=Q(kind__in=["pass_on", "decline"]),
                name="one_letting_go_per_guide",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.guide_id}"

    @property
    def reason_in_words(self) -> str:
        """The reason as the learner reads it; empty without one."""
        return reason_in_words(self.reason) if self.reason else ""


class Agreement(UUIDModel):
    """What a learner and a guide settle; its words live in versions."""

    guidance_request = models.OneToOneField(
        GuidanceRequest, models.CASCADE, related_name="agreement"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"agreement {self.pk}"

    @property
    def newest(self) -> "AgreementVersion | None":
        """The version proposed last; `None` before the first."""
        versions = list(self.versions.all())
        return versions[-1] if versions else None


class AgreementVersion(UUIDModel):
    """One proposal of the whole terms. A version is never changed; a change is a new version."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    terms = ConfidentialJSON(datum="agreement")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_version_per_number")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.agreement_id}"

    def to_core(self) -> AgreementTerms:
        """The terms in these words."""
        return AgreementTerms.from_json(self.terms)

    @property
    def is_settled(self) -> bool:
        """Whether both sides have said yes to just these words."""
        return len(self.assents.all()) > 1


class Assent(UUIDModel):
    """A party's yes to one version. Proposing a version is assenting to it."""

    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="assents")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["version", "person"], name="one_assent_per_person")
        ]

    def __str__(self) -> str:
        return f"assent of {self.person_id} to {self.version_id}"


class Engagement(UUIDModel):
    """A learner and a guide under one agreement: the pair."""

    agreement = models.OneToOneField(Agreement, models.CASCADE, related_name="engagement")
    program = models.ForeignKey(Program, models.CASCADE, related_name="engagements")
    learner = models.ForeignKey(Person, models.PROTECT, related_name="engagements_as_learner")
    guide = models.ForeignKey(Person, models.PROTECT, related_name="engagements_as_guide")
    # The form of the version that both assented to last; what a supervisor may see hangs on it.
    form_of_guidance = models.CharField(max_length=24)
    # When both first agreed on it without a change since; a supervisor must not learn of before.
    form_of_guidance_since = models.DateTimeField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # A pause asks for no reason; without an end it lasts until one of the two goes on.
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(learner=models.F("guide")), name="nobody_guides_self"
            ),
            models.CheckConstraint(
                condition=Q(paused_until=None) | Q(paused_at__isnull=False),
                name="pause_with_an_end_has_begun",
            ),
        ]
        indexes = [
            # Counted each time a guide takes somebody on.
            models.Index(
                fields=["program", "guide"], condition=Q(ended_at=None), name="running_by_guide"
            ),
        ]

    def __str__(self) -> str:
        return f"engagement {self.pk}"

    @property
    def form(self) -> FormOfGuidance:
        """The form that both assented to last."""
        return FormOfGuidance(self.form_of_guidance)

    @property
    def is_active(self) -> bool:
        """Whether neither side has ended the pair."""
        return self.ended_at is None

    def is_paused(self, now: datetime) -> bool:
        """Whether the two rest at this moment: no reminders, and nobody is called silent."""
        if self.ended_at or self.paused_at is None or now < self.paused_at:
            return False
        return self.paused_until is None or now < self.paused_until

    def other(self, person: Person) -> Person:
        """The other party."""
        return self.guide if person == self.learner else self.learner
