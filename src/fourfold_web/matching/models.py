"""Matching runs of a round: what was asked, what came out, and what the director ruled."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.matching.run_settings import RunSettings
from fourfold_web.people.models import Person
from fourfold_web.shared.fields import ConfidentialJSON
from fourfold_web.shared.models import UUIDModel
from fourfold_web.wishes.models import MatchingRound, Need

# Criteria that tell the choice of a side.
OF_RANK = ("learner_rank", "guide_rank")


class RunState(models.TextChoices):
    """Where a run stands. Only what is done can be published."""

    QUEUED = "queued", "Waits for a worker"
    WORKING = "working", "At work"
    DONE = "done", "Ready"
    FAILED = "failed", "Not possible"
    STOPPED = "stopped", "Stopped"
    PUBLISHED = "published", "Published"
    SUPERSEDED = "superseded", "Out of date"


class Stage(models.TextChoices):
    """What a run at work does, in this order."""

    CANDIDATES = "candidates", "Look at who could guide whom"
    SOLVING = "solving", "Find the pairs"


class Run(UUIDModel):
    """One calculation over a round, with everything that is needed to check it later."""

    round = models.ForeignKey(MatchingRound, models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    settings = models.JSONField()
    # A trial: this change was made to what `based_on` worked with. Empty for a run of its own.
    based_on = models.ForeignKey("self", models.CASCADE, null=True, related_name="trials")
    change = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.QUEUED)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.CANDIDATES)
    # Of what wishes, facts and rulings it was made, so that later parts notice a change.
    digest = models.CharField(max_length=64, blank=True)
    # The problem by ids (stored.py): no name and no word of anybody.
    problem = models.BinaryField(null=True)
    result = ConfidentialJSON(datum="matching_run", null=True)
    certificate = ConfidentialJSON(datum="matching_run", null=True)
    # One sentence why it is not possible.
    failure = ConfidentialJSON(datum="matching_run", null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_run_per_number"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="published_run_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.pk}"

    @property
    def label(self) -> str:
        """How pages call it."""
        return f"Run {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it waits or works."""
        return self.state in (RunState.QUEUED, RunState.WORKING)

    @property
    def has_result(self) -> bool:
        """Whether there is an outcome to look at."""
        return self.result is not None

    def to_settings(self) -> RunSettings:
        """What it was asked to do."""
        return RunSettings.from_json(self.settings)


class RunBlock(UUIDModel):
    """One part of the look at who could guide whom, so that many workers share a large round."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="blocks")
    number = models.PositiveIntegerField()
    result = models.BinaryField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="one_block_per_number")
        ]

    def __str__(self) -> str:
        return f"block {self.number} of {self.run_id}"


class LeftOut(models.TextChoices):
    """Why a proposed pair was not published with the others."""

    FULL = "full", "The guide has no room any more, or pauses"
    GONE = "gone", "One of the two is no longer there"
    RULES = "rules", "The two may not be paired any more"
    NEED = "need", "The learner took the need back or changed it"
    PAIRED = "paired", "The two already work together in this form"


class Proposal(UUIDModel):
    """What a run found for one need: a guide, or nobody, and why."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="proposals")
    need = models.ForeignKey(Need, models.CASCADE, related_name="proposals")
    # As the run found it: a need whose form changed since is not published.
    form_of_guidance = models.CharField(max_length=24)
    guide = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    score = models.IntegerField(default=0)
    # [{"code", "points", "words", "side"}, …]: they add up to the score.
    points = ConfidentialJSON(datum="matching_run", default=list)
    # Why nobody was found: {"code", "words", "change"}.
    why = ConfidentialJSON(datum="matching_run", default=dict)
    # Rank that each side gave, 0 without one.
    learner_rank = models.PositiveIntegerField(default=0)
    guide_rank = models.PositiveIntegerField(default=0)
    previous = models.BooleanField(default=False)
    locked = models.BooleanField(default=False)
    # Set when it was published.
    guidance_request = models.OneToOneField(
        GuidanceRequest, models.SET_NULL, null=True, related_name="matched_by"
    )
    left_out = models.CharField(max_length=8, choices=LeftOut, blank=True)

    class Meta:
        ordering = ["need__learner__name", "need__created_at"]
        constraints = [
            models.UniqueConstraint(fields=["run", "need"], name="one_proposal_per_need_and_run")
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def strongest(self) -> list[str]:
        """What speaks most for the pair beside the choices of both, which pages show anyway."""
        told = [each for each in self.points if each["points"] and each["code"] not in OF_RANK]
        return [each["words"] for each in told[:2]]


class RulingKind(models.TextChoices):
    """What the director decides about one pair before a run."""

    PIN = "pin", "Pinned"
    FORBID = "forbid", "Forbidden"


class Ruling(UUIDModel):
    """One pair that every further run of the round must have, or must not have."""

    round = models.ForeignKey(MatchingRound, models.CASCADE, related_name="rulings")
    kind = models.CharField(max_length=8, choices=RulingKind)
    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    guide = models.ForeignKey(Person, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["need__learner__name"]
        constraints = [
            models.UniqueConstraint(fields=["round", "need", "guide"], name="one_ruling_per_pair"),
            models.UniqueConstraint(
                fields=["round", "need"], condition=Q(kind="pin"), name="one_pin_per_need"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
