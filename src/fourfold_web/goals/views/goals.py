"""The list of a person's own goals, and writing one down."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fourfold.goals.attainment import taken_together
from fourfold_web.goals import actions
from fourfold_web.goals.access import aims_of, goals_of, habits_of, steps_of, values_of
from fourfold_web.goals.drawing import habit_week, progress_of
from fourfold_web.goals.forms import GoalForm
from fourfold_web.goals.models import Goal
from fourfold_web.goals.queries import TO_DO, whole
from fourfold_web.goals.views.rows import own_goal, posted
from fourfold_web.shared.first_rows import first_rows

# What is over shows its beginning; a link shows the rest.
MOST = 10


def goals(request: HttpRequest) -> HttpResponse:
    """What goes on, with the next step of each; what is over, folded."""
    today = timezone.localdate()
    rows = [_card(each) for each in whole(goals_of(request.user))]
    over = [row for row in rows if not row["goal"].goes_on]
    habits = habits_of(request.user).filter(ended_at=None).prefetch_related("days")
    context = {
        "going_on": [row for row in rows if row["goal"].goes_on],
        "over": first_rows(over[::-1], None if "all" in request.GET else MOST),
        "values": list(values_of(request.user)),
        "steps": list(steps_of(request.user).filter(goal=None, **TO_DO).select_related("guide")),
        "weeks": [habit_week(each, today=today) for each in habits],
        "t": _taken_together(rows),
        "today": today,
    }
    return render(request, "goals/goals.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Write a goal down; checks and everything else come after it is kept."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        kept = actions.add_goal(
            learner=request.user, words=form.cleaned_data["words"], terms=_terms(form)
        )
        return redirect("goals:goal", goal_id=kept.pk)
    return _page(request, form, None)


def words(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Change a goal's words or what belongs to them; older words stay readable."""
    goal = own_goal(request, goal_id)
    form = _form(request, goal)
    if request.method == "POST" and form.is_valid():
        actions.change_goal(goal=goal, words=form.cleaned_data["words"], terms=_terms(form))
        return redirect("goals:goal", goal_id=goal.pk)
    return _page(request, form, goal)


def _form(request: HttpRequest, goal: Goal | None = None) -> GoalForm:
    initial = {"starts_on": timezone.localdate()}
    if goal:
        initial = {
            "words": goal.words,
            "value": goal.value_id,
            "aim": goal.aim_id,
            "starts_on": goal.starts_on,
            "is_work": goal.is_work,
        }
    own = {"values": list(values_of(request.user)), "aims": list(aims_of(request.user))}
    return GoalForm(posted(request), initial=initial, **own)


def _terms(form: GoalForm) -> actions.GoalTerms:
    said = form.cleaned_data
    return actions.GoalTerms(
        value=said["value"], aim=said["aim"], is_work=said["is_work"], starts_on=said["starts_on"]
    )


def _page(request: HttpRequest, form: GoalForm, goal: Goal | None) -> HttpResponse:
    context = {"form": form, "goal": goal, "has_values": bool(form.rows)}
    return render(request, "goals/words.html", context, status=422 if form.errors else 200)


def _card(goal: Goal) -> dict:
    """One goal as the list shows it."""
    todo = [step for step in goal.steps.all() if step.is_open]
    return {
        "goal": goal,
        "next_step": todo[0] if todo else None,
        "more_steps": max(0, len(todo) - 1),
        "latest": progress_of(goal.check_ins.all()).latest,
    }


def _taken_together(rows: list[dict]) -> float | None:
    """The T value of the goals that have levels in words and an answer."""
    levels = [row["latest"].level for row in rows if row["latest"] and row["goal"].scale]
    return taken_together(levels)
