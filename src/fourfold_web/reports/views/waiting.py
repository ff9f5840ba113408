"""A director's two-minute look: what waits, for whom, and how long (D1, D4)."""

from collections.abc import Iterable
from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fourfold_web.guidance_sessions.quiet import pairs_not_meeting
from fourfold_web.programs.access import programs_of
from fourfold_web.programs.models import MembershipRole
from fourfold_web.reports.queries import Waiting, in_order, waiting_in

PER_PAGE = 20
CLOSING = "guidance_session"
# What the address may ask for, so that a figure leads to its own rows.
KINDS = {"agreements": "agreement", "closings": CLOSING}


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Everything that waits in the programs that the person directs; never what it is about."""
    programs = programs_of(request.user, MembershipRole.DIRECTOR)
    kind = request.GET.get("kind", "")
    if not programs or (kind and kind not in KINDS):
        raise Http404
    rows = waiting_in(programs, now=timezone.now())
    shown = [row for row in rows if row.kind == KINDS[kind]] if kind else _folded(rows)
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    counted = shown if kind else rows
    context = {
        "rows": page,
        "kind": kind,
        "query": f"kind={kind}&" if kind else "",
        "waits": len(counted),
        "overdue": sum(row.is_overdue for row in counted),
        "programs": programs,
        "not_meeting": pairs_not_meeting(programs, now=timezone.now()),
    }
    return render(request, "reports/waiting.html", context)


def _folded(rows: Iterable[Waiting]) -> list[Waiting]:
    """The closings of each program in one row: who is in them is one tap away."""
    kept, folded = [], {}
    for row in rows:
        if row.kind != CLOSING:
            kept.append(row)
        elif row.program not in folded:
            folded[row.program] = row
        else:
            first = folded[row.program]
            oldest = min(first, row, key=lambda each: each.since)
            folded[row.program] = replace(oldest, awaited=(), number=first.number + 1)
    return in_order([*kept, *folded.values()])
