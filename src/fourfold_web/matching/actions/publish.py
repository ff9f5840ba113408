"""Publishing a run: until then nobody is told, and what no longer holds stays unpublished."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements.actions.place import (
    free_places_now,
    start_published_pair,
    tell_of_pair,
)
from fourfold_web.engagements.models import Engagement
from fourfold_web.matching.actions.locked import locked_round
from fourfold_web.matching.conflicts import is_not_ready
from fourfold_web.matching.inputs import refused_now
from fourfold_web.matching.models import LeftOut, Proposal, Run, RunState
from fourfold_web.people.models import Person
from fourfold_web.programs.models import MembershipRole
from fourfold_web.programs.queries import persons_with
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record
from fourfold_web.wishes.models import MatchingRound, Need


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
    asked = _Asked(matching_round, proposals)
    placed = sum(_place(by, each, asked) for each in proposals)
    left_out = len(proposals) - placed
    record(actor=by, verb="publish_run", of=run, placed=placed, left_out=left_out)
    return placed, left_out


class _Asked:
    """What is asked once for all pairs, with every guide's membership locked."""

    def __init__(self, matching_round: MatchingRound, proposals: Collection[Proposal]) -> None:
        self.program = matching_round.program
        guides = {each.guide_id for each in proposals}
        self.places = free_places_now(guides=guides, program=self.program)
        self.refused = refused_now(matching_round, proposals)
        learners = persons_with(MembershipRole.LEARNER, self.program).filter(is_active=True)
        self.learners = set(learners.values_list("pk", flat=True))
        pairs = Engagement.objects.filter(guide__in=guides, ended_at=None)
        self.paired = set(pairs.values_list("learner", "guide", "form_of_guidance"))

    def cause(self, proposal: Proposal) -> LeftOut | None:
        """Why this pair is left out; None when it begins."""
        need = proposal.need
        pair = (need.learner_id, proposal.guide_id, proposal.form_of_guidance)
        if need.withdrawn_at or need.form_of_guidance != proposal.form_of_guidance:
            return LeftOut.NEED
        if need.learner_id not in self.learners or proposal.guide_id not in self.places:
            return LeftOut.GONE
        if pair in self.paired:
            return LeftOut.PAIRED
        if cause := self.refused.get(proposal.pk):
            return cause
        return LeftOut.FULL if self.places[proposal.guide_id] == 0 else None

    def take(self, guide: UUID) -> None:
        """One place less with this guide."""
        free = self.places[guide]
        self.places[guide] = None if free is None else free - 1


def _in_order(run: Run) -> list[Proposal]:
    """The pairs by guide; of those who cannot all begin, a guide's best come first.

    Their needs are held, so that none is taken back meanwhile.
    """
    list(Need.objects.filter(proposals__run=run).order_by("pk").select_for_update(of=("self",)))
    pairs = run.proposals.filter(guide__isnull=False).select_related("need__learner", "guide")
    return list(pairs.order_by("guide_id", "-locked", "-score", "pk"))


def _place(by: Person, proposal: Proposal, asked: _Asked) -> bool:
    """Start one pair, or note why not."""
    if cause := asked.cause(proposal):
        proposal.left_out = cause
        proposal.save(update_fields=["left_out"])
        return False
    need = proposal.need
    placed = start_published_pair(
        by=by,
        program=asked.program,
        learner=need.learner,
        guide=proposal.guide,
        form_of_guidance=FormOfGuidance(proposal.form_of_guidance),
        topic=need.topic,
        words=need.introduction,
    )
    asked.take(proposal.guide_id)
    proposal.guidance_request = placed
    proposal.save(update_fields=["guidance_request"])
    need.matched_at = placed.answered_at
    need.save(update_fields=["matched_at"])
    tell_of_pair(placed=placed, path=address("matching:pair", proposal.pk))
    return True
