"""What a learner does with their own guidance request."""

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.intake import Intake
from fourfold.guidance.recommend import recommend
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.access import guides_asked, is_learner_of
from fourfold_web.engagements.actions.states import move
from fourfold_web.engagements.conflicts import answered_before, no_longer_a_learner
from fourfold_web.engagements.models import (
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
    _check_learner(learner, draft)
    record(actor=learner, verb="save_answers", of=draft, answered=len(draft.answers))


@transaction.atomic
def choose_form(
    *, learner: Person, guidance_request: GuidanceRequest, chosen: FormOfGuidance
) -> None:
    """Keep the form that the learner picked for their draft, recommended or not."""
    draft = move(guidance_request, to=State.DRAFT, when=[State.DRAFT], chosen_form=chosen)
    _check_learner(learner, draft)
    record(actor=learner, verb="choose_form", of=draft, chosen=chosen.value)


@transaction.atomic
def open_request(
    *,
    learner: Person,
    guidance_request: GuidanceRequest,
    chosen: FormOfGuidance,
    asked_guide: Person | None,
) -> GuidanceRequest:
    """Send the draft. The recommendation is frozen as shown, and the learner's choice beside it.

    With no guide who could answer, it counts as declined at once: it waits for the program.
    """
    sent = move(
        guidance_request,
        to=State.WAITING,
        when=[State.DRAFT],
        recommendation=recommend(guidance_request.to_core()).to_json(),
        chosen_form=chosen,
        asked_guide=asked_guide,
        sent_at=timezone.now(),
    )
    _check_learner(learner, sent)
    record(
        actor=learner,
        verb="open_request",
        of=sent,
        chosen=chosen.value,
        override=sent.is_override,
    )
    return look_further(sent)


@transaction.atomic
def ask_again(
    *, learner: Person, guidance_request: GuidanceRequest, asked_guide: Person | None
) -> GuidanceRequest:
    """After a no: ask another guide, or any guide of the program, as `open_request` does."""
    sent = move(
        guidance_request,
        to=State.WAITING,
        when=[State.DECLINED],
        asked_guide=asked_guide,
        sent_at=timezone.now(),
    )
    _check_learner(learner, sent)
    record(actor=learner, verb="ask_again", of=sent)
    return look_further(sent)


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
    )
    Agreement.objects.create(guidance_request=taken)
    queue_mail(
        to=taken.guide,
        kind="agreement_waiting",
        path=address("engagements:agreement", taken.pk),
        key=f"offer_taken:{taken.pk}:{taken.guide_id}",
    )
    return taken


def _refuse_offer(guidance_request: GuidanceRequest) -> GuidanceRequest:
    """The guide will not give the form that is asked for, so the request is no longer theirs."""
    refused = move(
        guidance_request,
        to=State.WAITING,
        when=[State.OFFERED],
        offered_form="",
        guide=None,
        asked_guide=None,
        answered_at=None,
    )
    RequestAnswer.objects.create(
        guidance_request=refused, guide_id=guidance_request.guide_id, kind=AnswerKind.PASS_ON
    )
    return look_further(refused)


def look_further(guidance_request: GuidanceRequest) -> GuidanceRequest:
    """Mail the guides who may answer now; with none left the request counts as declined.

    The answer is the request as it stands then.
    """
    guides = [each.person for each in guides_asked(guidance_request)]
    if not guides:
        return move(guidance_request, to=State.DECLINED, when=[State.WAITING])
    # After a refused offer it is open again, which a guide who was told before cannot know.
    offers = guidance_request.guide_answers.filter(kind=AnswerKind.OFFER).count()
    for guide in guides:
        queue_mail(
            to=guide,
            kind="request_waiting",
            path=address("engagements:guidance_request", guidance_request.pk),
            key=f"request_waiting:{guidance_request.pk}:{guide.pk}:{offers}",
            reply_within_days=guidance_request.program.reply_within_days,
        )
    return guidance_request


def _check_learner(learner: Person, guidance_request: GuidanceRequest) -> None:
    """Asked under the row's lock: the program may have let the learner go since the page opened."""
    if not is_learner_of(learner, guidance_request):
        raise no_longer_a_learner(guidance_request.program)
