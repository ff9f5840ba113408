"""A minute before a meeting: what was to be done, what was agreed, how to begin."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fourfold.guidance.catalog import profile
from fourfold.guidance.duties import benefit
from fourfold.guidance.prompts import first_meeting, openers
from fourfold_web.goals.actions import finish_step
from fourfold_web.goals.forms import StepIdForm
from fourfold_web.goals.queries import open_steps_of
from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.meeting_forms import PrepareForm
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.guidance_sessions.queries import held_by, terms_of
from fourfold_web.guidance_sessions.views.rows import page_of, shared_session


def prepare(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Each side's minute before they meet; a step can be reported as done with one tap."""
    planned = shared_session(request, session_id)
    if request.method == "POST":
        if "step" in request.POST:
            return _report(request, planned)
        return _keep(request, planned)
    if planned.opened_at and planned.engagement.is_active:
        return redirect("guidance_sessions:live", session_id=planned.pk)
    if planned.called_off_at or not planned.engagement.is_active:
        return redirect("guidance_sessions:pair", engagement_id=planned.engagement_id)
    return _page(request, planned, PrepareForm(initial={"goal": planned.goal}))


def _report(request: HttpRequest, planned: GuidanceSession) -> HttpResponse:
    """Each reports on their own steps."""
    form = StepIdForm(request.POST)
    if not form.is_valid():
        raise Http404
    own = Q(guide=request.user) | Q(guide=None, learner=request.user)
    mine = open_steps_of(planned.engagement).filter(own)
    finish_step(by=request.user, step=get_object_or_404(mine, pk=form.cleaned_data["step"]))
    return redirect("guidance_sessions:prepare", session_id=planned.pk)


def _keep(request: HttpRequest, planned: GuidanceSession) -> HttpResponse:
    if request.user.pk != planned.engagement.learner_id:
        raise Http404
    form = PrepareForm(request.POST)
    if not form.is_valid():
        return _page(request, planned, form)
    goal = form.cleaned_data["goal"]
    actions.prepare_session(by=request.user, guidance_session=planned, goal=goal)
    messages.success(request, f"{planned.engagement.guide.first_name} reads it before you meet.")
    return redirect("guidance_sessions:pair", engagement_id=planned.engagement_id)


def _page(request: HttpRequest, planned: GuidanceSession, form: PrepareForm) -> HttpResponse:
    pair = planned.engagement
    context = page_of(request, planned) | {
        "form": form,
        "steps": list(open_steps_of(pair)),
        "today": timezone.localdate(),
        "terms": terms_of(pair),
        "profile": profile(pair.form),
        "openers": openers(pair.form),
        "first_meeting": () if held_by(pair).exists() else first_meeting(),
        "benefit": benefit(pair.form, "guide" if pair.guide_id == request.user.pk else "learner"),
    }
    status = 422 if form.errors else 200
    return render(request, "guidance_sessions/prepare.html", context, status=status)
