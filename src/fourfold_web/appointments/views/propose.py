"""A guide proposes times along with saying yes to a request; the learner picks once both agree."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fourfold_web.appointments import actions
from fourfold_web.appointments.access import requests_taken
from fourfold_web.appointments.days import zone_in_words
from fourfold_web.appointments.forms import ProposalForm
from fourfold_web.appointments.slots import booking_rules_of, on_three_days
from fourfold_web.engagements.models import GuidanceRequest, GuidanceRequestState


def propose_for_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Three free times stand there already, so that one tap proposes them."""
    asked_for = requests_taken(request.user).filter(pk=request_id).first()
    if asked_for is None:
        raise Http404
    if asked_for.state == GuidanceRequestState.AGREED:
        return redirect("guidance_sessions:times", engagement_id=asked_for.agreement.engagement.pk)
    minutes = booking_rules_of(request.user).minutes
    suggested = on_three_days(asked_for.guide, asked_for.learner, minutes)
    form = ProposalForm(request.POST or None, usual_minutes=minutes, suggested=suggested)
    if request.method == "POST" and form.is_valid():
        return _propose(request, asked_for, form)
    context = {
        "asked_for": asked_for,
        "form": form,
        "suggested": suggested,
        "time_zone": zone_in_words(),
    }
    status = 422 if form.errors else 200
    return render(request, "appointments/propose_for_request.html", context, status=status)


def _propose(request: HttpRequest, asked_for: GuidanceRequest, form: ProposalForm) -> HttpResponse:
    actions.propose_times(by=request.user, guidance_request=asked_for, **form.to_proposal())
    name = asked_for.learner.first_name
    messages.success(request, f"Proposed. {name} picks one as soon as you have both agreed.")
    return redirect("engagements:agreement", request_id=asked_for.pk)
