"""Ending a pair: one page that says what happens, one button."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fourfold_web.engagements import actions
from fourfold_web.engagements.access import (
    engagements_visible_to,
    grants_on_engagement,
    is_learner_of,
)
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.engagements.views.request_page import led_to_draft


def end(request: HttpRequest, engagement_id) -> HttpResponse:
    """Either side may end it at any time, without a reason."""
    engagement = get_object_or_404(
        engagements_visible_to(request.user).select_related(
            "learner", "guide", "agreement__guidance_request"
        ),
        pk=engagement_id,
    )
    # The other was quicker, or the page was left open: it has ended, as both wanted.
    if not engagement.is_active:
        return redirect("guidance_sessions:pair", engagement_id=engagement.pk)
    if "sign" not in grants_on_engagement(request.user, engagement, "agreement"):
        raise Http404
    if request.method == "POST":
        actions.end_engagement(by=request.user, engagement=engagement)
        if "again" in request.POST and request.user == engagement.learner:
            return _find_someone_else(request, engagement.agreement.guidance_request)
        messages.success(request, "Ended. What you wrote stays readable for both of you.")
        return redirect("guidance_sessions:pair", engagement_id=engagement.pk)
    context = {
        "engagement": engagement,
        "other": engagement.other(request.user),
        "may_ask_again": request.user == engagement.learner
        and is_learner_of(request.user, engagement.agreement.guidance_request),
    }
    return render(request, "engagements/end.html", context)


def _find_someone_else(request: HttpRequest, earlier: GuidanceRequest) -> HttpResponse:
    draft = actions.start_again(learner=request.user, guidance_request=earlier)
    return led_to_draft(request, draft, earlier)
