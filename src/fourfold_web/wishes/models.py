"""A matching round: what learners need in it, what both sides wish, and what they are like."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.intake import Intake, question
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, Program
from fourfold_web.shared.fields import ConfidentialJSON, ConfidentialText
from fourfold_web.shared.models import UUIDModel
from fourfold_web.wishes.facts import GuideFacts, LearnerFacts


class MatchingRound(UUIDModel):
    """A stretch of time in which a program collects wishes and matches."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="matching_rounds")
    name = models.CharField(max_length=80)
    # The forms of guidance that are matched in it.
    forms = models.JSONField()
    # A need that comes later is in the next run.
    wishes_until = models.DateTimeField()
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # When those who had not said what they wish were reminded, once.
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["program"],
                condition=Q(closed_at=None),
                name="one_open_round_per_program",
            )
        ]
        indexes = [
            models.Index(
                fields=["wishes_until"],
                condition=Q(closed_at=None, reminded_at=None),
                name="rounds_to_remind_in",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether the program still matches in it."""
        return self.closed_at is None

    @property
    def is_late(self) -> bool:
        """Whether what is said from now on is in the next run."""
        return timezone.now() > self.wishes_until

    @property
    def forms_of_guidance(self) -> tuple[FormOfGuidance, ...]:
        """The forms that are matched, in the order in which they are always shown."""
        return tuple(form for form in FormOfGuidance if form.value in self.forms)

    @property
    def forms_off(self) -> tuple[FormOfGuidance, ...]:
        """Those of them that the program does not offer now: nobody can choose them."""
        return tuple(form for form in self.forms_of_guidance if form not in self.program.forms)


class Need(UUIDModel):
    """What one learner looks for in one form of guidance; without a form it is a draft."""

    round = models.ForeignKey(MatchingRound, models.CASCADE, related_name="needs")
    # A need is its learner's own and goes with them.
    learner = models.ForeignKey(Person, models.CASCADE, related_name="matching_needs")
    form_of_guidance = models.CharField(max_length=24, blank=True)
    topic = models.CharField(max_length=30, blank=True)
    # The area or the task, in the words of a guide who is expert in it; nothing typed.
    area = models.CharField(max_length=60, blank=True)
    words = ConfidentialText(datum="matching_need")
    goal = ConfidentialText(datum="matching_need", blank=True, default="")
    # What guides may read before anything is settled.
    introduction = ConfidentialText(datum="matching_need", blank=True, default="")
    answers = ConfidentialJSON(datum="matching_need", default=dict)
    # The learner ranks nobody and leaves it to the program.
    finds_for_me = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)
    withdrawn_at = models.DateTimeField(null=True)
    # When a published run gave it a guide.
    matched_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            # The form is the name of the need in a matching problem; a draft has the empty one.
            models.UniqueConstraint(
                fields=["round", "learner", "form_of_guidance"],
                condition=Q(withdrawn_at=None),
                name="one_need_per_form_and_round",
            )
        ]

    def __str__(self) -> str:
        return f"need {self.pk}"

    @property
    def form(self) -> FormOfGuidance | None:
        """The form that the learner chose; None until they do."""
        return FormOfGuidance(self.form_of_guidance) if self.form_of_guidance else None

    @property
    def topic_in_words(self) -> str:
        """The topic as the learner chose it; empty without one."""
        return question("topic").choice(self.topic).label if self.topic else ""

    def to_intake(self) -> Intake:
        """Words and answers, for the core to recommend a form."""
        return Intake(answers=self.answers, text=self.words)


class RankedGuide(UUIDModel):
    """A guide whom a learner would like for one need; equal ranks are a tie."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="ranked_guides")
    guide = models.ForeignKey(Person, models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank", "guide__name"]
        constraints = [
            models.UniqueConstraint(fields=["need", "guide"], name="each_guide_ranked_once"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="best_guide_has_rank_one"),
        ]

    def __str__(self) -> str:
        return f"rank {self.rank} for {self.need_id}"


class RankedNeed(UUIDModel):
    """A need that a guide would like to take; equal ranks are a tie."""

    guide = models.ForeignKey(Person, models.CASCADE, related_name="ranked_needs")
    need = models.ForeignKey(Need, models.CASCADE, related_name="ranked_by")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank", "need__learner__name"]
        constraints = [
            models.UniqueConstraint(fields=["guide", "need"], name="each_need_ranked_once"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="best_need_has_rank_one"),
        ]

    def __str__(self) -> str:
        return f"rank {self.rank} by {self.guide_id}"


class Avoidance(UUIDModel):
    """Somebody whom a person does not want to be matched with; only that person reads it."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.CASCADE, related_name="avoidances")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["other__name"]
        constraints = [
            models.UniqueConstraint(fields=["program", "by", "other"], name="avoided_once"),
            models.CheckConstraint(condition=~Q(by=F("other")), name="nobody_avoids_self"),
        ]

    def __str__(self) -> str:
        return f"avoidance {self.pk}"


class DeclarationKind(models.TextChoices):
    """Why a guide and a learner cannot be matched, or only under the program's rule (A-3, B-5)."""

    ASSESSES = "assesses", "The guide assesses the learner"
    TREATS = "treats", "The guide treats the learner as a patient"
    CONFLICT = "conflict", "Another conflict of interest"


class Declaration(UUIDModel):
    """What stands between a guide and a learner, said by one of the two."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="declarations")
    guide = models.ForeignKey(Person, models.CASCADE, related_name="+")
    learner = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=DeclarationKind)
    declared_by = models.ForeignKey(Person, models.CASCADE, related_name="declarations")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "guide", "learner", "kind", "declared_by"],
                name="declared_once",
            ),
            models.CheckConstraint(
                condition=Q(declared_by=F("guide")) | Q(declared_by=F("learner")),
                name="one_of_the_two_declares",
            ),
        ]

    def __str__(self) -> str:
        return f"declaration {self.pk}"

    def other(self, person: Person) -> Person:
        """The other of the two."""
        return self.guide if person.pk == self.learner_id else self.learner


class GoesOn(models.TextChoices):
    """Whether somebody would go on after a first talk."""

    YES = "yes", "Yes, I would like to go on"
    UNSURE = "unsure", "I do not know yet"
    NO = "no", "No, please do not match us"


class Impression(UUIDModel):
    """What one of two people took from their first talk. Only its writer ever reads it."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.CASCADE, related_name="impressions")
    about = models.ForeignKey(Person, models.CASCADE, related_name="+")
    goes_on = models.CharField(max_length=6, choices=GoesOn)
    note = ConfidentialText(datum="impression", blank=True, default="")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["changed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "by", "about"], name="one_impression_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"impression {self.pk}"


class LearnerProfile(UUIDModel):
    """What a learner says once about themselves, for every round of the program."""

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="learner_profile")
    facts = ConfidentialJSON(datum="matching_profile")
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"learner profile {self.pk}"

    def to_facts(self) -> LearnerFacts:
        """What it says."""
        return LearnerFacts.from_json(self.facts)


class GuideProfile(UUIDModel):
    """What a guide offers, said once for every round of the program; learners read it."""

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="guide_profile")
    facts = ConfidentialJSON(datum="guide_profile")
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"guide profile {self.pk}"

    def to_facts(self) -> GuideFacts:
        """What it says."""
        return GuideFacts.from_json(self.facts)
