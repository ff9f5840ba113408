"""One title: what it is, its revisions, and mailing it on."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from fourfold.issues import FourfoldError
from fourfold.learning import library as core
from fourfold.learning.handout import handout
from fourfold_web.library.access import own_entries_visible_to, own_entries_written_by
from fourfold_web.library.actions import mail_on
from fourfold_web.library.forms import MailOnForm
from fourfold_web.library.queries import Shown, revisions_of, shown_of, shown_of_own

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def entry(request: HttpRequest, key: str) -> HttpResponse:
    """A title that the library holds from the start."""
    try:
        shown = shown_of(core.entry(key))
    except FourfoldError:
        raise Http404 from None
    return _page(request, shown, {"has_handout": key == handout().entry})


@require_http_methods(GET_OR_POST)
def own_entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """A title that a program of the reader added."""
    visible = own_entries_visible_to(request.user).select_related("program")
    own = get_object_or_404(visible.prefetch_related("revisions"), pk=entry_id)
    more = {
        "own": own,
        "revisions": revisions_of(own),
        "may_write": own_entries_written_by(request.user).filter(pk=own.pk).exists(),
    }
    return _page(request, shown_of_own(own), more)


def _page(request: HttpRequest, shown: Shown, more: dict) -> HttpResponse:
    form = MailOnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            mail_on(by=request.user, shown=shown, email=form.to_email())
        except FourfoldError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _sent(form))
            return redirect(shown.url)
    status = 422 if form.is_bound else 200
    context = {"shown": shown, "entry": shown.entry, "form": form, **more}
    return render(request, "library/entry.html", context, status=status)


def _sent(form: MailOnForm) -> str:
    if form.to_email():
        return "On its way, if this address belongs to your program."
    return "On its way to you."
