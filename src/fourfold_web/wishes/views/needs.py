"""What a learner looks for in the open rounds of their programs, and where each need stands."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from fourfold_web.people.models import Person
from fourfold_web.programs.access import roles_of
from fourfold_web.programs.models import MembershipRole
from fourfold_web.wishes import actions
from fourfold_web.wishes.access import first_talks_of, needs_of, open_rounds_of, places_of
from fourfold_web.wishes.models import MatchingRound, Need


@dataclass(frozen=True, slots=True)
class OpenRound:
    """One open round beside what the learner has said in it."""

    round: MatchingRound
    needs: list[Need]


def needs(request: HttpRequest) -> HttpResponse:
    """The open rounds with the learner's needs; what they say once stands below."""
    if MembershipRole.LEARNER not in roles_of(request.user):
        raise Http404
    rounds = open_rounds_of(request.user, MembershipRole.LEARNER)
    context = {
        "rounds": [_open(request.user, each) for each in rounds],
        "places": places_of(request.user).filter(role=MembershipRole.LEARNER),
        "talks": first_talks_of(request.user).filter(learner=request.user).select_related("guide"),
    }
    return render(request, "wishes/needs.html", context)


@require_POST
def withdraw(request: HttpRequest, need_id) -> HttpResponse:
    """Take a need back."""
    need = get_object_or_404(needs_of(request.user), pk=need_id)
    actions.withdraw_need(learner=request.user, need=need)
    messages.success(request, "Taken back. Nobody is matched with you for it.")
    return redirect("wishes:needs")


def _open(learner: Person, matching_round: MatchingRound) -> OpenRound:
    mine = needs_of(learner).filter(round=matching_round)
    return OpenRound(
        matching_round,
        list(mine.annotate(ranked=Count("ranked_guides"))),
    )
