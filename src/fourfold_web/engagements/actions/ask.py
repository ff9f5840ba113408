"""What a learner does with their own guidance request."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.intake import Intake
from fourfold.guidance.recommend import recommend
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.access import is_learner_of
from fourfold_web.engagements.actions.route import ask_first, go_on, keep_choices
from fourfold_web.engagements.actions.states import move, new_wait
from fourfold_web.engagements.conflicts import answered_before, no_longer_a_learner
from fourfold_web.engagements.models import (
    Afterwards,
    Agreement,
    AnswerKind,
    GuidanceRequest,
    GuidanceRequestState,
    RequestAnswer,
)
from fourfold_web.engagements.queries import OPEN_STATES
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record

State = GuidanceRequestState


@transaction.atomic
def start_request(*, learner: Person, program: Program) -> GuidanceRequest:
    """The learner's draft in this program: the one they left, or a new one."""
    draft, is_new = GuidanceRequest.objects.get_or_create(
        learner=learner, program=program, state=State.DRAFT
    )
    if is_new:
        record(actor=learner, verb="start_request", of=draft)
    return draft


@transaction.atomic
def save_answers(*, learner: Person, guidance_request: GuidanceRequest, intake: Intake) -> None:
    """Keep what the learner has said so far; the draft survives a closed browser."""
    draft = move(
        guidance_request,
        to=State.DRAFT,
        when=[State.DRAFT],
        text=intake.text,
        answers=dict(intake.answers),
        topic=intake.answers.get("topic", ""),
    )
    check_learner(learner, draft)
    record(actor=learner, verb="save_answers", of=draft, answered=len(draft.answers))


@transaction.atomic
def choose_form(
    *, learner: Person, guidance_request: GuidanceRequest, chosen: FormOfGuidance
) -> None:
    """Keep the form that the learner picked for their draft, recommended or not."""
    draft = move(guidance_request, to=State.DRAFT, when=[State.DRAFT], chosen_form=chosen)
    check_learner(learner, draft)
    record(actor=learner, verb="choose_form", of=draft, chosen=chosen.value)


@transaction.atomic
def open_request(
    *,
    learner: Person,
    guidance_request: GuidanceRequest,
    chosen: FormOfGuidance,
    asked_guide: Person | None,
    also: Sequence[Person] = (),
    afterwards: Afterwards = Afterwards.LEARNER,
) -> GuidanceRequest:
    """Send the draft. The recommendation is frozen as shown, and the learner's choice beside it.

    `asked_guide` is asked first, then those of `also`, then what `afterwards` says. Without a name
    every guide with room is asked, or the program at once when `afterwards` says so.
    """
    sent = _send(
        guidance_request,
        when=[State.DRAFT],
        afterwards=_meant(afterwards, asked_guide),
        recommendation=recommend(guidance_request.to_core()).to_json(),
        chosen_form=chosen,
    )
    check_learner(learner, sent)
    record(
        actor=learner,
        verb="open_request",
        of=sent,
        chosen=chosen.value,
        override=sent.is_override,
    )
    return _ask(sent, asked_guide, also)


@transaction.atomic
def ask_again(
    *,
    learner: Person,
    guidance_request: GuidanceRequest,
    asked_guide: Person | None,
    also: Sequence[Person] = (),
    afterwards: Afterwards = Afterwards.LEARNER,
) -> GuidanceRequest:
    """After a no: ask other guides, any guide of the program, or the program itself."""
    sent = _send(
        guidance_request,
        when=[State.DECLINED, State.NO_GUIDE],
        afterwards=_meant(afterwards, asked_guide),
    )
    check_learner(learner, sent)
    record(actor=learner, verb="ask_again", of=sent)
    return _ask(sent, asked_guide, also)


def _send(
    guidance_request: GuidanceRequest, *, when: list[State], afterwards: Afterwards, **values: Any
) -> GuidanceRequest:
    return move(
        guidance_request,
        to=State.WAITING,
        when=when,
        asked_guide=None,
        afterwards=afterwards,
        sent_at=timezone.now(),
        **new_wait(),
        **values,
    )


def _meant(afterwards: Afterwards, asked_guide: Person | None) -> Afterwards:
    """Whoever names nobody has asked everybody already, or the program."""
    if asked_guide is None and afterwards == Afterwards.LEARNER:
        return Afterwards.ANYONE
    return afterwards


def _ask(
    sent: GuidanceRequest, asked_guide: Person | None, also: Sequence[Person]
) -> GuidanceRequest:
    keep_choices(sent, [asked_guide, *also] if asked_guide else [])
    return ask_first(sent)


@transaction.atomic
def withdraw_request(*, learner: Person, guidance_request: GuidanceRequest) -> None:
    """Take the request back, at any time before both sides agreed."""
    # A guide may have accepted since the page was read, and is then told all the same.
    rows = GuidanceRequest.objects.select_for_update(of=("self",)).select_related("guide")
    guide = rows.get(pk=guidance_request.pk).guide
    withdrawn = move(guidance_request, to=State.WITHDRAWN, when=OPEN_STATES, guide=None)
    record(actor=learner, verb="withdraw_request", of=withdrawn)
    if guide:
        queue_mail(
            to=guide,
            kind="request_withdrawn",
            path=address("engagements:queue"),
            key=f"withdrawn:{withdrawn.pk}",
        )


@transaction.atomic
def answer_offer(
    *, learner: Person, guidance_request: GuidanceRequest, seen_guide: UUID, accept: bool
) -> GuidanceRequest:
    """Take the form that the guide offers instead, or keep one's own and look further.

    `seen_guide` is the guide whose offer was on the learner's page; when the request is with
    another one by now, nothing is answered and `Conflict` says so.
    """
    locked = GuidanceRequest.objects.select_for_update().get(pk=guidance_request.pk)
    if locked.guide_id != seen_guide:
        raise answered_before(locked.state)
    answered = _take_offer(locked) if accept else _refuse_offer(locked)
    record(actor=learner, verb="answer_offer", of=answered, accepted=accept)
    return answered


def _take_offer(guidance_request: GuidanceRequest) -> GuidanceRequest:
    taken = move(
        guidance_request,
        to=State.ACCEPTED,
        when=[State.OFFERED],
        chosen_form=F("offered_form"),
        offered_form="",
        **new_wait(),
    )
    Agreement.objects.get_or_create(guidance_request=taken)
    queue_mail(
        to=taken.guide,
        kind="agreement_waiting",
        path=address("engagements:agreement", taken.pk),
        key=f"offer_taken:{taken.pk}:{taken.guide_id}",
    )
    return taken


def _refuse_offer(guidance_request: GuidanceRequest) -> GuidanceRequest:
    """The guide will not give the form that is asked for, so the request is no longer theirs."""
    if guidance_request.state != State.OFFERED:
        raise answered_before(guidance_request.state)
    RequestAnswer.objects.create(
        guidance_request=guidance_request,
        guide_id=guidance_request.guide_id,
        kind=AnswerKind.PASS_ON,
    )
    return go_on(guidance_request)


def check_learner(learner: Person, guidance_request: GuidanceRequest) -> None:
    """Asked under the row's lock: the program may have let the learner go since the page opened."""
    if not is_learner_of(learner, guidance_request):
        raise no_longer_a_learner(guidance_request.program)
