"""Things to do so often a week, and the days on which they were done."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from fourfold.issues import FourfoldError, quoted
from fourfold_web.goals.conflicts import day_is_not_shown
from fourfold_web.goals.drawing import DAYS_SHOWN
from fourfold_web.goals.models import Habit
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record


@transaction.atomic
def add_habit(*, learner: Person, words: str, times_a_week: int) -> Habit:
    """Begin a habit; FourfoldError for a number of times outside of one to seven."""
    if times_a_week not in range(1, 8):
        raise FourfoldError(f"{quoted(times_a_week)} times a week cannot be. Choose 1 to 7.")
    habit = Habit.objects.create(learner=learner, words=words.strip(), times_a_week=times_a_week)
    record(actor=learner, verb="add_habit", of=habit, times=times_a_week)
    return habit


@transaction.atomic
def tick(*, habit: Habit, day: date, done: bool) -> None:
    """Note that it was done on this day, or take that back. Twice is the same as once.

    Conflict for a day to come, or one before those that a page shows.
    """
    # One day more than are shown, since midnight may have passed over the page.
    if not timedelta() <= timezone.localdate() - day <= timedelta(days=DAYS_SHOWN):
        raise day_is_not_shown()
    if done:
        _, changed = habit.days.get_or_create(day=day)
    else:
        changed, _ = habit.days.filter(day=day).delete()
    if changed:
        record(actor=habit.learner, verb="tick_habit", of=habit, done=done)


@transaction.atomic
def end_habit(*, habit: Habit) -> None:
    """Stop counting. What was ticked stays."""
    if Habit.objects.filter(pk=habit.pk, ended_at=None).update(ended_at=timezone.now()):
        record(actor=habit.learner, verb="end_habit", of=habit)
