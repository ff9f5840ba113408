"""A learner's values, aims and goals, what they do toward them, and what of it they share."""

from datetime import date, datetime
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fourfold.goals import change
from fourfold.goals.attainment import LEVELS
from fourfold.goals.attainment import Scale as CoreScale
from fourfold.goals.rhythm import Rhythm
from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.shared.fields import ConfidentialJSON, ConfidentialText
from fourfold_web.shared.models import UUIDModel


class Shareable(UUIDModel):
    """What a learner keeps for themselves until they share it with one pair of theirs."""

    shared_with = models.ForeignKey(Engagement, models.SET_NULL, null=True, related_name="+")
    shared_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @classmethod
    def shared_in(cls, engagement: Engagement) -> models.QuerySet[Self]:
        """The ones that are shared with this pair."""
        return cls.objects.filter(shared_with=engagement)


class Value(Shareable):
    """One answer to one of the three questions about values (G-104)."""

    # These are the learner's own and go with them; nobody else's record stands on them.
    learner = models.ForeignKey(Person, models.CASCADE, related_name="values")
    question = models.CharField(max_length=12)
    words = ConfidentialText(datum="reflections")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"value {self.pk}"


class Aim(Shareable):
    """Something further ahead that goals may lead to (G-66)."""

    learner = models.ForeignKey(Person, models.CASCADE, related_name="aims")
    words = ConfidentialText(datum="goals")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"aim {self.pk}"


class GoalState(models.TextChoices):
    """Where a goal stands. Letting go needs no reason."""

    GOING_ON = "going_on", "Going on"
    REACHED = "reached", "Reached"
    LET_GO = "let_go", "Let go"


class Goal(Shareable):
    """What a learner wants to reach; its words live in versions."""

    learner = models.ForeignKey(Person, models.CASCADE, related_name="goals")
    value = models.ForeignKey(Value, models.SET_NULL, null=True, related_name="goals")
    aim = models.ForeignKey(Aim, models.SET_NULL, null=True, related_name="goals")
    is_work = models.BooleanField(default=False)
    # From this day on the levels of the scale are set; None until the learner says so.
    starts_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=GoalState, default=GoalState.GOING_ON)
    state_at = models.DateTimeField(null=True)
    rhythm = models.CharField(max_length=9, default=Rhythm.NEVER.value)
    # When the learner is asked next; None while nobody asks.
    ask_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ask_at=None) | Q(state="going_on") & ~Q(rhythm="never"),
                name="only_a_goal_that_goes_on_is_asked_about",
            )
        ]
        indexes = [
            models.Index(
                fields=["ask_at"], condition=Q(ask_at__isnull=False), name="goals_to_ask_about"
            )
        ]

    def __str__(self) -> str:
        return f"goal {self.pk}"

    @property
    def goes_on(self) -> bool:
        """Whether the learner still works toward it."""
        return self.state == GoalState.GOING_ON

    @property
    def newest(self) -> "GoalVersion":
        """The words as they stand."""
        return list(self.versions.all())[-1]

    @property
    def words(self) -> str:
        """The same, as text."""
        return self.newest.words

    @property
    def scale(self) -> "GoalScale | None":
        """The newest levels in words; None while there are none."""
        kept = list(self.scales.all())
        return kept[-1] if kept else None

    def has_started(self, today: date) -> bool:
        """Whether its start date has come, so that its levels no longer change in place."""
        return self.starts_on is not None and self.starts_on <= today

    def state_by(self, end: datetime | None) -> str:
        """Where it stood then, as far as that is kept; where it stands, without an end."""
        is_newer = end and self.state_at and self.state_at > end
        return GoalState.GOING_ON if is_newer else self.state


class GoalVersion(UUIDModel):
    """A goal's words at one time. They never change; other words are another version (G-106)."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    words = ConfidentialText(datum="goals")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "number"], name="one_goal_version_per_number")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.goal_id}"


class GoalScale(UUIDModel):
    """Five outcomes in words (A-7). After the goal's start a change is another version."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="scales")
    number = models.PositiveSmallIntegerField()
    levels = ConfidentialJSON(datum="goals")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "number"], name="one_goal_scale_per_number")
        ]

    def __str__(self) -> str:
        return f"scale {self.number} of {self.goal_id}"

    def to_core(self) -> CoreScale:
        """The five outcomes."""
        return CoreScale(tuple(self.levels))


class Obstacle(Shareable):
    """What may get in the way of one goal, and the plan for that moment (A-8)."""

    goal = models.OneToOneField(Goal, models.CASCADE, related_name="obstacle")
    plan = ConfidentialJSON(datum="reflections")
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"obstacle of {self.goal_id}"

    @classmethod
    def shared_in(cls, engagement: Engagement) -> models.QuerySet[Self]:
        """The ones that are shared with this pair, and were not rewritten after its end."""
        rows = super().shared_in(engagement)
        end = engagement.ended_at
        return rows.filter(changed_at__lte=end) if end else rows

    def to_core(self) -> change.IfThenPlan:
        """Obstacle, cause and plan."""
        cause = self.plan["cause"]
        return change.IfThenPlan(
            obstacle=self.plan["obstacle"],
            cause=change.parse_cause(cause) if cause else None,
            if_=self.plan["if"],
            then=self.plan["then"],
        )


class Step(UUIDModel):
    """One thing to do, by the learner, or by the guide of a pair (G-61, G-106)."""

    learner = models.ForeignKey(Person, models.CASCADE, related_name="steps")
    # Null when the learner does it.
    guide = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # The pair in whose meeting it was settled, or that it was added for; both of them see it.
    engagement = models.ForeignKey(Engagement, models.CASCADE, null=True, related_name="steps")
    goal = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="steps")
    words = ConfidentialText(datum="goals")
    due = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # When it last got other words or another day.
    changed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = [F("due").asc(nulls_last=True), "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(guide=None) | Q(engagement__isnull=False),
                name="a_guide_does_steps_of_a_pair",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dropped_at=None), name="a_step_done_is_not_dropped"
            ),
        ]
        indexes = [
            models.Index(
                fields=["learner", "due"],
                condition=Q(done_at=None, dropped_at=None),
                name="steps_to_do",
            )
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"

    @property
    def owner(self) -> Person:
        """Who does it."""
        return self.guide or self.learner

    @property
    def is_open(self) -> bool:
        """Whether it is still to do."""
        return self.done_at is None and self.dropped_at is None

    def is_past(self, today: date) -> bool:
        """Whether its date has gone by, so that another one is asked for."""
        return self.is_open and self.due is not None and self.due < today


class Habit(UUIDModel):
    """Something that a learner wants to do so often a week (G-55)."""

    learner = models.ForeignKey(Person, models.CASCADE, related_name="habits")
    words = ConfidentialText(datum="goals")
    times_a_week = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"habit {self.pk}"


class HabitDay(UUIDModel):
    """A day on which it was done."""

    habit = models.ForeignKey(Habit, models.CASCADE, related_name="days")
    day = models.DateField()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["habit", "day"], name="one_tick_per_habit_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.habit_id} on {self.day}"


class CheckIn(UUIDModel):
    """One look at how far a goal is: asked by mail, or taken by the learner."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="check_ins")
    # Set by the round of mails: one question a goal and moment, however often the round runs.
    asked_at = models.DateTimeField(null=True)
    level = models.SmallIntegerField(null=True)
    # The levels in words that were shown, so that a later edit does not change what was meant.
    scale = models.ForeignKey(GoalScale, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    # When another tap last changed the answer.
    changed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["answered_at"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "asked_at"], name="one_question_per_moment"),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__gte=LEVELS[0], level__lte=LEVELS[-1]),
                name="level_from_minus_2_to_2",
            ),
            models.CheckConstraint(
                condition=Q(level=None, answered_at=None)
                | Q(level__isnull=False, answered_at__isnull=False),
                name="an_answer_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"check-in {self.pk}"


class GoalComment(UUIDModel):
    """What one of a pair writes to a goal that is shared with it."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="comments")
    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = ConfidentialText(datum="goals")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"comment {self.pk}"
