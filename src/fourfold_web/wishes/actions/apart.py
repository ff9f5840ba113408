"""Whom a person does not want to be matched with, and what stands between a guide and a learner."""

from django.db import transaction

from fourfold.issues import FourfoldError
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program
from fourfold_web.shared.audit import record
from fourfold_web.wishes.models import Avoidance, Declaration, DeclarationKind


@transaction.atomic
def avoid(*, by: Person, program: Program, other: Person) -> Avoidance:
    """Never match these two in the program; nobody but `by` reads it.

    FourfoldError for oneself, or somebody who is not of the program.
    """
    _check_members(program, by, other)
    kept, is_new = Avoidance.objects.get_or_create(program=program, by=by, other=other)
    if is_new:
        record(actor=by, verb="avoid", of=kept)
    return kept


@transaction.atomic
def stop_avoiding(*, by: Person, avoidance: Avoidance) -> None:
    """Take one off the list again."""
    record(actor=by, verb="stop_avoiding", of=avoidance)
    avoidance.delete()


@transaction.atomic
def declare(
    *, by: Person, program: Program, guide: Person, learner: Person, kind: DeclarationKind
) -> Declaration:
    """Keep what stands between a guide and a learner, as one of the two says it.

    FourfoldError when `by` is neither, or one of the two has not that role in the program.
    """
    if by not in (guide, learner):
        raise FourfoldError("You can declare what stands between you and somebody else.")
    _check_members(program, guide, learner)
    _check_roles(program, guide, learner)
    kept, is_new = Declaration.objects.get_or_create(
        program=program, guide=guide, learner=learner, kind=kind, declared_by=by
    )
    if is_new:
        record(actor=by, verb="declare", of=kept)
    return kept


@transaction.atomic
def take_back_declaration(*, by: Person, declaration: Declaration) -> None:
    """Say that it no longer stands between the two."""
    record(actor=by, verb="take_back_declaration", of=declaration)
    declaration.delete()


def _check_members(program: Program, *persons: Person) -> None:
    if persons[0] == persons[1]:
        raise FourfoldError("Choose somebody else than yourself.")
    for person in persons:
        if not program.memberships.filter(person=person).exists():
            raise FourfoldError(
                f"{person.name} is not of {program.name}. Choose one of its people."
            )


def _check_roles(program: Program, guide: Person, learner: Person) -> None:
    roles = {guide: MembershipRole.GUIDE, learner: MembershipRole.LEARNER}
    for person, role in roles.items():
        if not Membership.objects.filter(program=program, person=person, role=role).exists():
            raise FourfoldError(f"{person.name} is no {role.label.lower()} of {program.name}.")
