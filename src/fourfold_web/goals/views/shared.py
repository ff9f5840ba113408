"""The goals that a learner shares with one pair, as both of the two see them."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from fourfold.goals.change import causes
from fourfold_web.engagements.access import grants_on_engagement
from fourfold_web.engagements.models import Engagement
from fourfold_web.goals import actions
from fourfold_web.goals.access import SHARED, shared_in, steps_seen_in, written_by
from fourfold_web.goals.drawing import progress_of
from fourfold_web.goals.forms import GUIDE, LEARNER, CommentForm, StepForm, StepIdForm
from fourfold_web.goals.models import Aim, Goal, GoalComment, Obstacle, Value
from fourfold_web.goals.queries import goals_shown_to, open_steps_of
from fourfold_web.goals.views.rows import pair_for

STEPS = {"done": actions.finish_step, "open": actions.reopen_step}


def shared(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Goals, values, aims and obstacles that are shared, and the steps of the two."""
    return _page(request, pair_for(request, engagement_id, SHARED), None)


@require_POST
def comment(request: HttpRequest, engagement_id: UUID, goal_id: UUID) -> HttpResponse:
    """Write to a goal; either of the two may."""
    pair = pair_for(request, engagement_id, "comment")
    goal = get_object_or_404(Goal.objects.filter(learner=pair.learner), pk=goal_id)
    form = CommentForm(request.POST, auto_id=f"id_{goal.pk}_%s")
    if not form.is_valid():
        return _page(request, pair, form)
    actions.comment_on_goal(
        by=request.user, goal=goal, engagement=pair, words=form.cleaned_data["words"]
    )
    return redirect("goals:shared", engagement_id=pair.pk)


@require_POST
def pair_step(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Note a step of one's own as done, or add one that both see."""
    pair = pair_for(request, engagement_id, "comment")
    if request.POST.get("do") in STEPS:
        _act(request, pair)
    else:
        form = StepForm(request.POST, owners=_owners(request, pair))
        if not form.is_valid():
            return _page(request, pair, form)
        _add(request, pair, form)
    if request.POST.get("back") == "pair":
        return redirect("guidance_sessions:pair", engagement_id=pair.pk)
    return redirect("goals:shared", engagement_id=pair.pk)


def _act(request: HttpRequest, pair: Engagement) -> None:
    """Each notes their own; what is done stays in sight for the other."""
    own = Q(guide=request.user) | Q(guide=None, learner=request.user)
    form = StepIdForm(request.POST)
    if not form.is_valid():
        raise Http404
    step = get_object_or_404(steps_seen_in(pair).filter(own), pk=form.cleaned_data["step"])
    STEPS[request.POST["do"]](by=request.user, step=step)


def _add(request: HttpRequest, pair: Engagement, form: StepForm) -> None:
    said = form.cleaned_data
    actions.add_step(
        by=request.user,
        learner=pair.learner,
        text=said["words"],
        due=said["due"],
        owner=pair.guide if said["whose"] == GUIDE else None,
        engagement=pair,
        once=True,
    )
    messages.success(request, "Added. Both of you see it.")


def _owners(request: HttpRequest, pair: Engagement) -> list[tuple[str, str]]:
    """Who may do a step, in the words of who asks."""
    return [
        (name, "I do" if person == request.user else f"{person.first_name} does")
        for name, person in ((LEARNER, pair.learner), (GUIDE, pair.guide))
    ]


def _shown(goal: Goal, pair: Engagement, refused: Form | None) -> dict:
    """One goal with what belongs to it, as far as that is shared with the pair as well."""
    own_form = CommentForm(auto_id=f"id_{goal.pk}_%s")
    is_refused = isinstance(refused, CommentForm) and refused.auto_id == own_form.auto_id
    return {
        "goal": goal,
        "state": goal.state_by(pair.ended_at),
        "value": goal.value if goal.value and goal.value.shared_with_id == pair.pk else None,
        "aim": goal.aim if goal.aim and goal.aim.shared_with_id == pair.pk else None,
        "progress": progress_of(goal.check_ins.all()),
        "comments": [each for each in goal.comments.all() if each.engagement_id == pair.pk],
        "comment_form": refused if is_refused else own_form,
    }


def _with_comments(request: HttpRequest, pair: Engagement) -> QuerySet[Goal]:
    comments = GoalComment.objects.filter(written_by(pair.ended_at, "at")).select_related("by")
    return goals_shown_to(request.user, pair).prefetch_related(Prefetch("comments", comments))


def _obstacles(request: HttpRequest, pair: Engagement) -> list[dict]:
    """What may get in the way, with questions for the guide; never a word on the person (G-78)."""
    rows = shared_in(pair, Obstacle, reader=request.user).select_related("goal__learner")
    plans = [each.to_core() for each in rows]
    return [{"plan": plan, "cause": causes()[plan.cause] if plan.cause else None} for plan in plans]


def _page(request: HttpRequest, pair: Engagement, refused: Form | None) -> HttpResponse:
    is_step = isinstance(refused, StepForm)
    context = {
        "engagement": pair,
        "other": pair.other(request.user),
        "is_guide": request.user == pair.guide,
        "may_write": "comment" in grants_on_engagement(request.user, pair, "goals"),
        "goals": [_shown(each, pair, refused) for each in _with_comments(request, pair)],
        "values": list(shared_in(pair, Value, reader=request.user)),
        "aims": list(shared_in(pair, Aim, reader=request.user)),
        "obstacles": _obstacles(request, pair),
        "steps": list(open_steps_of(pair)),
        "step_form": refused if is_step else StepForm(owners=_owners(request, pair)),
        "form": refused,
        "today": timezone.localdate(),
    }
    return render(request, "goals/shared.html", context, status=422 if refused else 200)
