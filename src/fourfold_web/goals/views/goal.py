"""One goal, for its learner: words, checks, how far, steps, what is in the way, who reads it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fourfold.goals.rhythm import Rhythm
from fourfold.goals.smart import GoalCheck
from fourfold_web.goals import actions
from fourfold_web.goals.drawing import level_choices, progress_of
from fourfold_web.goals.forms import GUIDE, LEARNER, LevelForm, RhythmForm, StateForm, StepForm
from fourfold_web.goals.models import Goal, GoalState
from fourfold_web.goals.queries import checks_of
from fourfold_web.goals.views.rows import own_goal, sharing

SAID = {
    GoalState.GOING_ON: "It goes on.",
    GoalState.REACHED: "Reached. Well done.",
    GoalState.LET_GO: "Let go. That is a decision too, and everything stays readable.",
}


def goal(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """The page of a goal, and the small things that are done on it."""
    found = own_goal(request, goal_id)
    if request.method != "POST":
        return _page(request, found, None)
    deed = DEEDS.get(request.POST.get("do", ""))
    if deed is None:
        raise Http404
    form = deed(request, found)
    if form.errors:
        return _page(request, found, form)
    return redirect("goals:goal", goal_id=found.pk)


def _look(request: HttpRequest, goal: Goal) -> Form:
    form = LevelForm(request.POST)
    if form.is_valid():
        actions.look_at_goal(goal=goal, level=form.cleaned_data["level"])
        messages.success(request, "Kept. Tap another one to change it.")
    return form


def _rhythm(request: HttpRequest, goal: Goal) -> Form:
    form = RhythmForm(request.POST)
    if form.is_valid():
        rhythm = form.cleaned_data["rhythm"]
        actions.set_rhythm(goal=goal, rhythm=rhythm)
        said = "You are not asked any more." if rhythm == Rhythm.NEVER else "A mail will ask you."
        messages.success(request, said)
    return form


def _state(request: HttpRequest, goal: Goal) -> Form:
    form = StateForm(request.POST)
    if form.is_valid():
        actions.set_goal_state(goal=goal, state=form.cleaned_data["state"])
        messages.success(request, SAID[form.cleaned_data["state"]])
    return form


def _step(request: HttpRequest, goal: Goal) -> Form:
    form = StepForm(request.POST, owners=_owners(goal))
    if form.is_valid():
        pair = goal.shared_with if form.cleaned_data.get("whose") == GUIDE else None
        actions.add_step(
            by=request.user,
            learner=request.user,
            text=form.cleaned_data["words"],
            due=form.cleaned_data["due"],
            owner=pair.guide if pair else None,
            engagement=pair,
            goal=goal,
            once=True,
        )
    return form


DEEDS: Mapping[str, Callable[[HttpRequest, Goal], Form]] = {
    "look": _look,
    "rhythm": _rhythm,
    "state": _state,
    "step": _step,
}


def _owners(goal: Goal) -> list[tuple[str, str]]:
    """Who may do a step: the learner, and the guide of the running pair that reads the goal."""
    pair = goal.shared_with
    if pair is None or not pair.is_active:
        return []
    return [(LEARNER, "I do"), (GUIDE, f"{pair.guide.first_name} does")]


def _said(check: GoalCheck) -> list[tuple[str, str]]:
    """The letters that are met, those of one sentence together: “Measurable, timely”."""
    met: dict[str, list[str]] = {}
    for each in check.letters:
        if each.is_met and each.evidence:
            met.setdefault(each.evidence, []).append(each.title)
    return [(", ".join(titles).capitalize(), evidence) for evidence, titles in met.items()]


def _page(request: HttpRequest, goal: Goal, refused: Form | None) -> HttpResponse:
    today = timezone.localdate()
    check = checks_of(goal, today=today)
    steps = list(goal.steps.all())
    progress = progress_of(goal.check_ins.all())
    is_step = isinstance(refused, StepForm)
    context = sharing(request) | {
        "goal": goal,
        "obstacle": getattr(goal, "obstacle", None),
        "open_letters": [each for each in check.letters if not each.is_met],
        "said": _said(check),
        "is_fresh": not steps and not progress.looks,
        "older": list(goal.versions.all())[:-1][::-1],
        "progress": progress,
        "choices": level_choices(goal.scale.to_core() if goal.scale else None),
        "rhythm_form": RhythmForm(initial={"rhythm": goal.rhythm}),
        "todo": [each for each in steps if each.is_open],
        "done": [each for each in steps if not each.is_open],
        "comments": list(goal.comments.select_related("by")),
        "step_form": refused if is_step else StepForm(owners=_owners(goal)),
        "form": refused,
        "today": today,
    }
    return render(request, "goals/goal.html", context, status=422 if refused else 200)
