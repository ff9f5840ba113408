"""Sharing one thing of one's own with one pair, and taking it back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from fourfold_web.engagements.access import engagements_visible_to
from fourfold_web.goals import actions
from fourfold_web.goals.access import aims_of, goals_of, obstacles_of, values_of
from fourfold_web.goals.forms import ShareForm
from fourfold_web.goals.models import Goal, Obstacle, Shareable
from fourfold_web.goals.views.rows import row_among

ROWS = {"goal": goals_of, "obstacle": obstacles_of, "value": values_of, "aim": aims_of}


@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """Share a goal, an obstacle, a value or an aim with a pair; without a pair take it back."""
    form = ShareForm(request.POST)
    if not form.is_valid():
        raise Http404
    rows = ROWS[form.cleaned_data["kind"]](request.user)
    item = row_among(rows, form.cleaned_data["item"])
    if form.pair_id is None:
        actions.stop_sharing(by=request.user, item=item)
        messages.success(request, "Private again. Nobody else finds it any more.")
    else:
        mine = engagements_visible_to(request.user).select_related("guide")
        pair = get_object_or_404(mine, pk=form.pair_id, learner=request.user)
        actions.share(by=request.user, item=item, engagement=pair)
        messages.success(request, f"{pair.guide.first_name} can read it now.")
    return _back(item)


def _back(item: Shareable) -> HttpResponse:
    if isinstance(item, Goal):
        return redirect("goals:goal", goal_id=item.pk)
    if isinstance(item, Obstacle):
        return redirect("goals:goal", goal_id=item.goal_id)
    return redirect("goals:values")
