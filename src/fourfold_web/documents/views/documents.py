"""Your documents: the list, and bringing more in. Guides read the same list."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from fourfold_web.documents import actions
from fourfold_web.documents.access import (
    DATUM,
    documents_visible_to,
)
from fourfold_web.documents.forms import BringForm
from fourfold_web.documents.limits import FILES_KEPT, LARGEST_AT_ONCE, MEGABYTES
from fourfold_web.documents.queries import across_of, key_of, listed, newest_reviewed, open_across
from fourfold_web.documents.shown import across_rows, meant_rows
from fourfold_web.programs.access import (
    program_read_by,
    program_written_by,
    programs_granting,
    programs_of,
)
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.shared.uploads import InMemoryUploadHandler, is_too_large

TOO_LARGE = f"These files are larger than {MEGABYTES} MB together. Send fewer at once."


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: HttpRequest) -> HttpResponse:
    """All documents of a program with what is to mend, and a form for more.

    Exempt so that the size is known before anything is read; its key is asked for all the same.
    """
    program = program_written_by(request.user, DATUM, request.GET.get("program", ""))
    if request.method == "POST" and is_too_large(request, largest=LARGEST_AT_ONCE):
        messages.error(request, TOO_LARGE)
        return _page(request, program, BringForm(), status=422)
    request.upload_handlers = [InMemoryUploadHandler(request, largest=LARGEST_AT_ONCE)]
    return _answer(request, program)


@require_safe
def shared(request: HttpRequest) -> HttpResponse:
    """What guides of the program read."""
    program = program_read_by(request.user, DATUM, request.GET.get("program", ""))
    found = listed(documents_visible_to(request.user).filter(program=program))
    context = {
        "program": program,
        "programs": programs_of(request.user, MembershipRole.GUIDE),
        "documents": [each for each in found if each.open_findings is not None],
        **_across(program),
    }
    return render(request, "documents/shared.html", context)


@csrf_protect
def _answer(request: HttpRequest, program: Program) -> HttpResponse:
    if request.method != "POST":
        return _page(request, program, BringForm())
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, program, form, status=422)
    kept = actions.add_documents(by=request.user, program=program, given=form.to_given())
    messages.success(
        request, f"{len(kept)} document{' is' if len(kept) == 1 else 's are'} being read."
    )
    return redirect(f"{reverse('documents:documents')}?program={program.pk}")


def _page(
    request: HttpRequest, program: Program, form: BringForm, *, status: int = 200
) -> HttpResponse:
    found = listed(program.documents.all())
    at_work = any(each.is_at_work for document in found for each in document.versions.all())
    if request.htmx and not at_work:
        return HttpResponseClientRefresh()
    context = {
        "form": form,
        "program": program,
        "programs": programs_granting(request.user, DATUM, "write"),
        "documents": found,
        "at_work": at_work,
        "files_kept": FILES_KEPT,
        "may_write": True,
        **_across(program),
    }
    return render(request, "documents/documents.html", context, status=status)


def _across(program: Program) -> dict:
    found = across_of(program)
    if not found:
        return {}
    still_open = open_across(program)
    wanted = {path for each in still_open for path in each.paths}
    documents = {str(each.pk): each for each in program.documents.filter(pk__in=wanted)}
    texts = {pk: newest_reviewed(each).to_text() for pk, each in documents.items()}
    meant = meant_rows(
        program.meant_so.filter(document=None).select_related("by"),
        [each.finding for each in found],
    )
    rows = across_rows(found, documents, texts, {key_of(each.finding) for each in still_open})
    return {"across": rows, "meant": meant}
