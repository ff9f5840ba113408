"""Whose address may follow a list: nothing in the whole product is addressed to them yet (B-1)."""

from collections.abc import Callable, Iterator
from uuid import UUID

from django.db.models import Field, Q

from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program

# The rows that do not count, by the field that points at the person: what the program itself says
# of them. Every other one does, also those of models to come, so that no word confided to
# somebody goes to another address.
OF_THE_LIST: dict[str, Callable[[Program], Q]] = {
    "programs.Membership.person": lambda program: Q(program=program),
    "programs.Supervision.supervisor": lambda program: Q(program=program),
    "programs.Supervision.learner": lambda program: Q(program=program),
    "correspondence.OutgoingMail.to": lambda _: Q(kind="person_added"),
}


def pointing_fields() -> Iterator[Field]:
    """Every field of any model that points at a person."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete:
            yield relation.field


def free_of_words(program: Program, persons: set[UUID]) -> set[UUID]:
    """Those of these persons at whom only rows of the program's own list point."""
    free = set(persons)
    for field in pointing_fields():
        if not free:
            break
        rows = field.model._base_manager.filter(**{f"{field.name}__in": free})
        if of_the_list := OF_THE_LIST.get(f"{field.model._meta.label}.{field.name}"):
            rows = rows.exclude(of_the_list(program))
        free -= set(rows.order_by().values_list(field.name, flat=True))
    return free
