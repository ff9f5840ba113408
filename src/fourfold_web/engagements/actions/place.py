"""A pair that the program matched: it begins like a request that the guide has accepted."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.actions.states import new_wait
from fourfold_web.engagements.models import (
    Agreement,
    AnswerKind,
    GuidanceRequest,
    GuidanceRequestState,
)
from fourfold_web.engagements.room import with_taken
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program
from fourfold_web.shared.audit import record


def has_room_now(*, guide_id: UUID, program: Program) -> bool:
    """Whether this guide takes one more. Their membership is locked until the transaction ends, so
    that of many who ask at once each counts those before it."""
    mine = Membership.objects.filter(
        program=program, person=guide_id, role=MembershipRole.GUIDE, person__is_active=True
    )
    if mine.select_for_update(of=("self",)).first() is None:
        return False
    return with_taken(mine).filter(has_room=True).exists()


@transaction.atomic
def start_published_pair(
    *,
    by: Person,
    program: Program,
    learner: Person,
    guide: Person,
    form_of_guidance: FormOfGuidance,
    topic: str,
    words: str,
) -> GuidanceRequest:
    """The accepted request of a matched pair, whose agreement the two settle next.

    Rules and room were checked by the caller in the same transaction.
    """
    now = timezone.now()
    placed = GuidanceRequest.objects.create(
        program=program,
        learner=learner,
        guide=guide,
        state=GuidanceRequestState.ACCEPTED,
        text=words,
        topic=topic,
        chosen_form=form_of_guidance.value,
        sent_at=now,
        answered_at=now,
        **new_wait(),
    )
    Agreement.objects.create(guidance_request=placed)
    placed.guide_answers.create(guide=guide, kind=AnswerKind.ACCEPT)
    record(actor=by, verb="place_pair", of=placed)
    return placed


def tell_of_pair(*, placed: GuidanceRequest, path: str) -> None:
    """Mail both that they are a pair; `path` is the page that says why."""
    for person in (placed.learner, placed.guide):
        queue_mail(
            to=person,
            kind="pair_published",
            path=path,
            key=f"pair_published:{placed.pk}:{person.pk}",
        )
