"""A supervisor puts something in for coaching; the learner replies."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from fourfold_web.coaching_cycle import actions
from fourfold_web.coaching_cycle.access import engagements_open_to_input_of, inputs_visible_to
from fourfold_web.coaching_cycle.forms import InputForm, ReplyForm
from fourfold_web.guidance_sessions.views.rows import require


def put_in(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """The supervisor's one page about a pair: write, send, and not see it again."""
    open_to_me = engagements_open_to_input_of(request.user).select_related("learner", "guide")
    pair = get_object_or_404(open_to_me, pk=engagement_id)
    form = InputForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.put_in(supervisor=request.user, engagement=pair, words=form.cleaned_data["words"])
        messages.success(request, "Sent. Both can read it now.")
        return redirect("reports:supervision")
    context = {"engagement": pair, "form": form}
    status = 422 if form.errors else 200
    return render(request, "coaching_cycle/put_in.html", context, status=status)


@require_POST
def reply(request: HttpRequest, input_id: UUID) -> HttpResponse:
    """The learner's reply, read by the learner and the coach."""
    mine = inputs_visible_to(request.user).select_related("engagement")
    row = get_object_or_404(mine, pk=input_id)
    require(request, row.engagement, "reply", "supervisor_input")
    form = ReplyForm(request.POST)
    if form.is_valid():
        words = form.cleaned_data["words"]
        actions.reply_to_input(learner=request.user, supervisor_input=row, words=words)
        messages.success(request, "Your reply is kept.")
    else:
        messages.error(request, form.errors["words"][0])
    return redirect("coaching_cycle:cycle", engagement_id=row.engagement_id)
