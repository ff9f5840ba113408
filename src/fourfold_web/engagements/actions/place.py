"""A pair that the program matched: it begins like a request that the guide has accepted."""

from collections.abc import Collection
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


def free_places_now(*, guides: Collection[UUID], program: Program) -> dict[UUID, int | None]:
    """How many more each of these guides takes, None for no limit; without those who left.

    Their memberships are locked until the transaction ends, in one order, so that of many who ask
    at once each counts those before it.
    """
    mine = Membership.objects.filter(
        program=program, person__in=guides, role=MembershipRole.GUIDE, person__is_active=True
    )
    list(mine.order_by("pk").select_for_update(of=("self",)))
    return {each.person_id: _free(each) for each in with_taken(mine)}


def _free(membership: Membership) -> int | None:
    if membership.paused:
        return 0
    if membership.capacity is None:
        return None
    return max(0, membership.capacity - membership.taken)


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
