"""Habits: a row of days for each, ticked by one tap."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fourfold_web.goals import actions
from fourfold_web.goals.access import habits_of
from fourfold_web.goals.drawing import habit_week
from fourfold_web.goals.forms import HabitForm, TickForm
from fourfold_web.goals.views.rows import posted


def habits(request: HttpRequest) -> HttpResponse:
    """All habits that go on, and room for a new one."""
    if "habit" in request.POST:
        return _act(request)
    form = HabitForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.add_habit(learner=request.user, **form.cleaned_data)
        return redirect("goals:habits")
    today = timezone.localdate()
    own = habits_of(request.user).filter(ended_at=None).prefetch_related("days")
    context = {"form": form, "weeks": [habit_week(each, today=today) for each in own]}
    return render(request, "goals/habits.html", context, status=422 if form.errors else 200)


def _act(request: HttpRequest) -> HttpResponse:
    """Tick a day, take a tick back, or stop counting."""
    form = TickForm(request.POST)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    habit = get_object_or_404(habits_of(request.user), pk=said["habit"])
    if day := said["done"] or said["undone"]:
        actions.tick(habit=habit, day=day, done=bool(said["done"]))
    else:
        actions.end_habit(habit=habit)
    return redirect("goals:goals" if said["back"] else "goals:habits")
