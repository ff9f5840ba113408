"""Whose learning may be seen: one's own, and of others whether a first lesson was done."""

from django.db.models import QuerySet

from fourfold.confidentiality.visibility import Relation, Role, may_see
from fourfold_web.learning.models import CardPlace, LessonRecord
from fourfold_web.people.models import Person
from fourfold_web.programs.access import roles_of
from fourfold_web.programs.models import MembershipRole

DATUM = "lesson_completion"
# The roles for which there are lessons.
SIDES = (MembershipRole.LEARNER, MembershipRole.GUIDE)


def records_visible_to(person: Person) -> QuerySet[LessonRecord]:
    """The person's own lessons, and nobody else's."""
    return LessonRecord.objects.filter(person=person)


def card_places_of(person: Person) -> QuerySet[CardPlace]:
    """Where the person's own cards lie."""
    return CardPlace.objects.filter(person=person)


def sides_of(person: Person) -> tuple[str, ...]:
    """For which of the lessons' readers the person counts."""
    roles = roles_of(person)
    return tuple(str(each.value) for each in SIDES if each in roles)


def program_sees_completion() -> bool:
    """Whether a director may see that a first lesson was done; the answers are never kept."""
    return "completion" in may_see(Role.DIRECTOR, Relation.PROGRAM, DATUM)
