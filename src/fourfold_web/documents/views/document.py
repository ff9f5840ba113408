"""One document: what its words promise, what to mend, and what was mended since."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from fourfold_web.documents import actions
from fourfold_web.documents.access import documents_visible_to, documents_written_by
from fourfold_web.documents.models import Document, Version
from fourfold_web.documents.queries import (
    at_work_or_refused,
    history,
    newest_reviewed,
    open_findings,
)
from fourfold_web.documents.shown import card_rows, meant_rows, role_rows


@require_safe
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The review of the newest version; while one is read, how far it is."""
    found = get_object_or_404(documents_visible_to(request.user), pk=document_id)
    may_write = documents_written_by(request.user).filter(pk=found.pk).exists()
    coming = at_work_or_refused(found) if may_write else None
    if request.htmx and not (coming and coming.is_at_work):
        return HttpResponseClientRefresh()
    version = newest_reviewed(found)
    if version is None and not may_write:
        raise Http404
    context = {
        "document": found,
        "coming": coming,
        "version": version,
        "may_write": may_write,
        "list": _list_of(found, may_write),
        **(_review(found, version) if version else {}),
    }
    return render(request, "documents/document.html", context)


@require_POST
def stop(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Stop reading the version that waits or is read."""
    found = get_object_or_404(documents_written_by(request.user), pk=document_id)
    actions.stop_reading(by=request.user, document=found)
    messages.success(request, "Stopped. The file is deleted here.")
    if Document.objects.filter(pk=found.pk).exists():
        return redirect("documents:document", document_id=found.pk)
    return redirect(_list_of(found, True))


@require_POST
def delete(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Delete a document with everything that was found in it."""
    found = get_object_or_404(documents_written_by(request.user), pk=document_id)
    actions.delete_document(by=request.user, document=found)
    messages.success(request, f"“{found.name}” is deleted with its reviews.")
    return redirect(_list_of(found, True))


def _review(document: Document, version: Version) -> dict:
    review, text = version.to_review(), version.to_text()
    still_open = open_findings(document, review)
    rows = history(document)
    roles = role_rows(review, text)
    return {
        "review": review,
        "roles": roles,
        "could_add": [each for each in roles if each.could_add],
        "cards": card_rows(review, still_open, text),
        "open": len(still_open),
        "meant": meant_rows(document.meant_so.select_related("by"), review.findings),
        "history": rows,
        "since": rows[0] if len(rows) > 1 else None,
        "pages": len(version.page_starts),
        "may_get_own_copy": hasattr(version, "file"),
    }


def _list_of(document: Document, may_write: bool) -> str:
    name = "documents:documents" if may_write else "documents:shared"
    return f"{reverse(name)}?program={document.program_id}"
