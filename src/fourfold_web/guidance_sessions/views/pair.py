"""The page of a pair: agreement in short, meetings planned and held, next steps."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from fourfold.guidance.agreement import is_single_session, one_line
from fourfold_web.engagements.access import engagements_visible_to, grants_on_engagement
from fourfold_web.engagements.models import Engagement
from fourfold_web.engagements.queries import versions_of
from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.forms import PlanForm
from fourfold_web.guidance_sessions.queries import (
    agreed_terms,
    held_by,
    meeting,
    next_steps_in,
    planned_of,
)
from fourfold_web.guidance_sessions.views.rows import require, shared_session, time_zone_in_words
from fourfold_web.shared.first_rows import first_rows

# The page tells what was last; the rest is one link away.
MOST = 10


def pair(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """The relation on one page, for both."""
    return _page(request, _engagement(request, engagement_id), PlanForm())


@require_POST
def plan(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Plan the next meeting; a guide may also start one on the spot."""
    engagement = _engagement(request, engagement_id)
    require(request, engagement, "write")
    if "start_now" in request.POST:
        require(request, engagement, "switch")
        ready = actions.meet_now(by=request.user, engagement=engagement)
        return redirect("guidance_sessions:open", session_id=ready.pk)
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _page(request, engagement, form)
    actions.plan_session(
        by=request.user, engagement=engagement, planned_for=form.cleaned_data["planned_for"]
    )
    other = engagement.other(request.user).first_name
    messages.success(request, f"Planned. {other} gets a mail.")
    return redirect("guidance_sessions:pair", engagement_id=engagement.pk)


@require_POST
def call_off(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Call a planned meeting off; either side may, without a reason."""
    planned = shared_session(request, session_id)
    actions.call_off_session(by=request.user, guidance_session=planned)
    other = planned.engagement.other(request.user).first_name
    messages.success(request, f"Called off. {other} gets a mail.")
    return redirect("guidance_sessions:pair", engagement_id=planned.engagement_id)


def _engagement(request: HttpRequest, engagement_id: UUID) -> Engagement:
    mine = engagements_visible_to(request.user).select_related(
        "learner", "guide", "program", "agreement"
    )
    return get_object_or_404(mine, pk=engagement_id)


def _page(request: HttpRequest, engagement: Engagement, form: PlanForm) -> HttpResponse:
    versions = versions_of(engagement.agreement)
    terms = agreed_terms(versions)
    most = None if "all" in request.GET else MOST
    opened = first_rows(held_by(engagement), most)
    held = [meeting(row) for row in opened.rows]
    grants = grants_on_engagement(request.user, engagement, "guidance_session")
    context = {
        "engagement": engagement,
        "is_guide": engagement.guide_id == request.user.pk,
        "other": engagement.other(request.user),
        "crisis_contact": engagement.program.crisis_contact,
        "time_zone": time_zone_in_words(),
        "terms": terms,
        "one_line": one_line(terms) if terms and is_single_session(terms) else "",
        "in_question": bool(versions) and not versions[-1].is_settled,
        "planned": list(planned_of(engagement)),
        "held": held,
        "are_more": opened.are_more,
        "running": next((each for each in held if each.state == "open"), None),
        "next_steps": next_steps_in(opened.rows),
        "may_write": "write" in grants,
        "may_lead": "switch" in grants,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "guidance_sessions/pair.html", context, status=status)
