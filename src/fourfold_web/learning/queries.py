"""What pages read about lessons; pages of higher apps ask here too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold.learning.facts import numbers
from fourfold.learning.lessons import Lesson, lesson_on, lessons
from fourfold_web.learning.access import (
    SIDES,
    program_sees_completion,
    records_visible_to,
    sides_of,
)
from fourfold_web.learning.asked import Seen, chosen_by, seen_done
from fourfold_web.learning.models import FirstLessons, LessonRecord, ShownLessons
from fourfold_web.people.models import Person
from fourfold_web.programs.access import memberships_of
from fourfold_web.programs.models import Membership, Program


@dataclass(frozen=True, slots=True)
class LessonRow:
    """One lesson on a list; `next_step` is where to go on, 1 for a new one.

    `is_offered` is whether some program of the person has the lesson's form on. `is_unseen` is
    whether a program asks for it that does not see it as done, since the person did it before.
    """

    lesson: Lesson
    is_done: bool
    is_begun: bool
    is_first: bool
    next_step: int
    is_offered: bool = True
    is_unseen: bool = False


@dataclass(frozen=True, slots=True)
class Readiness:
    """Which forms a guide has done the lesson on, and whether learners may read that."""

    forms: tuple[FormOfGuidance, ...]
    is_shown: bool

    @property
    def in_words(self) -> str:
        """“Has done the lessons on coaching and mentoring.”; empty without any."""
        if not self.forms:
            return ""
        names = [profile(form).name.lower() for form in self.forms]
        said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        return f"Has done the lesson{'s' if len(names) > 1 else ''} on {said}."


@dataclass(frozen=True, slots=True)
class LessonCount:
    """How many of a program's people a first lesson is for, and how many have done it."""

    lesson: Lesson
    people: int
    done: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One person of a program, with whether each first lesson for them is done."""

    person: Person
    lessons: tuple[tuple[Lesson, bool], ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left."""
        return not self.left

    @property
    def left(self) -> list[str]:
        """The titles of what is left."""
        return [lesson.title for lesson, done in self.lessons if not done]


def lesson_rows(person: Person) -> list[LessonRow]:
    """Every lesson as it stands for this person, in the order of the lessons."""
    records = {each.lesson: each for each in records_visible_to(person)}
    first = {each.id for each in first_lessons_for(person)}
    on = {form for each in memberships_of(person) for form in each.program.forms}
    rows = [_row(each, records.get(each.id), each.id in first) for each in lessons().values()]
    left = unseen_lessons(person)
    return [
        replace(
            row,
            is_offered=not on or row.lesson.form_of_guidance in (None, *on),
            is_unseen=row.is_done and row.lesson.id in left,
        )
        for row in rows
    ]


def first_lessons_for(person: Person) -> list[Lesson]:
    """What the programs of this person ask them to do first, each once."""
    sides = {side.value for side in SIDES}
    mine = [each for each in memberships_of(person) if each.role in sides]
    programs = {each.program_id: each.program for each in mine}
    plans = {each.program_id: each for each in FirstLessons.objects.filter(program__in=programs)}
    found = {}
    for each in mine:
        for first in chosen_by(programs[each.program_id], plans.get(each.program_id)):
            if each.role in first.sides:
                found[first.id] = first
    return list(found.values())


def unfinished_first_lesson(person: Person) -> LessonRow | None:
    """The next first lesson that is not done; None when nothing is left or nothing is for them."""
    if not sides_of(person):
        return None
    records = {each.lesson: each for each in records_visible_to(person)}
    rows = (_row(each, records.get(each.id), True) for each in first_lessons_for(person))
    return next((row for row in rows if not row.is_done), None)


def readiness_of(person: Person) -> Readiness:
    """The forms whose lesson this guide has done, and whether learners may read it."""
    return _readiness([person.pk])[person.pk]


def shown_readiness(guides: Iterable[UUID]) -> dict[UUID, str]:
    """By guide what learners may read of their lessons: only of those who said yes."""
    found = _readiness(list(guides))
    return {pk: each.in_words for pk, each in found.items() if each.is_shown and each.forms}


def completion_of(program: Program, seen: Seen | None = None) -> list[LessonCount]:
    """The counts of each first lesson. Whoever shows them hides what is too small to show.

    `seen` is what `seen_done` tells of the program, where it is at hand.
    """
    return [
        LessonCount(lessons()[name], len(people), sum(people.values()))
        for name, people in (seen or seen_done(program)).items()
    ]


def member_rows(
    program: Program, persons: Iterable[Person] | None = None, seen: Seen | None = None
) -> list[MemberRow]:
    """The people of a program by name, or `persons`, with their first lessons; `seen` as above."""
    if not program_sees_completion():
        return []
    people = list(learning_people(program) if persons is None else persons)
    seen = seen or seen_done(program, people)
    return [
        MemberRow(
            person,
            tuple((lessons()[name], by[person.pk]) for name, by in seen.items() if person.pk in by),
        )
        for person in people
    ]


def unseen_lessons(person: Person) -> set[str]:
    """The first lessons that some program of this person does not see as done."""
    mine = {each.program for each in memberships_of(person) if each.role in SIDES}
    seen = [by for program in mine for by in seen_done(program, [person]).items()]
    return {name for name, by in seen if by.get(person.pk) is False}


def learning_people(program: Program) -> QuerySet[Person]:
    """The learners and guides of a program, by name, each once."""
    roles = Membership.objects.filter(program=program, role__in=SIDES)
    return Person.objects.filter(pk__in=roles.values("person")).order_by("name")


def reminder_rests_until(program: Program):
    """When the program may remind again; None when it may now."""
    plan = FirstLessons.objects.filter(program=program).first()
    if plan is None or plan.reminded_at is None:
        return None
    until = plan.reminded_at + timedelta(days=numbers().reminder_rest_days)
    return until if until > timezone.now() else None


def _row(lesson: Lesson, record: LessonRecord | None, is_first: bool) -> LessonRow:
    return LessonRow(
        lesson=lesson,
        is_done=bool(record and record.completed_at),
        is_begun=record is not None,
        is_first=is_first,
        next_step=record.next_step if record else 1,
    )


def _readiness(guides: list[UUID]) -> Mapping[UUID, Readiness]:
    on = {lesson_on(form).id: form for form in FormOfGuidance}
    done: dict[UUID, set[str]] = {}
    records = LessonRecord.objects.filter(
        person__in=guides, lesson__in=on, completed_at__isnull=False
    )
    for person_id, name in records.values_list("person_id", "lesson"):
        done.setdefault(person_id, set()).add(name)
    shown = set(ShownLessons.objects.filter(person__in=guides).values_list("person", flat=True))
    return {
        pk: Readiness(
            tuple(form for name, form in on.items() if name in done.get(pk, ())), pk in shown
        )
        for pk in guides
    }
