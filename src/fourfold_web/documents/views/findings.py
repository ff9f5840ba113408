"""“We mean it so”: setting a finding aside with a reason, and taking that back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from fourfold.documents.naming import title
from fourfold.documents.review import Finding
from fourfold_web.documents import actions
from fourfold_web.documents.access import DATUM, documents_written_by, meant_so_written_by
from fourfold_web.documents.conflicts import has_changed
from fourfold_web.documents.forms import WhyForm
from fourfold_web.documents.models import Document, MeantSo
from fourfold_web.documents.queries import across_of, newest_reviewed
from fourfold_web.programs.access import program_written_by
from fourfold_web.programs.models import Program


@require_http_methods(["GET", "HEAD", "POST"])
def mean_so(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Say why one finding of a document stays as it is; `?finding=` is its number."""
    document = get_object_or_404(documents_written_by(request.user), pk=document_id)
    back = reverse("documents:document", args=[document.pk])
    version = newest_reviewed(document)
    finding = _chosen(request, version.to_review().findings if version else [])
    return _answer(request, document.program, document, finding, back)


@require_http_methods(["GET", "HEAD", "POST"])
def mean_across(request: HttpRequest) -> HttpResponse:
    """Say why a finding that runs across documents stays as it is."""
    program = program_written_by(request.user, DATUM, request.GET.get("program", ""))
    back = f"{reverse('documents:documents')}?program={program.pk}"
    finding = _chosen(request, [each.finding for each in across_of(program)])
    return _answer(request, program, None, finding, back)


@require_POST
def take_back(request: HttpRequest, meant_id: UUID) -> HttpResponse:
    """Let a finding count again."""
    meant = get_object_or_404(
        meant_so_written_by(request.user).select_related("document"), pk=meant_id
    )
    back = _page_of(meant)
    actions.take_back(by=request.user, meant=meant)
    messages.success(request, "Taken back: the finding counts again where it stands in the text.")
    return redirect(back)


def _chosen(request: HttpRequest, findings) -> Finding | None:
    """The finding with the number and the name that the page had; None when it moved."""
    numbered = {str(number): each for number, each in enumerate(findings, start=1)}
    found = numbered.get(request.GET.get("finding", ""))
    name = request.GET.get("of", "")
    return found if found and name in ("", f"{found.code.value} {found.term}") else None


def _answer(
    request: HttpRequest,
    program: Program,
    document: Document | None,
    finding: Finding | None,
    back: str,
) -> HttpResponse:
    if finding is None:
        if request.method == "POST":
            raise has_changed()
        return redirect(back)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.mean_so(
            by=request.user,
            program=program,
            document=document,
            finding=finding,
            why=form.cleaned_data["why"],
        )
        messages.success(request, "Set aside. You can take it back below.")
        return redirect(back)
    context = {
        "form": form,
        "finding": finding,
        "title": title(finding.code),
        "document": document,
        "back": back,
    }
    status = 422 if form.is_bound else 200
    return render(request, "documents/mean_so.html", context, status=status)


def _page_of(meant: MeantSo) -> str:
    if meant.document_id:
        return reverse("documents:document", args=[meant.document_id])
    return f"{reverse('documents:documents')}?program={meant.program_id}"
