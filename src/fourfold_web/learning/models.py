"""How far people are in lessons, where their word cards lie, and what a program asks for first."""

from django.db import models

from fourfold.learning.cards import Place
from fourfold.learning.lessons import Lesson, lesson
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.models import UUIDModel


class LessonRecord(UUIDModel):
    """One lesson of one person. Answers are not kept, only which steps are behind them."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="lesson_records")
    # The name of its file in the core's data/lessons.
    lesson = models.CharField(max_length=40)
    # Numbers from 1, in the order in which they were done.
    steps_done = models.JSONField(default=list, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["started_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "lesson"], name="one_record_per_lesson")
        ]

    def __str__(self) -> str:
        return f"{self.lesson} of {self.person_id}"

    @property
    def next_step(self) -> int:
        """The first step that is not behind the person; the last one when all are."""
        steps = range(1, len(self.to_lesson.steps) + 1)
        return next((step for step in steps if step not in self.steps_done), steps[-1])

    @property
    def to_lesson(self) -> Lesson:
        """The lesson itself."""
        return lesson(self.lesson)


class CardPlace(UUIDModel):
    """Where one word card lies for one person, and when it comes back."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="card_places")
    card = models.CharField(max_length=40)
    box = models.PositiveSmallIntegerField()
    due = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "card"], name="one_place_per_card")
        ]

    def __str__(self) -> str:
        return f"{self.card} of {self.person_id}"

    def to_core(self) -> Place:
        """Box and day."""
        return Place(self.box, self.due)


class ShownLessons(UUIDModel):
    """A guide's yes to showing learners which lessons they have done; the row is the yes."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="shown_lessons")
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"shown by {self.person_id}"


class FirstLessons(UUIDModel):
    """What a program asks its people to do first, and when it last reminded them."""

    program = models.OneToOneField(Program, models.CASCADE, related_name="first_lessons")
    # Names of lessons; null while the program goes by its template.
    lessons = models.JSONField(null=True, blank=True)
    # By name of a lesson the moment since which it is asked for; done before, it does not show.
    asked_since = models.JSONField(default=dict, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"first lessons of {self.program_id}"
