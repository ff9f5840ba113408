"""A supervisor puts something in for coaching; the learner replies."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from fourfold.guidance.openness import three_way
from fourfold_web.coaching_cycle import actions
from fourfold_web.coaching_cycle.access import (
    engagements_open_to_input_of,
    inputs_visible_to,
    was_open_to_input_of,
)
from fourfold_web.coaching_cycle.conflicts import no_more_input
from fourfold_web.coaching_cycle.forms import InputForm, ReplyForm
from fourfold_web.coaching_cycle.views.cycle import page
from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions.views.rows import require, visible_pair


def put_in(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """The supervisor's one page about a pair: write, send, and not see it again."""
    pair = _pair_for(request, engagement_id)
    form = InputForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.put_in(supervisor=request.user, engagement=pair, words=form.cleaned_data["words"])
        messages.success(request, "Sent. Both can read it now.")
        return redirect("reports:supervision")
    context = {"engagement": pair, "form": form, "three_way": three_way(pair.form)}
    status = 422 if form.errors else 200
    return render(request, "coaching_cycle/put_in.html", context, status=status)


@require_POST
def reply(request: HttpRequest, input_id: UUID) -> HttpResponse:
    """The learner's reply, read by the learner and the coach."""
    mine = inputs_visible_to(request.user).select_related("engagement")
    row = get_object_or_404(mine, pk=input_id)
    require(request, row.engagement, "reply", "supervisor_input")
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return page(request, visible_pair(request, row.engagement_id), reply_to=row, reply=form)
    words = form.cleaned_data["words"]
    actions.reply_to_input(learner=request.user, supervisor_input=row, words=words)
    messages.success(request, "Your reply is kept.")
    return redirect("coaching_cycle:cycle", engagement_id=row.engagement_id)


def _pair_for(request: HttpRequest, engagement_id: UUID) -> Engagement:
    """The pair, for its supervisor while coaching runs; what comes later is told, not lost."""
    mine = engagements_open_to_input_of(request.user).select_related("learner", "guide")
    if found := mine.filter(pk=engagement_id).first():
        return found
    if request.method == "POST" and was_open_to_input_of(request.user, engagement_id):
        raise no_more_input()
    raise Http404
