"""The only writes on persons: keyword-only, atomic, an audit entry inside."""

from django.db import transaction

from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record


@transaction.atomic
def change_preferences(*, person: Person, name: str, time_zone: str, theme: str) -> None:
    """Keep how a person wants to be called and to see the pages."""
    person.name, person.time_zone, person.theme = name, time_zone, theme
    person.save(update_fields=["name", "time_zone", "theme"])
    record(actor=person, verb="change_preferences", of=person, theme=theme)
