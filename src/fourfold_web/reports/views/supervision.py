"""What a supervisor sees: that the coaching of their learners runs, and nothing else (G-94)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fourfold_web.programs.access import roles_of
from fourfold_web.programs.models import MembershipRole
from fourfold_web.reports.queries import coaching_of_supervised


@require_safe
def supervision(request: HttpRequest) -> HttpResponse:
    """Form, start and number of meetings of each running coaching pair of their learners."""
    if MembershipRole.SUPERVISOR not in roles_of(request.user):
        raise Http404
    rows = coaching_of_supervised(request.user)
    return render(request, "reports/supervision.html", {"rows": list(rows)})
