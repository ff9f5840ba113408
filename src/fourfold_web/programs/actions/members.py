"""Who joins a program."""

from django.db import transaction
from django.urls import reverse

from fourfold.issues import FourfoldError
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program
from fourfold_web.shared.audit import record


@transaction.atomic
def add_person(
    *,
    by: Person | None,
    program: Program,
    email: str,
    name: str,
    role: MembershipRole,
    about: str = "",
) -> Membership:
    """Give the person behind `email` a role, and tell them by mail where to sign in.

    Somebody who is known already keeps their own name. Raises FourfoldError when they hold the
    role. `by` is None for the first director of an installation.
    """
    role = MembershipRole(role)
    person = Person.objects.filter(email=email.strip().lower()).first()
    if person is None:
        person = Person.objects.create_person(
            email=email.strip(), name=name.strip(), is_sample=program.is_sample
        )
    membership, is_new = Membership.objects.get_or_create(
        program=program,
        person=person,
        role=role,
        defaults={"about": about.strip(), "capacity": _room_at_first(program, role)},
    )
    if not is_new:
        raise FourfoldError(
            f"{person.name} already is a {role.label.lower()} here, with the address"
            f" {person.email}. Choose another role or another address."
        )
    record(actor=by, verb="add_person", of=membership, role=role.value)
    queue_mail(
        to=person,
        kind="person_added",
        path=reverse("account_login"),
        key=f"person_added:{program.pk}:{person.pk}",
    )
    return membership


def _room_at_first(program: Program, role: MembershipRole) -> int | None:
    return program.usual_room if role == MembershipRole.GUIDE else None


@transaction.atomic
def set_room(*, by: Person, membership: Membership, capacity: int | None, paused: bool) -> None:
    """Keep how many people a guide can work with at a time, and whether they take nobody new now.

    What runs goes on, even where it is more than the new number.
    """
    Membership.objects.filter(pk=membership.pk).update(capacity=capacity, paused=paused)
    record(actor=by, verb="set_room", of=membership, capacity=capacity, paused=paused)
