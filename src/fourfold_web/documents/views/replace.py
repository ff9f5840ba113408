"""A new version of a document."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from fourfold_web.documents import actions
from fourfold_web.documents.access import documents_written_by
from fourfold_web.documents.forms import BringForm
from fourfold_web.documents.limits import LARGEST_AT_ONCE, MEGABYTES
from fourfold_web.documents.models import Document
from fourfold_web.shared.uploads import InMemoryUploadHandler, is_too_large

TOO_LARGE = f"This file is larger than {MEGABYTES} MB. Save it without its pictures, or split it."


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Choose the new file, or paste the new text. Exempt as the page of the list is."""
    found = get_object_or_404(documents_written_by(request.user), pk=document_id)
    if request.method == "POST" and is_too_large(request, largest=LARGEST_AT_ONCE):
        messages.error(request, TOO_LARGE)
        return _page(request, found, BringForm(one=True), status=422)
    request.upload_handlers = [InMemoryUploadHandler(request, largest=LARGEST_AT_ONCE)]
    return _answer(request, found)


@csrf_protect
def _answer(request: HttpRequest, document: Document) -> HttpResponse:
    if request.method != "POST":
        return _page(request, document, BringForm(one=True))
    form = BringForm(request.POST, request.FILES, one=True)
    if not form.is_valid():
        return _page(request, document, form, status=422)
    [given, *_] = form.to_given(title=document.name)
    actions.replace_document(by=request.user, document=document, given=given)
    return redirect("documents:document", document_id=document.pk)


def _page(
    request: HttpRequest, document: Document, form: BringForm, *, status: int = 200
) -> HttpResponse:
    context = {"document": document, "form": form}
    return render(request, "documents/replace.html", context, status=status)
