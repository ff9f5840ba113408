"""A director adds, changes and removes their program's own titles."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fourfold_web.library import actions
from fourfold_web.library.access import DATUM, own_entries_written_by
from fourfold_web.library.conflicts import changed_meanwhile
from fourfold_web.library.forms import PLAIN, EntryForm, SeenForm
from fourfold_web.library.models import OwnEntry
from fourfold_web.programs.access import program_written_by, programs_granting


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a title, for the people of the director's program."""
    program = program_written_by(request.user, DATUM, request.GET.get("program", ""))
    form = EntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = actions.EntryWords(**form.to_words())
        kept = actions.add_entry(by=request.user, program=program, words=words)
        messages.success(request, "Added. The people of your program find it in the library.")
        return redirect("library:own_entry", entry_id=kept.pk)
    programs = programs_granting(request.user, DATUM, "write")
    return _page(request, form, {"program": program, "programs": programs})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Write other words for a title; the ones before stay readable as revisions."""
    own = _own(request, entry_id)
    newest = own.newest
    initial = {name: getattr(newest, name) for name in (*PLAIN, "topics")}
    form = EntryForm(request.POST or None, initial={**initial, "forms_of_guidance": newest.forms})
    seen = SeenForm(request.POST or None, initial={"seen": newest.number})
    if request.method == "POST" and not seen.is_valid():
        raise changed_meanwhile()
    if request.method == "POST" and form.is_valid():
        words = actions.EntryWords(**form.to_words())
        actions.change_entry(
            by=request.user, entry=own, words=words, seen=seen.cleaned_data["seen"]
        )
        messages.success(request, "Kept as a new revision.")
        return redirect("library:own_entry", entry_id=own.pk)
    return _page(request, form, {"program": own.program, "own": own, "seen": seen})


@require_POST
def remove(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Take a title out of the library."""
    actions.remove_entry(by=request.user, entry=_own(request, entry_id))
    messages.success(request, "Removed from the library.")
    return redirect("library:library")


def _page(request: HttpRequest, form: EntryForm, more: dict) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "library/own.html", {"form": form, **more}, status=status)


def _own(request: HttpRequest, entry_id: UUID) -> OwnEntry:
    mine = own_entries_written_by(request.user).select_related("program")
    return get_object_or_404(mine.prefetch_related("revisions"), pk=entry_id)
