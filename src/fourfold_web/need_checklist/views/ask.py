"""The questions of a need check, three short pages; answers are kept page by page."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from fourfold.programs.need_checklist import pages
from fourfold_web.need_checklist import actions
from fourfold_web.need_checklist.access import checks_written_by
from fourfold_web.need_checklist.forms import AnswersForm


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, check_id: UUID, page: int) -> HttpResponse:
    """One page of questions. Whatever is left open counts as not sure."""
    check = get_object_or_404(checks_written_by(request.user), pk=check_id)
    if not 1 <= page <= len(pages()):
        raise Http404
    asked = pages()[page - 1]
    form = AnswersForm(
        request.POST if request.method == "POST" else None,
        questions=asked.questions,
        answers=check.answers,
    )
    is_last = page == len(pages())
    if request.method == "POST" and form.is_valid():
        actions.answer_page(
            by=request.user, check=check, answers=form.to_answers(), is_last=is_last
        )
        if is_last:
            return redirect("need_checklist:result", check_id=check.pk)
        return redirect("need_checklist:ask", check_id=check.pk, page=page + 1)
    context = {
        "form": form,
        "check": check,
        "page": page,
        "pages": len(pages()),
        "title": asked.title,
        "is_last": is_last,
    }
    status = 422 if form.is_bound else 200
    return render(request, "need_checklist/ask.html", context, status=status)
