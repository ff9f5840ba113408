"""A review as files: a copy with comments, CSV and JSON."""

import csv
import io
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from fourfold.documents.annotate import copy_name
from fourfold.documents.as_data import as_data
from fourfold.issues import FourfoldError
from fourfold_web.documents.access import documents_visible_to
from fourfold_web.documents.copies import commented, csv_rows
from fourfold_web.documents.models import Document, Version
from fourfold_web.documents.queries import newest_reviewed, open_findings, review_of

TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".md": "text/markdown; charset=utf-8",
}


@require_safe
def commented_copy(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """A copy with the open findings as comments: DOCX and PDF as they came, others as Markdown."""
    document, version = _reviewed(request, document_id)
    try:
        copy = commented(document, version)
    except FourfoldError as refusal:
        messages.error(request, str(refusal))
        return redirect("documents:document", document_id=document.pk)
    return _file(copy.content, TYPES[copy.ending], copy_name(version.name, copy.ending))


@require_safe
def findings_csv(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Every place of every open finding, a row each."""
    document, version = _reviewed(request, document_id)
    lines = io.StringIO()
    csv.writer(lines).writerows(csv_rows(open_findings(document, version.to_review())))
    # The mark tells Excel that this is UTF-8.
    content = f"\ufeff{lines.getvalue()}".encode()
    return _file(content, "text/csv; charset=utf-8", copy_name(version.name, ".csv"))


@require_safe
def findings_json(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """What is open, in the shape of `fourfold review --json`."""
    document, version = _reviewed(request, document_id)
    found = as_data(review_of(document, version), [version.to_text()])
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    name = copy_name(version.name, ".json")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _reviewed(request: HttpRequest, document_id: UUID) -> tuple[Document, Version]:
    document = get_object_or_404(documents_visible_to(request.user), pk=document_id)
    version = newest_reviewed(document)
    if version is None:
        raise Http404
    return document, version


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
