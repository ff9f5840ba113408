"""One step: done in one tap, another day, other words, or left."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fourfold_web.goals import actions
from fourfold_web.goals.access import steps_of
from fourfold_web.goals.forms import StepForm
from fourfold_web.goals.models import Step
from fourfold_web.goals.views.rows import posted

# Pages that list steps name themselves, so that one tap leads back to them.
BACK = ("home", "goals:goals")
DEEDS = {
    "done": (actions.finish_step, "Done."),
    "open": (actions.reopen_step, "It is open again."),
    "drop": (actions.drop_step, "Left. That is fine."),
}


def step(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """The page of a step; a button of a list acts at once. What the guide does keeps its words."""
    mine = steps_of(request.user).select_related("goal", "guide", "learner", "engagement")
    found = get_object_or_404(mine, pk=step_id)
    if request.POST.get("do") in DEEDS:
        deed, said = DEEDS[request.POST["do"]]
        deed(by=request.user, step=found)
        messages.success(request, said)
        return _back(request, found)
    is_own = found.owner == request.user
    if request.method == "POST" and not is_own:
        raise Http404
    form = StepForm(posted(request), initial={"words": found.words, "due": found.due})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.change_step(by=request.user, step=found, text=said["words"], due=said["due"])
        return _back(request, found)
    context = {
        "step": found,
        "form": form,
        "is_own": is_own,
        "is_past": is_own and found.is_past(timezone.localdate()),
    }
    return render(request, "goals/step.html", context, status=422 if form.errors else 200)


def _back(request: HttpRequest, step: Step) -> HttpResponse:
    back = request.POST.get("back", "")
    if back in BACK:
        return redirect(back)
    return redirect("goals:goal", goal_id=step.goal_id) if step.goal_id else redirect("goals:goals")
