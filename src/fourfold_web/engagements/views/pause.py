"""Resting together: one page to pause and to go on, without a reason."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fourfold_web.engagements import actions
from fourfold_web.engagements.access import engagements_visible_to, grants_on_engagement
from fourfold_web.engagements.forms import PauseForm


def pause(request: HttpRequest, engagement_id) -> HttpResponse:
    """Pause until a day or until further notice; while the pair rests, go on."""
    engagement = get_object_or_404(
        engagements_visible_to(request.user).select_related("learner", "guide"), pk=engagement_id
    )
    if not engagement.is_active:
        return redirect("guidance_sessions:pair", engagement_id=engagement.pk)
    if "sign" not in grants_on_engagement(request.user, engagement, "agreement"):
        raise Http404
    mine = {"by": request.user, "engagement": engagement}
    if request.method == "POST" and "go_on" in request.POST:
        actions.resume_engagement(**mine)
        messages.success(request, "You go on. Plan your next meeting when it suits you both.")
        return redirect("guidance_sessions:pair", engagement_id=engagement.pk)
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.pause_engagement(**mine, until=form.to_moment())
        messages.success(request, "Paused. Either of you can go on at any time.")
        return redirect("guidance_sessions:pair", engagement_id=engagement.pk)
    context = {
        "engagement": engagement,
        "other": engagement.other(request.user),
        "form": form,
        "is_paused": engagement.is_paused(timezone.now()),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "engagements/pause.html", context, status=status)
