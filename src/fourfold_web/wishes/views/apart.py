"""Whom somebody does not want to be matched with, and what stands between two people."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from fourfold_web.people.models import Person
from fourfold_web.programs.models import MembershipRole
from fourfold_web.wishes import actions
from fourfold_web.wishes.access import (
    avoidances_of,
    declarations_of,
    open_rounds_of,
    others_in,
    place_in,
)
from fourfold_web.wishes.forms import AVOID, ApartForm, reasons_to_stay_apart
from fourfold_web.wishes.models import DeclarationKind, MatchingRound


@require_http_methods(["GET", "HEAD", "POST"])
def apart(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """The person's own list; one more, or one less."""
    matching_round = get_object_or_404(open_rounds_of(request.user), pk=round_id)
    is_guide = place_in(request.user, matching_round, MembershipRole.GUIDE) is not None
    if request.method == "POST" and "remove" in request.POST:
        _remove(request, matching_round)
        return redirect(request.path)
    others = others_in(request.user, matching_round)
    form = ApartForm(request.POST or None, others=others, is_guide=is_guide)
    if request.method == "POST" and form.is_valid():
        _keep(request.user, matching_round, **form.cleaned_data)
        messages.success(request, "Kept. It counts from now on.")
        return redirect(request.path)
    said = dict(reasons_to_stay_apart(is_guide=is_guide))
    declared = declarations_of(request.user, matching_round)
    context = {
        "round": matching_round,
        "is_guide": is_guide,
        "form": form,
        "avoided": avoidances_of(request.user, matching_round),
        "declared": [(each, each.other(request.user), said[each.kind]) for each in declared],
    }
    return render(request, "wishes/apart.html", context, status=422 if form.errors else 200)


def _keep(by: Person, matching_round: MatchingRound, *, other: Person, reason: str) -> None:
    program = matching_round.program
    if reason == AVOID:
        actions.avoid(by=by, program=program, other=other)
        return
    # Who both learns and guides here is on the side that the other is not.
    guides = place_in(by, matching_round, MembershipRole.GUIDE)
    is_guide = guides and place_in(other, matching_round, MembershipRole.LEARNER)
    guide, learner = (by, other) if is_guide else (other, by)
    actions.declare(
        by=by, program=program, guide=guide, learner=learner, kind=DeclarationKind(reason)
    )


def _remove(request: HttpRequest, matching_round: MatchingRound) -> None:
    """Take one line away; a second tap finds nothing to do."""
    wanted = request.POST["remove"]
    for each in avoidances_of(request.user, matching_round):
        if str(each.pk) == wanted:
            actions.stop_avoiding(by=request.user, avoidance=each)
    for each in declarations_of(request.user, matching_round):
        if str(each.pk) == wanted:
            actions.take_back_declaration(by=request.user, declaration=each)
    messages.success(request, "Taken off your list.")
