"""The writes on offers to guide: keyword-only, atomic, an audit entry inside."""

from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.people.models import Person
from fourfold_web.programs.actions import add_person
from fourfold_web.programs.models import Membership, MembershipRole, Program
from fourfold_web.programs.queries import persons_with
from fourfold_web.roster.models import GuideOffer, OfferState
from fourfold_web.shared.audit import record


@transaction.atomic
def offer_to_guide(
    *, by: Person, program: Program, about: str, forms: Sequence[FormOfGuidance]
) -> GuideOffer:
    """Keep a learner's offer and tell the directors. While one waits, it is changed instead.

    Raises FourfoldError for somebody who guides here already.
    """
    # The lock makes two taps take turns.
    Program.objects.select_for_update().get(pk=program.pk)
    if program.memberships.filter(person=by, role=MembershipRole.GUIDE).exists():
        raise FourfoldError("You already are a guide in this program.")
    words = {"about": about.strip(), "forms": [each.value for each in forms]}
    waiting = {"program": program, "person": by, "state": OfferState.WAITING}
    offer, is_new = GuideOffer.objects.update_or_create(**waiting, defaults=words)
    record(actor=by, verb="offer_to_guide", of=offer, forms=len(forms))
    if is_new:
        _tell_directors(offer)
    return offer


@transaction.atomic
def withdraw_offer(*, by: Person, offer: GuideOffer) -> None:
    """Take an offer back. One that was answered stays as it is."""
    if _settle(offer, OfferState.WITHDRAWN):
        record(actor=by, verb="withdraw_guide_offer", of=offer)


@transaction.atomic
def accept_offer(*, by: Person, offer: GuideOffer) -> Membership:
    """Make the person a guide who is shown with their own lines; they stay a learner too.

    Raises FourfoldError when the offer was answered or withdrawn before.
    """
    _settle_now(offer, OfferState.ACCEPTED)
    membership = add_person(
        by=by,
        program=offer.program,
        email=offer.person.email,
        name=offer.person.name,
        role=MembershipRole.GUIDE,
        about=f"{offer.forms_in_words}. {offer.about}",
    )
    record(actor=by, verb="accept_guide_offer", of=offer)
    _tell_person(offer)
    return membership


@transaction.atomic
def decline_offer(*, by: Person, offer: GuideOffer) -> None:
    """Say that it does not fit now; the person may offer again.

    Raises FourfoldError when the offer was answered or withdrawn before.
    """
    _settle_now(offer, OfferState.NOT_NOW)
    record(actor=by, verb="decline_guide_offer", of=offer)
    _tell_person(offer)


def _settle_now(offer: GuideOffer, state: OfferState) -> None:
    if not _settle(offer, state):
        raise FourfoldError(
            f"The offer of {offer.person.name} was answered or withdrawn already. Look at the list"
            " again."
        )


def _settle(offer: GuideOffer, state: OfferState) -> bool:
    """Move a waiting offer on; False when somebody was quicker."""
    waiting = GuideOffer.objects.filter(pk=offer.pk, state=OfferState.WAITING)
    return bool(waiting.update(state=state, answered_at=timezone.now()))


def _tell_directors(offer: GuideOffer) -> None:
    for director in persons_with(MembershipRole.DIRECTOR, offer.program).exclude(
        pk=offer.person_id
    ):
        queue_mail(
            to=director,
            kind="guide_offered",
            path=f"{reverse('roster:people')}?program={offer.program_id}",
            key=f"guide_offered:{offer.pk}:{director.pk}",
        )


def _tell_person(offer: GuideOffer) -> None:
    queue_mail(
        to=offer.person,
        kind="guide_offer_answered",
        path=reverse("roster:offer_to_guide"),
        key=f"guide_offer_answered:{offer.pk}",
    )
