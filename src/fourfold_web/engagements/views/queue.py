"""The guide's queue: who waits for an answer, and which terms are still to settle."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fourfold_web.engagements.queries import queue_of, settling_of
from fourfold_web.programs.access import roles_of
from fourfold_web.programs.models import MembershipRole


def queue(request: HttpRequest) -> HttpResponse:
    """Requests that wait for this guide, longest first, readable before any commitment."""
    if MembershipRole.GUIDE not in roles_of(request.user):
        raise Http404
    context = {"waiting": queue_of(request.user), "settling": settling_of(request.user)}
    return render(request, "engagements/queue.html", context)
