"""Looking back on a pair, each side for itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fourfold_web.goals.queries import goals_shown_to
from fourfold_web.guidance_sessions.views.rows import require, visible_pair
from fourfold_web.measures import actions
from fourfold_web.measures.forms import LookBackForm

DATUM = "look_back"


def look_back(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Three questions, none of which has to be answered, and what the other one shares."""
    pair = visible_pair(request, engagement_id)
    require(request, pair, "look_back", DATUM)
    looks = {each.person_id: each for each in pair.looks_back.all()}
    mine, other = looks.get(request.user.pk), pair.other(request.user)
    initial = {**mine.answers, "shared": mine.shared_at is not None} if mine else None
    form = LookBackForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.look_back(
            by=request.user,
            engagement=pair,
            answers=form.to_answers(),
            is_shared=form.cleaned_data["shared"],
        )
        messages.success(request, "Kept.")
        return redirect("measures:look_back", engagement_id=pair.pk)
    theirs = looks.get(other.pk)
    context = {
        "engagement": pair,
        "other": other,
        "form": form,
        "mine": mine,
        "theirs": theirs if theirs and theirs.shared_at else None,
        "reached": [
            each
            for each in goals_shown_to(request.user, pair)
            if each.state_by(pair.ended_at) == "reached"
        ],
        **pair.program.contacts,
    }
    status = 422 if form.errors else 200
    return render(request, "measures/look_back.html", context, status=status)
