"""What success looks like in five outcomes, and what may get in the way."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fourfold.goals.attainment import usual_scale
from fourfold.goals.change import causes
from fourfold_web.goals import actions
from fourfold_web.goals.forms import ObstacleForm, ScaleForm
from fourfold_web.goals.views.rows import own_goal, posted


def scale(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Say in words what five outcomes would look like."""
    found, today = own_goal(request, goal_id), timezone.localdate()
    now = found.scale.to_core() if found.scale else usual_scale()
    form = ScaleForm(posted(request), scale=now)
    if request.method == "POST" and form.is_valid():
        actions.set_scale(goal=found, scale=form.to_core(), today=today)
        return redirect("goals:goal", goal_id=found.pk)
    context = {
        "goal": found,
        "form": form,
        "has_started": found.has_started(today),
        "older": list(found.scales.all())[:-1][::-1],
    }
    return render(request, "goals/scale.html", context, status=422 if form.errors else 200)


def obstacle(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Name what may get in the way, and plan for it."""
    found = own_goal(request, goal_id)
    kept = getattr(found, "obstacle", None)
    form = ObstacleForm(posted(request), plan=kept.to_core() if kept else None)
    if request.method == "POST" and form.is_valid():
        actions.set_obstacle(goal=found, plan=form.to_core())
        return redirect("goals:goal", goal_id=found.pk)
    helps = {each.cause.value: each.question for each in causes().values()}
    context = {"goal": found, "form": form, "helps": helps}
    return render(request, "goals/obstacle.html", context, status=422 if form.errors else 200)
