"""Publishing a run: until then nobody is told, and what no longer holds stays unpublished."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements.actions.place import (
    has_room_now,
    start_published_pair,
    tell_of_pair,
)
from fourfold_web.engagements.models import Engagement
from fourfold_web.matching.actions.locked import locked_round
from fourfold_web.matching.conflicts import is_not_ready
from fourfold_web.matching.inputs import refused_now
from fourfold_web.matching.models import LeftOut, Proposal, Run, RunState
from fourfold_web.people.models import Person
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record


@transaction.atomic
def publish_run(*, by: Person, run: Run) -> tuple[int, int]:
    """Make the proposed pairs real and tell both of each; how many, and how many were left out.

    Left out is who has no room by now, and every pair that its rules, the learner or the program's
    people no longer allow. `Conflict` when the run is not ready or was published before.
    """
    matching_round = locked_round(run.round)
    ready = Run.objects.filter(pk=run.pk, state=RunState.DONE, based_on=None)
    if not ready.update(state=RunState.PUBLISHED, published_at=timezone.now()):
        raise is_not_ready()
    others = Run.objects.filter(round=matching_round, state=RunState.DONE, based_on=None)
    others.update(state=RunState.SUPERSEDED)
    proposals = _in_order(run)
    refused = refused_now(matching_round, proposals)
    program = matching_round.program
    placed = sum(_place(by, program, each, refused) for each in proposals)
    left_out = len(proposals) - placed
    record(actor=by, verb="publish_run", of=run, placed=placed, left_out=left_out)
    return placed, left_out


def _in_order(run: Run) -> list[Proposal]:
    """The pairs by guide, so that two publishers lock in one order; a guide's best come first."""
    pairs = run.proposals.filter(guide__isnull=False).select_related("need__learner", "guide")
    return list(pairs.order_by("guide_id", "-locked", "-score", "pk"))


def _place(
    by: Person, program: Program, proposal: Proposal, refused: Mapping[UUID, LeftOut]
) -> bool:
    """Start one pair, or note why not."""
    cause = (
        _changed(proposal, program) or refused.get(proposal.pk) or _without_room(proposal, program)
    )
    if cause:
        proposal.left_out = cause
        proposal.save(update_fields=["left_out"])
        return False
    need = proposal.need
    placed = start_published_pair(
        by=by,
        program=program,
        learner=need.learner,
        guide=proposal.guide,
        form_of_guidance=FormOfGuidance(proposal.form_of_guidance),
        topic=need.topic,
        words=need.introduction,
    )
    proposal.guidance_request = placed
    proposal.save(update_fields=["guidance_request"])
    tell_of_pair(placed=placed, path=address("matching:pair", proposal.pk))
    return True


def _changed(proposal: Proposal, program: Program) -> LeftOut | None:
    need = proposal.need
    if need.withdrawn_at or need.form_of_guidance != proposal.form_of_guidance:
        return LeftOut.NEED
    learns = need.learner.memberships.filter(program=program, role=MembershipRole.LEARNER)
    if not (need.learner.is_active and learns.exists()):
        return LeftOut.GONE
    pairs = Engagement.objects.filter(
        learner=need.learner,
        guide=proposal.guide,
        form_of_guidance=proposal.form_of_guidance,
        ended_at=None,
    )
    return LeftOut.PAIRED if pairs.exists() else None


def _without_room(proposal: Proposal, program: Program) -> LeftOut | None:
    if has_room_now(guide_id=proposal.guide_id, program=program):
        return None
    guides = proposal.guide.memberships.filter(
        program=program, role=MembershipRole.GUIDE, paused=False
    )
    return LeftOut.FULL if guides.exists() else LeftOut.GONE
