"""What a learner does with their own guidance request."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.intake import Intake
from fourfold.guidance.recommend import recommend
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.access import guides_for
from fourfold_web.engagements.actions.states import move
from fourfold_web.engagements.models import (
    Agreement,
    AnswerKind,
    GuidanceRequest,
    GuidanceRequestState,
    RequestAnswer,
)
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.audit import record

State = GuidanceRequestState
STILL_OPEN = (State.DRAFT, State.WAITING, State.OFFERED, State.ACCEPTED, State.DECLINED)


@transaction.atomic
def start_request(*, learner: Person, program: Program) -> GuidanceRequest:
    """The learner's draft in this program: the one they left, or a new one."""
    draft = GuidanceRequest.objects.filter(
        learner=learner, program=program, state=State.DRAFT
    ).first()
    if draft is None:
        draft = GuidanceRequest.objects.create(learner=learner, program=program)
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
    record(actor=learner, verb="save_answers", of=draft, answered=len(draft.answers))


@transaction.atomic
def choose_form(
    *, learner: Person, guidance_request: GuidanceRequest, chosen: FormOfGuidance
) -> None:
    """Keep the form that the learner picked for their draft, recommended or not."""
    draft = move(guidance_request, to=State.DRAFT, when=[State.DRAFT], chosen_form=chosen)
    record(actor=learner, verb="choose_form", of=draft, chosen=chosen.value)


@transaction.atomic
def open_request(
    *,
    learner: Person,
    guidance_request: GuidanceRequest,
    chosen: FormOfGuidance,
    asked_guide: Person | None,
) -> GuidanceRequest:
    """Send the draft. The recommendation is frozen as shown, and the learner's choice beside it."""
    sent = move(
        guidance_request,
        to=State.WAITING,
        when=[State.DRAFT],
        recommendation=recommend(guidance_request.to_core()).to_json(),
        chosen_form=chosen,
        asked_guide=asked_guide,
        sent_at=timezone.now(),
    )
    record(
        actor=learner,
        verb="open_request",
        of=sent,
        chosen=chosen.value,
        override=sent.is_override,
    )
    tell_guides(sent)
    return sent


@transaction.atomic
def ask_again(
    *, learner: Person, guidance_request: GuidanceRequest, asked_guide: Person | None
) -> GuidanceRequest:
    """After a no: ask another guide, or any guide of the program."""
    sent = move(
        guidance_request,
        to=State.WAITING,
        when=[State.DECLINED],
        asked_guide=asked_guide,
        sent_at=timezone.now(),
    )
    record(actor=learner, verb="ask_again", of=sent)
    tell_guides(sent)
    return sent


@transaction.atomic
def withdraw_request(*, learner: Person, guidance_request: GuidanceRequest) -> None:
    """Take the request back, at any time before both sides agreed."""
    # A guide may have accepted since the page was read, and is then told all the same.
    rows = GuidanceRequest.objects.select_for_update(of=("self",)).select_related("guide")
    guide = rows.get(pk=guidance_request.pk).guide
    withdrawn = move(guidance_request, to=State.WITHDRAWN, when=STILL_OPEN, guide=None)
    record(actor=learner, verb="withdraw_request", of=withdrawn)
    if guide:
        queue_mail(
            to=guide, kind="request_withdrawn", path="/queue/", key=f"withdrawn:{withdrawn.pk}"
        )


@transaction.atomic
def answer_offer(*, learner: Person, guidance_request: GuidanceRequest, accept: bool) -> None:
    """Take the form that the guide offers instead, or keep one's own and look further."""
    if accept:
        _take_offer(guidance_request)
    else:
        _refuse_offer(guidance_request)
    record(actor=learner, verb="answer_offer", of=guidance_request, accepted=accept)


def _take_offer(guidance_request: GuidanceRequest) -> None:
    taken = move(
        guidance_request,
        to=State.ACCEPTED,
        when=[State.OFFERED],
        chosen_form=F("offered_form"),
        offered_form="",
    )
    Agreement.objects.create(guidance_request=taken)
    queue_mail(
        to=taken.guide,
        kind="agreement_waiting",
        path=f"/requests/{taken.pk}/agreement/",
        key=f"offer_taken:{taken.pk}:{taken.guide_id}",
    )


def _refuse_offer(guidance_request: GuidanceRequest) -> None:
    """The guide will not give the form that is asked for, so the request is no longer theirs."""
    guide = guidance_request.guide
    refused = move(
        guidance_request,
        to=State.WAITING,
        when=[State.OFFERED],
        offered_form="",
        guide=None,
        asked_guide=None,
        answered_at=None,
    )
    RequestAnswer.objects.create(guidance_request=refused, guide=guide, kind=AnswerKind.PASS_ON)
    look_further(refused)


def look_further(guidance_request: GuidanceRequest) -> bool:
    """Tell the guides who may still take it; with none left it counts as declined (False)."""
    if guides_for(guidance_request).exists():
        tell_guides(guidance_request)
        return True
    move(guidance_request, to=State.DECLINED, when=[State.WAITING])
    return False


def tell_guides(guidance_request: GuidanceRequest) -> None:
    """Mail whoever may answer now: the guide asked, or every guide of the program."""
    asked = guidance_request.asked_guide
    guides = [asked] if asked else [each.person for each in guides_for(guidance_request)]
    # After a refused offer it is open again, which a guide who was told before cannot know.
    offers = guidance_request.guide_answers.filter(kind=AnswerKind.OFFER).count()
    for guide in guides:
        queue_mail(
            to=guide,
            kind="request_waiting",
            path=f"/requests/{guidance_request.pk}/",
            key=f"request_waiting:{guidance_request.pk}:{guide.pk}:{offers}",
            reply_within_days=guidance_request.program.reply_within_days,
        )
