"""What one need check shows, beside the one before, to read and to print."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fourfold.programs.need_checklist import Verdict, criteria, pages
from fourfold_web.need_checklist import actions
from fourfold_web.need_checklist.access import checks_visible_to, checks_written_by
from fourfold_web.need_checklist.models import NeedCheck
from fourfold_web.need_checklist.queries import answered, since_last
from fourfold_web.shared.addresses import address


@require_safe
def result(request: HttpRequest, check_id: UUID) -> HttpResponse:
    """Verdict, reasons, what to find out, plans, and coaching and mentoring side by side."""
    own = checks_written_by(request.user).filter(pk=check_id).first()
    if own and own.finished_at is None:
        return redirect("need_checklist:ask", check_id=own.pk, page=1)
    check = own or get_object_or_404(checks_visible_to(request.user), pk=check_id)
    need = check.to_core()
    context = {
        "check": check,
        "need": need,
        "criteria": criteria() if need.plans else (),
        "since": since_last(check, need),
        "answered": answered(check),
        "may_write": own is not None,
        "set_up": _set_up(check, need.verdict),
        "last": len(pages()),
    }
    return render(request, "need_checklist/result.html", context)


@require_POST
def delete(request: HttpRequest, check_id: UUID) -> HttpResponse:
    """Delete a check, or let go of one that is under way."""
    check = get_object_or_404(checks_written_by(request.user), pk=check_id)
    actions.delete_check(by=request.user, check=check)
    messages.success(request, "The check is deleted.")
    return redirect(f"{reverse('need_checklist:need')}?program={check.program_id}")


def _set_up(check: NeedCheck, verdict: Verdict) -> str:
    return f"{address('programs:templates', program=check.program_id)}&for={verdict}"
