"""What a guide answers to a guidance request."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.access import guides_asked, has_let_go
from fourfold_web.engagements.actions.ask import look_further
from fourfold_web.engagements.actions.states import move
from fourfold_web.engagements.conflicts import already_answered, may_not_take
from fourfold_web.engagements.models import (
    Agreement,
    AnswerKind,
    GuidanceRequest,
    GuidanceRequestState,
    RequestAnswer,
)
from fourfold_web.people.models import Person
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record

State = GuidanceRequestState


@transaction.atomic
def accept_request(*, guide: Person, guidance_request: GuidanceRequest) -> GuidanceRequest:
    """Commit to the request in the form that the learner chose; the agreement comes next."""
    accepted = _take(guide, guidance_request, to=State.ACCEPTED)
    Agreement.objects.create(guidance_request=accepted)
    _keep(accepted, guide, AnswerKind.ACCEPT)
    _tell_learner(accepted)
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
    _tell_learner(offered)
    return offered


@transaction.atomic
def pass_request_on(*, guide: Person, guidance_request: GuidanceRequest, phrase: str) -> None:
    """Leave it to the program's other guides; with none left the learner is told."""
    _check_first_no(guide, guidance_request)
    passed = move(guidance_request, to=State.WAITING, when=[State.WAITING], asked_guide=None)
    _keep(passed, guide, AnswerKind.PASS_ON, phrase=phrase)
    if look_further(passed).state == State.DECLINED:
        _tell_learner(passed)


@transaction.atomic
def decline_request(*, guide: Person, guidance_request: GuidanceRequest, phrase: str) -> None:
    """Say no with a phrase that the learner reads. If only this guide was asked, it ends here."""
    _check_first_no(guide, guidance_request)
    only_mine = guidance_request.asked_guide_id == guide.pk
    to = State.DECLINED if only_mine else State.WAITING
    declined = move(guidance_request, to=to, when=[State.WAITING])
    _keep(declined, guide, AnswerKind.DECLINE, phrase=phrase)
    if only_mine or look_further(declined).state == State.DECLINED:
        _tell_learner(declined)


def _take(
    guide: Person, guidance_request: GuidanceRequest, *, to: GuidanceRequestState, **values: Any
) -> GuidanceRequest:
    """The waiting request in the guide's hands, if it came to them and they may still guide it."""
    _check_first_no(guide, guidance_request)
    now = timezone.now()
    taken = move(
        guidance_request, to=to, when=[State.WAITING], guide=guide, answered_at=now, **values
    )
    # Asked under the row's lock: the guide may have become the learner's supervisor (B-5).
    if not guides_asked(taken).filter(person=guide).exists():
        raise may_not_take()
    return taken


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
) -> None:
    RequestAnswer.objects.create(
        guidance_request=guidance_request,
        guide=guide,
        kind=kind,
        form_of_guidance=form_of_guidance,
        phrase=phrase,
    )
    record(actor=guide, verb=f"{kind}_request", of=guidance_request)


def _tell_learner(guidance_request: GuidanceRequest) -> None:
    queue_mail(
        to=guidance_request.learner,
        kind="request_answered",
        path=address("engagements:guidance_request", guidance_request.pk),
        key=f"request_answered:{guidance_request.pk}:{guidance_request.guide_answers.count()}",
    )
