"""GuidanceRequest → Agreement → Engagement: rows and constraints; no rule, no mail."""

from django.db import models
from django.db.models import Q

from fourfold.guidance.agreement import AgreementTerms
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.intake import Intake
from fourfold.guidance.recommend import Recommendation
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
    WITHDRAWN = "withdrawn", "Withdrawn"


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
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sent_at", "created_at"]
        indexes = [
            models.Index(fields=["program", "state", "sent_at"], name="request_queue"),
            models.Index(fields=["learner", "state"], name="request_by_learner"),
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

    @property
    def is_override(self) -> bool:
        """Whether the learner chose another form than the recommended one."""
        shown = self.shown_recommendation
        return bool(shown and shown.form_of_guidance and shown.form_of_guidance != self.chosen_form)


class AnswerKind(models.TextChoices):
    """What a guide can say to a guidance request."""

    ACCEPT = "accept", "Accepted"
    OFFER = "offer", "Offered another form"
    PASS_ON = "pass_on", "Passed on"
    DECLINE = "decline", "Declined"


class RequestAnswer(UUIDModel):
    """One guide's answer to one guidance request; the history of a request is these rows."""

    guidance_request = models.ForeignKey(
        GuidanceRequest, models.CASCADE, related_name="guide_answers"
    )
    guide = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=AnswerKind)
    form_of_guidance = models.CharField(max_length=24, blank=True)
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

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(learner=models.F("guide")), name="nobody_guides_self"
            )
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

    def other(self, person: Person) -> Person:
        """The other party."""
        return self.guide if person == self.learner else self.learner
