"""One list of people: its columns, its dry run, its way in, and what came of it (D2, A2)."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fourfold.issues import FourfoldError
from fourfold.programs.roster import AS_UTF8, Columns, guess_columns
from fourfold.spreadsheet import safe
from fourfold_web.programs.models import MembershipRole
from fourfold_web.roster import actions
from fourfold_web.roster.access import lists_visible_to
from fourfold_web.roster.list_forms import BringInForm, ColumnsForm, LeftForm
from fourfold_web.roster.models import ImportState, RosterImport
from fourfold_web.roster.queries import (
    letters_to_look_at,
    may_mark_as_left,
    named,
    noted_rows,
    refused_rows,
    refused_with_cells,
)
from fourfold_web.shared.addresses import address

State = ImportState
SAMPLES = 20
TOLD = 25
PER_PAGE = 50
# More mails than that are sent only when somebody asks for them.
MAILS_UNASKED = 200


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What the columns hold: our guess, a saved choice, and the director's last word."""
    found = get_object_or_404(lists_visible_to(request.user), pk=import_id)
    if found.state not in (State.READ, State.CHECKED):
        return redirect("roster:list", import_id=found.pk)
    first = found.parts.first()
    samples = [cells for _, cells in (first.rows if first else [])[:SAMPLES]]
    saved = [each for each in found.program.saved_columns.all() if _fits(each, found)]
    asked = next((each for each in saved if str(each.pk) == request.GET.get("saved")), None)
    form = ColumnsForm(
        request.POST or None,
        roster_import=found,
        samples=samples,
        columns=_first_choice(found, samples, saved, asked),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_columns(
                by=request.user,
                roster_import=found,
                columns=form.to_core(),
                save_as=form.cleaned_data["save_as"],
            )
            return redirect("roster:list", import_id=found.pk)
        except FourfoldError as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "list": found,
        "saved": saved,
        "asked": asked,
        "letters": letters_to_look_at(found),
        "as_utf8": AS_UTF8,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "roster/columns.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def roster_list(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Where the list stands, and the one thing to do next."""
    found = get_object_or_404(lists_visible_to(request.user), pk=import_id)
    if request.method == "POST":
        return _do(request, found)
    if found.state == State.READ:
        return redirect("roster:columns", import_id=found.pk)
    return _page(request, found)


@require_safe
def refused(request: HttpRequest, import_id: UUID) -> StreamingHttpResponse:
    """The refused rows as they stood, with a column of reasons, for mending in a spreadsheet."""
    found = get_object_or_404(lists_visible_to(request.user), pk=import_id)
    response = StreamingHttpResponse(_refused_lines(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="rows-to-mend.csv"'
    return response


def _refused_lines(found: RosterImport) -> Iterator[str]:
    # The mark tells Excel that this is UTF-8.
    yield "\ufeff" + _line([*found.headings, "Row in the file", "What to mend"])
    for number, cells, reasons in refused_with_cells(found):
        # A row with too many cells is cut to its headings, so that the reason keeps its column.
        fitted = cells[: len(found.headings)]
        yield _line([*fitted, str(number), " ".join(reasons)])


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(map(safe, cells))
    return line.getvalue()


def _fits(saved, found: RosterImport) -> bool:
    return saved.to_core().fits(found.headings)


def _first_choice(found: RosterImport, samples, saved, asked) -> Columns:
    if asked:
        return asked.to_core()
    if found.columns:
        return found.to_core()
    if saved:
        return saved[0].to_core()
    return guess_columns(found.headings, samples).columns


def _do(request: HttpRequest, found: RosterImport) -> HttpResponse:
    do = request.POST.get("do")
    if do == "stop":
        actions.stop_list(by=request.user, roster_import=found)
        messages.success(request, "Stopped, and the file is deleted here.")
        return redirect(address("roster:bring_in", program=found.program_id))
    if do == "left":
        return _mark_as_left(request, found)
    if do != "bring_in":
        raise BadRequest("Unknown step.")
    form = BringInForm(request.POST)
    form.is_valid()
    try:
        actions.bring_in(by=request.user, roster_import=found, **form.cleaned_data)
    except FourfoldError as refusal:
        messages.error(request, str(refusal))
    return redirect("roster:list", import_id=found.pk)


def _mark_as_left(request: HttpRequest, found: RosterImport) -> HttpResponse:
    form = LeftForm(request.POST, missing=found.missing)
    if not form.is_valid():
        return _page(request, found, form)
    gone, stays = actions.mark_as_left(
        by=request.user, roster_import=found, persons=form.cleaned_data["person"]
    )
    if gone:
        messages.success(request, f"{gone} {'person has' if gone == 1 else 'people have'} left.")
    for sentence in stays[:TOLD]:
        messages.warning(request, sentence)
    return redirect("roster:list", import_id=found.pk)


def _page(request: HttpRequest, found: RosterImport, form: LeftForm | None = None) -> HttpResponse:
    counts = found.counts
    page = Paginator(found.missing, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "list": found,
        "form": form,
        "counts": counts,
        "new_roles": [
            (role.label, counts[role]) for role in MembershipRole if counts.get(role.value)
        ],
        "parts": found.parts.count() if found.is_at_work else 0,
        "refused": list(islice(refused_rows(found), TOLD)),
        "noted": list(islice(noted_rows(found), TOLD)),
        "page": page,
        "missing": named(found.program, page.object_list),
        "may_mark": may_mark_as_left(found),
        "taken": [role.label for role in MembershipRole if role.value in found.roles],
        "mail": BringInForm(
            initial={"sends_mail": counts.get("new", 0) <= MAILS_UNASKED and counts.get("new")}
        ),
        "mails_many": counts.get("new", 0) > MAILS_UNASKED,
    }
    return render(request, "roster/list.html", context, status=422 if form else 200)
