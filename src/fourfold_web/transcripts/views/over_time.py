"""A guide's own reports over time, for that guide alone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fourfold_web.programs.access import roles_of
from fourfold_web.programs.models import MembershipRole
from fourfold_web.transcripts.queries import LEAST_FOR_TRENDS, trends_of


def over_time(request: HttpRequest) -> HttpResponse:
    """Small multiples, one a form of guidance; never beside anybody else's (A-11)."""
    if MembershipRole.GUIDE not in roles_of(request.user):
        raise Http404
    context = {"trends": trends_of(request.user), "least": LEAST_FOR_TRENDS}
    return render(request, "transcripts/over_time.html", context)
