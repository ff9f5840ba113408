"""The page that a check-in mail opens: one question, the plan, one tap."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fourfold.goals.attainment import LEVELS
from fourfold.goals.change import learning_questions
from fourfold.goals.rhythm import Rhythm
from fourfold_web.goals import actions
from fourfold_web.goals.access import check_ins_of
from fourfold_web.goals.drawing import level_choices, progress_of
from fourfold_web.goals.forms import LevelForm
from fourfold_web.goals.models import CheckIn, Goal
from fourfold_web.goals.queries import whole


def check_in(request: HttpRequest, check_in_id: UUID) -> HttpResponse:
    """Ask how far the goal is. A tap answers, another one changes the answer; asking can stop."""
    asked = get_object_or_404(check_ins_of(request.user), pk=check_in_id)
    form = LevelForm()
    if "stop" in request.POST:
        actions.set_rhythm(goal=asked.goal, rhythm=Rhythm.NEVER)
        messages.success(request, "Stopped. You are not asked about this goal any more.")
        return redirect(request.get_full_path())
    if request.method == "POST":
        form = LevelForm(request.POST)
        if form.is_valid():
            actions.answer_check_in(check_in=asked, level=form.cleaned_data["level"])
            return redirect(request.get_full_path())
    return _page(request, asked, form)


def _page(request: HttpRequest, asked: CheckIn, form: LevelForm) -> HttpResponse:
    goal = whole(Goal.objects.filter(pk=asked.goal_id)).get()
    obstacle = getattr(goal, "obstacle", None)
    context = {
        "check_in": asked,
        "goal": goal,
        "plan": obstacle.to_core() if obstacle else None,
        "choices": level_choices(goal.scale.to_core() if goal.scale else None),
        "progress": progress_of(goal.check_ins.all()),
        "question": _question(asked),
        "form": form,
    }
    return render(request, "goals/check_in.html", context, status=422 if form.errors else 200)


def _question(asked: CheckIn) -> str:
    """A question to oneself after an answer; never a judgment (G-78)."""
    if asked.level is None:
        return ""
    questions = learning_questions(went_up=asked.level >= LEVELS[len(LEVELS) // 2])
    return questions[asked.pk.int % len(questions)]
