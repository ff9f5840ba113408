"""Bring people in from a file: MedHub, New Innovations or a spreadsheet (D2)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from fourfold.issues import FourfoldError
from fourfold.programs.roster import LARGEST_FILE, guess_columns
from fourfold_web.programs.access import programs_of
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.roster import actions
from fourfold_web.roster.access import directed_program, lists_visible_to
from fourfold_web.roster.list_forms import MEGABYTES, ListForm
from fourfold_web.shared.uploads import InMemoryUploadHandler, is_too_large

SHOWN = 8
TOO_LARGE = f"This file is larger than {MEGABYTES} MB. Split it, and bring in one part at a time."


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Choose a file; see the lists of before.

    Exempt so that its size is known before anything reads it. Whatever is read is asked for its
    key as anywhere else.
    """
    program = directed_program(request.user, request.GET.get("program", ""))
    if request.method == "POST" and is_too_large(request, largest=LARGEST_FILE):
        messages.error(request, TOO_LARGE)
        return _page(request, program, ListForm(), status=422)
    request.upload_handlers = [InMemoryUploadHandler(request, largest=LARGEST_FILE)]
    return _answer(request, program)


@csrf_protect
def _answer(request: HttpRequest, program: Program) -> HttpResponse:
    if request.method != "POST":
        return _page(request, program, ListForm())
    form = ListForm(request.POST, request.FILES)
    if form.is_valid():
        table = form.table
        try:
            guess = guess_columns(table.headings, [cells for _, cells in table.samples()])
            kept = actions.keep_list(
                by=request.user,
                program=program,
                table=table,
                file_name=form.cleaned_data["file"].name,
                system=guess.system,
            )
            return redirect("roster:columns", import_id=kept.pk)
        except FourfoldError as refusal:
            form.add_error("file", str(refusal))
    return _page(request, program, form, status=422)


def _page(
    request: HttpRequest, program: Program, form: ListForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "program": program,
        "programs": programs_of(request.user, MembershipRole.DIRECTOR),
        "lists": lists_visible_to(request.user).filter(program=program)[:SHOWN],
    }
    return render(request, "roster/bring_in.html", context, status=status)
