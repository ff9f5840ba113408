"""What a guide answers to a guidance request."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.waiting import reason_in_words
from fourfold_web.engagements.access import (
    guides_asked,
    guides_to_tell,
    has_let_go,
    went_on_from,
)
from fourfold_web.engagements.actions.route import give_to_program, go_on, tell_learner
from fourfold_web.engagements.actions.states import move, new_wait
from fourfold_web.engagements.conflicts import already_answered, may_not_take, no_room, went_on
from fourfold_web.engagements.models import (
    Agreement,
    AnswerKind,
    GuidanceRequest,
    GuidanceRequestState,
    RequestAnswer,
)
from fourfold_web.engagements.room import with_taken
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.shared.audit import record

State = GuidanceRequestState


@transaction.atomic
def accept_request(*, guide: Person, guidance_request: GuidanceRequest) -> GuidanceRequest:
    """Commit to the request in the form that the learner chose; the agreement comes next."""
    accepted = _take(guide, guidance_request, to=State.ACCEPTED)
    # There is one without words where an earlier guide wrote nothing in time.
    Agreement.objects.get_or_create(guidance_request=accepted)
    _keep(accepted, guide, AnswerKind.ACCEPT)
    tell_learner(accepted, answered=True)
    return accepted


@transaction.atomic
def offer_form(
    *,
    guide: Person,
    guidance_request: GuidanceRequest,
    form_of_guidance: FormOfGuidance,
    phrase: str,
) -> GuidanceRequest:
    """Offer to guide in another form; the learner says whether that serves them."""
    offered = _take(guide, guidance_request, to=State.OFFERED, offered_form=form_of_guidance)
    _keep(offered, guide, AnswerKind.OFFER, form_of_guidance=form_of_guidance, phrase=phrase)
    tell_learner(offered, answered=True)
    return offered


@transaction.atomic
def pass_request_on(
    *, guide: Person, guidance_request: GuidanceRequest, phrase: str, reason: str = ""
) -> None:
    """Leave it to whom the learner wants next; with nobody left the learner is told."""
    _let_go(guide, guidance_request, AnswerKind.PASS_ON, phrase=phrase, reason=reason)


@transaction.atomic
def decline_request(
    *, guide: Person, guidance_request: GuidanceRequest, phrase: str, reason: str = ""
) -> None:
    """Say no with a reason or a line that the learner reads; it goes on as the learner wanted.

    Raises FourfoldError for a reason that is not on the core's list.
    """
    _let_go(guide, guidance_request, AnswerKind.DECLINE, phrase=phrase, reason=reason)


@transaction.atomic
def note_seen(*, guide: Person, guidance_request: GuidanceRequest) -> None:
    """Keep that somebody who is asked has read the request; the first time in a wait counts."""
    seen = GuidanceRequest.objects.filter(
        pk=guidance_request.pk, state=State.WAITING, seen_at=None
    ).update(seen_at=timezone.now())
    if seen:
        record(actor=guide, verb="see_request", of=guidance_request)


def _let_go(
    guide: Person, guidance_request: GuidanceRequest, kind: AnswerKind, *, phrase: str, reason: str
) -> None:
    if reason:
        reason_in_words(reason)
    _check_first_no(guide, guidance_request)
    waiting = move(guidance_request, to=State.WAITING, when=[State.WAITING])
    if waiting.asked_guide_id not in (None, guide.pk):
        raise went_on()
    _keep(waiting, guide, kind, phrase=phrase, reason=reason)
    if waiting.asked_guide_id == guide.pk:
        further = go_on(waiting)
        tell_learner(further, answered=further.state != State.WAITING)
    elif not waiting.asked_guide_id and not guides_to_tell(waiting).exists():
        tell_learner(give_to_program(waiting), answered=True)


def _take(
    guide: Person, guidance_request: GuidanceRequest, *, to: GuidanceRequestState, **values: Any
) -> GuidanceRequest:
    """The waiting request in the guide's hands, if it came to them and they may still guide it."""
    _check_first_no(guide, guidance_request)
    taken = move(
        guidance_request,
        to=to,
        when=[State.WAITING],
        guide=guide,
        answered_at=timezone.now(),
        **new_wait(),
        **values,
    )
    # Asked under the row's lock: the guide may have become the learner's supervisor (B-5).
    if not guides_asked(taken).filter(person=guide).exists():
        raise went_on() if went_on_from(guide, taken.pk) else may_not_take()
    _check_room(taken)
    return taken


def _check_room(taken: GuidanceRequest) -> None:
    """Refuse one more than the guide said. Their membership is locked, so that of many acceptances
    at once each counts those before it."""
    mine = Membership.objects.filter(
        program=taken.program_id, person=taken.guide_id, role=MembershipRole.GUIDE
    )
    mine.select_for_update().get()
    membership = with_taken(mine).get()
    if membership.capacity is not None and membership.taken > membership.capacity:
        raise no_room(membership.capacity)


def _check_first_no(guide: Person, guidance_request: GuidanceRequest) -> None:
    """Asked with the row locked, so that two taps at once count as one answer."""
    GuidanceRequest.objects.select_for_update().get(pk=guidance_request.pk)
    if has_let_go(guide, guidance_request.pk):
        raise already_answered()


def _keep(
    guidance_request: GuidanceRequest,
    guide: Person,
    kind: AnswerKind,
    *,
    form_of_guidance: str = "",
    phrase: str = "",
    reason: str = "",
) -> None:
    RequestAnswer.objects.create(
        guidance_request=guidance_request,
        guide=guide,
        kind=kind,
        form_of_guidance=form_of_guidance,
        phrase=phrase,
        reason=reason,
    )
    record(actor=guide, verb=f"{kind}_request", of=guidance_request)
