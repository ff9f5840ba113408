"""Whom each side would like, in which order; equal ranks are a tie."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from fourfold.issues import FourfoldError
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.shared.audit import record
from fourfold_web.wishes.access import introductions_for
from fourfold_web.wishes.actions.locked import open_need, open_round_of
from fourfold_web.wishes.models import MatchingRound, Need, RankedGuide, RankedNeed


@transaction.atomic
def rank_guides(
    *, learner: Person, need: Need, ranks: Mapping[UUID, int], finds_for_me: bool = False
) -> None:
    """Keep a learner's order of guides for one need, in place of the one before.

    `ranks` has a rank for each guide's id, 1 the best; gaps close. FourfoldError for a rank below
    1, or somebody who is no guide of the program.
    """
    fresh = open_need(need)
    known = set(
        Membership.objects.filter(
            program=fresh.round.program_id, role=MembershipRole.GUIDE, person__in=ranks
        )
        .exclude(person=learner)
        .values_list("person", flat=True)
    )
    if set(ranks) - known:
        raise FourfoldError("You can rank the guides of your program, and nobody else.")
    fresh.ranked_guides.all().delete()
    RankedGuide.objects.bulk_create(
        RankedGuide(need=fresh, guide_id=guide, rank=rank) for guide, rank in _dense(ranks).items()
    )
    fresh.finds_for_me = finds_for_me
    fresh.save(update_fields=["finds_for_me", "changed_at"])
    record(actor=learner, verb="rank_guides", of=fresh, ranked=len(ranks), open=finds_for_me)


@transaction.atomic
def rank_needs(*, guide: Person, matching_round: MatchingRound, ranks: Mapping[UUID, int]) -> None:
    """Keep a guide's order of needs in a round, in place of the one before.

    `ranks` has a rank for each need's id, 1 the best; gaps close. FourfoldError for a rank below 1,
    or a need whose introduction the guide may not read.
    """
    fresh = open_round_of(matching_round)
    known = set(introductions_for(guide, fresh).filter(pk__in=ranks).values_list("pk", flat=True))
    if set(ranks) - known:
        raise FourfoldError("You can rank learners who are shown to you, and nobody else.")
    RankedNeed.objects.filter(guide=guide, need__round=fresh).delete()
    RankedNeed.objects.bulk_create(
        RankedNeed(guide=guide, need_id=need, rank=rank) for need, rank in _dense(ranks).items()
    )
    record(actor=guide, verb="rank_needs", of=fresh, ranked=len(ranks))


def _dense(ranks: Mapping[UUID, int]) -> dict[UUID, int]:
    """The same order as ranks 1, 2, 3, … without gaps."""
    if any(rank < 1 for rank in ranks.values()):
        raise FourfoldError("A rank is 1 for the first choice, 2 for the second, and so on.")
    places = {rank: place for place, rank in enumerate(sorted(set(ranks.values())), start=1)}
    return {key: places[rank] for key, rank in ranks.items()}
