"""The only writes on lessons and cards: keyword-only, atomic, an audit entry inside."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold.learning.cards import placed, word_card
from fourfold.learning.lessons import lesson
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.learning.asked import asked_since
from fourfold_web.learning.models import CardPlace, FirstLessons, LessonRecord, ShownLessons
from fourfold_web.learning.queries import member_rows, reminder_rests_until, unseen_lessons
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record
from fourfold_web.shared.conflict import Conflict


@transaction.atomic
def finish_step(*, by: Person, lesson_id: str, step: int) -> LessonRecord:
    """Note that a step is behind the person; the last one completes the lesson.

    Doing it again changes nothing. FourfoldError when there is no such lesson or step.
    """
    found = lesson(lesson_id)
    if not 1 <= step <= len(found.steps):
        raise FourfoldError(f"This lesson has {len(found.steps)} steps, and no {step}.")
    kept = _record_of(by, lesson_id)
    if step not in kept.steps_done:
        kept.steps_done = [*kept.steps_done, step]
        kept.save(update_fields=["steps_done"])
        record(actor=by, verb="finish_step", of=kept, lesson=found.id, step=step)
    if len(kept.steps_done) == len(found.steps):
        _complete(by, kept, skipped=False)
    return kept


@transaction.atomic
def skip_lesson(*, by: Person, lesson_id: str) -> LessonRecord:
    """Complete a lesson whose questions were answered without reading it.

    A program that asked for it since it was done before sees it from now on.
    """
    kept = _record_of(by, lesson_id)
    if kept.lesson in unseen_lessons(by):
        kept.completed_at = None
    _complete(by, kept, skipped=True)
    return kept


@transaction.atomic
def turn_card(*, by: Person, card_id: str, knew: bool, today: date) -> CardPlace:
    """Put a card where it goes after it was turned. FourfoldError for an unknown card.

    A card that is not due stays where it is, so that a second tap moves it no further.
    """
    card = word_card(card_id)
    kept = CardPlace.objects.select_for_update().filter(person=by, card=card.id).first()
    if kept and kept.due > today:
        return kept
    place = placed(kept.box if kept else None, knew=knew, today=today)
    kept, _ = CardPlace.objects.update_or_create(
        person=by, card=card.id, defaults={"box": place.box, "due": place.due}
    )
    record(actor=by, verb="turn_card", of=kept, box=place.box)
    return kept


@transaction.atomic
def show_lessons(*, by: Person, shows: bool) -> None:
    """Let learners read which lessons this guide has done, or no longer."""
    if shows:
        kept, is_new = ShownLessons.objects.get_or_create(person=by)
        if is_new:
            record(actor=by, verb="show_lessons", of=kept)
        return
    for kept in ShownLessons.objects.filter(person=by):
        record(actor=by, verb="hide_lessons", of=kept)
        kept.delete()


@transaction.atomic
def ask_first(*, by: Person, program: Program, lesson_ids: Sequence[str]) -> FirstLessons:
    """Set what a program asks its people to do first. FourfoldError for an unknown lesson.

    What was done before it is asked for stays each person's own.
    """
    names = [lesson(each).id for each in lesson_ids]
    kept, _ = FirstLessons.objects.select_for_update().get_or_create(program=program)
    since, now = asked_since(program, kept), timezone.now()
    kept.lessons = names
    kept.asked_since = {name: since.get(name, now).isoformat() for name in names}
    kept.save(update_fields=["lessons", "asked_since"])
    record(actor=by, verb="ask_first_lessons", of=kept, lessons=len(names))
    return kept


@transaction.atomic
def remind_of_lessons(*, by: Person, program: Program) -> int:
    """Remind those who have a first lesson left; the number of mails.

    Raises Conflict while the last reminder still rests.
    """
    kept, _ = FirstLessons.objects.select_for_update().get_or_create(program=program)
    if reminder_rests_until(program):
        raise Conflict(
            "They were reminded a short while ago",
            "One reminder a week is enough. The page says when you can send the next.",
        )
    kept.reminded_at = timezone.now()
    kept.save(update_fields=["reminded_at"])
    left = [row.person for row in member_rows(program) if not row.is_complete]
    for person in left:
        key = f"lessons_left:{kept.pk}:{person.pk}:{kept.reminded_at:%Y-%m-%d}"
        queue_mail(to=person, kind="lessons_left", path=address("learning:lessons"), key=key)
    record(actor=by, verb="remind_of_lessons", of=kept, people=len(left))
    return len(left)


def _record_of(person: Person, lesson_id: str) -> LessonRecord:
    LessonRecord.objects.get_or_create(person=person, lesson=lesson(lesson_id).id)
    # The lock makes two steps sent at once take turns.
    return LessonRecord.objects.select_for_update().get(person=person, lesson=lesson_id)


def _complete(by: Person, kept: LessonRecord, *, skipped: bool) -> None:
    if kept.completed_at:
        return
    kept.completed_at = timezone.now()
    kept.save(update_fields=["completed_at"])
    record(actor=by, verb="complete_lesson", of=kept, lesson=kept.lesson, skipped=skipped)
