"""A director's two-minute look: what waits, for whom, and how long (D1, D4)."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fourfold_web.guidance_sessions.quiet import pairs_not_meeting
from fourfold_web.programs.access import programs_of
from fourfold_web.programs.models import MembershipRole
from fourfold_web.reports.queries import waiting_in

PER_PAGE = 20


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Everything that waits in the programs that the person directs; never what it is about."""
    programs = programs_of(request.user, MembershipRole.DIRECTOR)
    if not programs:
        raise Http404
    rows = waiting_in(programs, now=timezone.now())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": page,
        "waits": len(rows),
        "overdue": sum(row.is_overdue for row in rows),
        "programs": programs,
        "not_meeting": pairs_not_meeting(programs, now=timezone.now()),
    }
    return render(request, "reports/waiting.html", context)
