"""A guide's part of matching: what they offer, and whom they would like to take."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from fourfold_web.people.models import Person
from fourfold_web.programs.access import roles_of
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.wishes import actions
from fourfold_web.wishes.access import (
    first_talks_of,
    introductions_for,
    open_rounds_of,
    place_in,
    places_of,
)
from fourfold_web.wishes.fits import fitting_needs
from fourfold_web.wishes.models import MatchingRound, Need, RankedNeed
from fourfold_web.wishes.ranking import asked_to_move, moved, places, ranks_in


@dataclass(frozen=True, slots=True)
class OpenRound:
    """One open round beside what the guide has said in it."""

    round: MatchingRound
    place: Membership
    ranked: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One need on the page, with the place that the guide gave it."""

    need: Need
    rank: int | None

    @property
    def key(self) -> UUID:
        """What the fields of this need are named by."""
        return self.need.pk


def guiding(request: HttpRequest) -> HttpResponse:
    """The open rounds of the guide's programs, and what they say of themselves in each program."""
    if MembershipRole.GUIDE not in roles_of(request.user):
        raise Http404
    rounds = open_rounds_of(request.user, MembershipRole.GUIDE)
    context = {
        "rounds": [_open(request.user, each) for each in rounds],
        "places": places_of(request.user).filter(role=MembershipRole.GUIDE),
        "talks": first_talks_of(request.user).filter(guide=request.user).select_related("learner"),
    }
    return render(request, "wishes/guiding.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def learners(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """The needs that the guide could take, to read and to rank."""
    rounds = open_rounds_of(request.user, MembershipRole.GUIDE)
    matching_round = get_object_or_404(rounds, pk=round_id)
    place = place_in(request.user, matching_round, MembershipRole.GUIDE)
    needs = _needs(place, matching_round)
    if request.method == "POST":
        return _rank(request, matching_round, needs)
    ranked = RankedNeed.objects.filter(guide=request.user, need__in=needs)
    ranks = dict(ranked.values_list("need", "rank"))
    entries = [Entry(each, ranks.get(each.pk)) for each in needs]
    context = {
        "round": matching_round,
        "place": place,
        "has_profile": hasattr(place, "guide_profile"),
        "ranked": sorted((each for each in entries if each.rank), key=lambda each: each.rank),
        "others": [each for each in entries if not each.rank],
        "places": places(len(entries)),
    }
    return render(request, "wishes/learners.html", context)


def _rank(request: HttpRequest, matching_round: MatchingRound, needs: list[Need]) -> HttpResponse:
    keys = [each.pk for each in needs]
    ranks, move = ranks_in(request.POST, keys), asked_to_move(request.POST)
    if move and move.key in keys:
        ranks = moved(ranks, move.key, up=move.up)
    actions.rank_needs(guide=request.user, matching_round=matching_round, ranks=ranks)
    if move:
        return redirect(f"{request.path}#order")
    messages.success(request, "Kept. Nobody is asked yet; you hear when your program has matched.")
    return redirect("wishes:guiding")


def _needs(place: Membership, matching_round: MatchingRound) -> list[Need]:
    shown = introductions_for(place.person, matching_round).order_by("learner__name", "created_at")
    return fitting_needs(place, matching_round, list(shown))


def _open(guide: Person, matching_round: MatchingRound) -> OpenRound:
    return OpenRound(
        matching_round,
        place_in(guide, matching_round, MembershipRole.GUIDE),
        RankedNeed.objects.filter(guide=guide, need__round=matching_round).count(),
    )
