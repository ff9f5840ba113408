"""The only writes on persons: keyword-only, atomic, an audit entry inside."""

from allauth.account.models import EmailAddress
from django.db import transaction

from fourfold.issues import FourfoldError
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record


@transaction.atomic
def change_preferences(*, person: Person, name: str, time_zone: str, theme: str) -> None:
    """Keep how a person wants to be called and to see the pages."""
    person.name, person.time_zone, person.theme = name, time_zone, theme
    person.save(update_fields=["name", "time_zone", "theme"])
    record(actor=person, verb="change_preferences", of=person, theme=theme)


@transaction.atomic
def change_address(*, by: Person | None, person: Person, email: str) -> None:
    """Let a person sign in with another address from now on; the old one opens nothing any more.

    Whoever holds the address reads everything that was confided to the person, so only they
    themselves ask for it, or whoever runs the site (`by` is None). Raises FourfoldError when the
    address is somebody else's.
    """
    email = email.strip().lower()
    if Person.objects.filter(email=email).exclude(pk=person.pk).exists():
        raise FourfoldError("This address belongs to somebody else here. Choose another.")
    person.email = email
    person.save(update_fields=["email"])
    # allauth keeps the addresses it has seen, and would let the old one in.
    EmailAddress.objects.filter(user=person).delete()
    record(actor=by, verb="change_address", of=person)
