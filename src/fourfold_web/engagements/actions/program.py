"""What a program does with a request that found no guide; it never reads the words."""

from django.db import transaction

from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.access import guides_to_hand_over_to
from fourfold_web.engagements.actions.route import ask_guide, tell_learner
from fourfold_web.engagements.actions.states import move, without_guide
from fourfold_web.engagements.conflicts import answered_before, not_to_hand_over
from fourfold_web.engagements.models import (
    AnswerKind,
    GuidanceRequest,
    GuidanceRequestState,
    RequestAnswer,
)
from fourfold_web.people.models import Person
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record

State = GuidanceRequestState
# What a program can hand over: nobody has taken it on yet.
WITHOUT_GUIDE = (State.WAITING, State.DECLINED, State.NO_GUIDE)


@transaction.atomic
def hand_over_request(*, by: Person, guidance_request: GuidanceRequest, guide: Person) -> None:
    """Ask this guide now. Whoever was asked before is not asked any longer; the learner is told.

    `Conflict` when somebody answered meanwhile, or when the guide may not or cannot take it.
    """
    locked = GuidanceRequest.objects.select_for_update().get(pk=guidance_request.pk)
    if locked.state not in WITHOUT_GUIDE:
        raise answered_before(locked.state)
    if not guides_to_hand_over_to(locked).filter(person=guide).exists():
        raise not_to_hand_over()
    record(actor=by, verb="hand_over_request", of=locked)
    if locked.state == State.WAITING and locked.asked_guide_id:
        RequestAnswer.objects.create(
            guidance_request=locked, guide_id=locked.asked_guide_id, kind=AnswerKind.TIMED_OUT
        )
    tell_learner(ask_guide(locked, guide), answered=False)


@transaction.atomic
def close_request(*, by: Person, guidance_request: GuidanceRequest) -> None:
    """Close it kindly: no guide was found this time. The learner is told and keeps their words."""
    closed = move(guidance_request, to=State.CLOSED, when=WITHOUT_GUIDE, **without_guide())
    record(actor=by, verb="close_request", of=closed)
    queue_mail(
        to=closed.learner,
        kind="request_answered",
        path=address("engagements:guidance_request", closed.pk),
        key=f"closed:{closed.pk}",
    )
