"""What a program asks its people to do first, since when, and what it sees of that.

Whatever somebody did before it was asked of them stays theirs: otherwise a program that asks for
every lesson would read in a moment what people did on their own.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from fourfold.learning.lessons import Lesson, lessons
from fourfold.programs.templates import USUAL_LESSONS, lessons_first
from fourfold_web.learning.access import SIDES
from fourfold_web.learning.models import FirstLessons, LessonRecord
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.models import AuditEntry

# By first lesson, by person whom it is for: whether the program sees it as done.
Seen = dict[str, dict[UUID, bool]]


def first_lessons_of(program: Program) -> tuple[Lesson, ...]:
    """What the program asks for first: its own choice, its template's, or the usual one."""
    return chosen_by(program, FirstLessons.objects.filter(program=program).first())


def chosen_by(program: Program, plan: FirstLessons | None) -> tuple[Lesson, ...]:
    """The same, for who has the program's own choice at hand."""
    named = lessons_first(program.template, plan.lessons if plan else None)
    return tuple(lessons()[name] for name in named if name in lessons())


def asked_since(program: Program, plan: FirstLessons | None) -> dict[str, datetime]:
    """By the name of each first lesson since when it is asked for without a break."""
    if plan is not None and plan.lessons is not None:
        since = {name: datetime.fromisoformat(at) for name, at in plan.asked_since.items()}
    else:
        since = _since_templates(program)
    now = timezone.now()
    return {each.id: since.get(each.id, now) for each in chosen_by(program, plan)}


def seen_done(program: Program, persons: Iterable[Person] | None = None) -> Seen:
    """Whether each first lesson was done since it was asked of a person; `persons` narrows it."""
    plan = FirstLessons.objects.filter(program=program).first()
    since = asked_since(program, plan)
    members = program.memberships.filter(role__in=SIDES)
    if persons is not None:
        members = members.filter(person__in=[each.pk for each in persons])
    places = list(members.order_by().values_list("person", "role", "since"))
    records = LessonRecord.objects.filter(
        person__in=members.order_by().values("person"), completed_at__isnull=False
    )
    done = {(each.person_id, each.lesson): each.completed_at for each in records}
    return {
        name: {
            person: (person, name) in done and done[person, name] >= max(asked, joined)
            for person, joined in _joined(places, lessons()[name]).items()
        }
        for name, asked in since.items()
    }


def _joined(places: Iterable[tuple[UUID, str, datetime]], lesson: Lesson) -> dict[UUID, datetime]:
    """Since when each person is in the program in a role that the lesson is for."""
    found: dict[UUID, datetime] = {}
    for person, role, since in places:
        if role in lesson.sides:
            found[person] = min(since, found.get(person, since))
    return found


def _since_templates(program: Program) -> dict[str, datetime]:
    """By lesson since when templates ask for it; what they do not change goes on."""
    since = dict.fromkeys(USUAL_LESSONS, program.created_at)
    applied = AuditEntry.objects.filter(of="program", of_id=program.pk, verb="apply_template")
    for entry in applied.order_by("at"):
        named = lessons_first(entry.facts["template"])
        since = {name: since.get(name, entry.at) for name in named}
    return since
