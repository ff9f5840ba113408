"""What a supervisor sees: that the coaching of their learners runs, and nothing else (G-94)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fourfold_web.programs.access import roles_of
from fourfold_web.programs.models import MembershipRole
from fourfold_web.reports.queries import coaching_of_supervised, goals_about_work


@require_safe
def supervision(request: HttpRequest) -> HttpResponse:
    """Form, start, number of meetings and shared goals about work, by running coaching pair."""
    if MembershipRole.SUPERVISOR not in roles_of(request.user):
        raise Http404
    rows = list(coaching_of_supervised(request.user))
    context = {"rows": rows, "work_goals": goals_about_work(rows)}
    return render(request, "reports/supervision.html", context)
