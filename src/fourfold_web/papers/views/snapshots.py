"""Published summaries: the directors' list, one of them, its paper, a statement, taking it back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from fourfold_web.papers import actions
from fourfold_web.papers.access import READ, grants_on, snapshots_visible_to
from fourfold_web.papers.forms import StatementForm
from fourfold_web.papers.models import Snapshot
from fourfold_web.papers.papers import may_see_review, review_paper
from fourfold_web.papers.queries import snapshots_in
from fourfold_web.papers.views.files import pdf_response
from fourfold_web.products.queries import totals_in
from fourfold_web.programs.access import named, programs_of
from fourfold_web.programs.models import MembershipRole

PER_PAGE = 30


@require_safe
def snapshots(request: HttpRequest) -> HttpResponse:
    """What learners shared with the programs that the person directs, and nothing else (D6)."""
    programs = programs_of(request.user, MembershipRole.DIRECTOR)
    program = named(programs, request.GET.get("program", ""))
    context = {
        "program": program,
        "programs": programs,
        "page": Paginator(snapshots_in(program), PER_PAGE).get_page(request.GET.get("page")),
        "totals": totals_in(program),
        "query": f"program={program.pk}&",
    }
    return render(request, "papers/snapshots.html", context)


@require_safe
def snapshot(request: HttpRequest, snapshot_id: UUID) -> HttpResponse:
    """One published summary, for its learner and the directors."""
    return _page(request, _snapshot(request, snapshot_id, READ), StatementForm())


@require_safe
def snapshot_pdf(request: HttpRequest, snapshot_id: UUID) -> HttpResponse:
    """The same on paper, with the learner's statements."""
    found = _snapshot(request, snapshot_id, READ)
    paper = review_paper(
        found.learner,
        found.program,
        found.to_core(),
        published_at=None if found.withdrawn_at else found.published_at,
        statements=found.statements.all(),
    )
    return pdf_response(paper, "review-summary")


@require_POST
def statement(request: HttpRequest, snapshot_id: UUID) -> HttpResponse:
    """Attach the learner's words (B-18)."""
    found = _snapshot(request, snapshot_id, "write")
    form = StatementForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    actions.add_statement(by=request.user, snapshot=found, words=form.cleaned_data["words"])
    messages.success(request, "Added. It goes with this summary from now on.")
    return redirect("papers:snapshot", snapshot_id=found.pk)


@require_POST
def withdraw(request: HttpRequest, snapshot_id: UUID) -> HttpResponse:
    """Take a published summary back."""
    found = _snapshot(request, snapshot_id, "withdraw")
    if actions.withdraw_summary(by=request.user, snapshot=found):
        messages.success(request, "Taken back. Only you can read it now.")
    return redirect("papers:snapshot", snapshot_id=found.pk)


def _snapshot(request: HttpRequest, snapshot_id: UUID, grant: str) -> Snapshot:
    found = get_object_or_404(snapshots_visible_to(request.user), pk=snapshot_id)
    if grant not in grants_on(request.user, found):
        raise Http404
    return found


def _page(request: HttpRequest, found: Snapshot, form: StatementForm) -> HttpResponse:
    context = {
        "snapshot": found,
        "summary": found.to_core(),
        "statements": found.statements.all(),
        "may_see": may_see_review(found.program, found.published_at),
        "is_mine": found.learner_id == request.user.pk,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "papers/snapshot.html", context, status=status)
