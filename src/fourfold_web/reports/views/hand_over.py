"""Helping one request that found no guide: ask a guide for it, or close it kindly."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fourfold_web.engagements import actions
from fourfold_web.engagements.access import guides_to_hand_over_to
from fourfold_web.engagements.actions.program import WITHOUT_GUIDE
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.programs.access import programs_of
from fourfold_web.programs.models import MembershipRole
from fourfold_web.reports.access import waiting_grants
from fourfold_web.reports.forms import HandOverForm
from fourfold_web.reports.queries import requests_that_waited, topic_words


def hand_over(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One waiting request by age and topic, and the guides who could take it."""
    programs = programs_of(request.user, MembershipRole.DIRECTOR)
    stuck = get_object_or_404(requests_that_waited(programs), pk=request_id)
    if "age" not in waiting_grants(stuck.program, sent_at=stuck.sent_at):
        raise Http404
    if stuck.state not in WITHOUT_GUIDE:
        messages.info(request, "This request has gone on in the meantime.")
        return redirect("reports:waiting")
    if request.method == "POST" and "close" in request.POST:
        actions.close_request(by=request.user, guidance_request=stuck)
        messages.success(request, "Closed. The learner gets a kind word and keeps their request.")
        return redirect("reports:waiting")
    guides = guides_to_hand_over_to(stuck).select_related("person")
    form = HandOverForm(request.POST or None, guides=guides)
    if request.method == "POST" and form.is_valid():
        guide = form.to_guide()
        actions.hand_over_request(by=request.user, guidance_request=stuck, guide=guide)
        messages.success(request, f"{guide} is asked now, and the learner knows that it moves on.")
        return redirect("reports:waiting")
    return _page(request, stuck, form)


def _page(request: HttpRequest, stuck: GuidanceRequest, form: HandOverForm) -> HttpResponse:
    context = {
        "form": form,
        "stuck": stuck,
        "topic": topic_words(stuck.program, stuck.topic, stuck.sent_at),
        "days": (timezone.now() - stuck.waits_since).days,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "reports/hand_over.html", context, status=status)
