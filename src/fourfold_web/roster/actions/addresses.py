"""A new address from a list: only the person themselves lets it in, and only once they read it."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from fourfold.issues import FourfoldError
from fourfold_web.correspondence.actions import clear_tries, count_try, queue_mail
from fourfold_web.correspondence.links import code_of
from fourfold_web.people.actions import change_address
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.roster.conflicts import another_address_waits
from fourfold_web.roster.models import NewAddress
from fourfold_web.shared.audit import record

CODE_LASTS = timedelta(days=1)


@transaction.atomic
def ask_for_address(*, program: Program, person_id: UUID, email: str) -> bool:
    """Ask somebody by mail, at the address they have, whether they take a new one.

    False when they have been asked for this one before.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    asked, is_new = NewAddress.objects.get_or_create(
        person=person, email=email, defaults={"program": program}
    )
    if not is_new:
        return False
    record(actor=None, verb="ask_for_address", of=asked)
    queue_mail(
        to=person,
        kind="new_address",
        path=reverse("roster:new_address"),
        key=f"new_address:{asked.pk}",
    )
    return True


@transaction.atomic
def send_code(*, by: Person, asked_id: UUID, email: str) -> None:
    """Mail a code to the new address, which the person said is theirs; once an hour at most.

    `asked_id` and `email` are what they saw. Raises Conflict when something else waits by now, and
    FourfoldError when the address is somebody else's.
    """
    asked = _seen(by, asked_id, email)
    if Person.objects.filter(email=email).exclude(pk=by.pk).exists():
        raise FourfoldError("This address belongs to somebody else here. Keep the one you have.")
    now = timezone.now()
    asked.proof = queue_mail(
        to=by,
        kind="new_address_code",
        path=reverse("roster:new_address"),
        key=f"new_address_code:{asked.pk}:{now:%Y%m%d%H}",
        address=email,
    )
    asked.save(update_fields=["proof"])
    record(actor=by, verb="send_address_code", of=asked)


@transaction.atomic
def take_address(*, by: Person, asked_id: UUID, email: str, code: str) -> None:
    """Sign in with the new address from now on, and tell the old one.

    `code` is what the new address was sent. Raises Conflict when something else waits by now, and
    FourfoldError for a code that does not fit or when somebody else has the address by now.
    """
    asked = _seen(by, asked_id, email)
    proof = asked.proof
    fresh = proof is not None and proof.created_at > timezone.now() - CODE_LASTS
    if not (fresh and constant_time_compare(code_of(proof), code)):
        raise FourfoldError("This code is not the newest one, or older than a day.")
    old = Person.objects.get(pk=by.pk).email
    change_address(by=by, person=by, email=email)
    asked.delete()
    clear_tries(email=_tries_of(asked_id))
    queue_mail(
        to=by,
        kind="address_changed",
        path=reverse("roster:new_address"),
        key=f"address_changed:{asked_id}",
        address=old,
    )


def may_try(*, asked_id: UUID) -> bool:
    """Count one try of a code for this new address; False when it is one too many."""
    return count_try(email=_tries_of(asked_id), now=timezone.now())


@transaction.atomic
def keep_address(*, by: Person, asked_id: UUID, email: str) -> None:
    """Stay with the address one has; the same one is not asked for again.

    Raises Conflict when something else waits by now.
    """
    asked = _seen(by, asked_id, email)
    asked.declined_at = timezone.now()
    asked.save(update_fields=["declined_at"])
    record(actor=by, verb="keep_address", of=asked)


def _tries_of(asked_id: UUID) -> str:
    # Counted apart from the codes of other mail to the same address, which anybody may try.
    return f"new_address:{asked_id}"


def _seen(by: Person, asked_id: UUID, email: str) -> NewAddress:
    """The row that the person saw, locked."""
    waiting = NewAddress.objects.select_for_update(of=("self",)).select_related("proof")
    asked = waiting.filter(pk=asked_id, person=by, declined_at=None).first()
    if asked is None or asked.email != email:
        raise another_address_waits()
    return asked
