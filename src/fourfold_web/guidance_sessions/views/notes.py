"""The notes of one meeting: kept while they are typed, by a script or by a button."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.actions.notes import Typed
from fourfold_web.guidance_sessions.forms import NoteForm
from fourfold_web.guidance_sessions.models import GuidanceSession, Note
from fourfold_web.guidance_sessions.notes import PRIVATE, SHARED, notes_of
from fourfold_web.guidance_sessions.views.rows import page_of, require, visible_session
from fourfold_web.shared.typed import typed_words

DATA = {SHARED: "shared_notes", PRIVATE: "private_notes"}
NO_NEWS = 204


def notes(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The notes as a part of the page, 204 while nothing is new; or keep one text."""
    shown = visible_session(request, session_id)
    if request.method == "POST":
        return _keep(request, shown)
    require(request, shown.engagement, "read", DATA[SHARED])
    found = notes_of(request.user, shown)
    if request.GET.get("seen") == found.seen:
        return HttpResponse(status=NO_NEWS)
    return render(
        request, "guidance_sessions/_notes.html", page_of(request, shown) | {"notes": found}
    )


@require_POST
def share_note(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Let the learner read the guide's note, for good."""
    shown = visible_session(request, session_id)
    require(request, shown.engagement, "share", DATA[PRIVATE])
    actions.share_note(by=request.user, guidance_session=shown)
    messages.success(request, f"Shared. {shown.engagement.learner.first_name} reads it here.")
    return _back(shown)


def _keep(request: HttpRequest, shown: GuidanceSession) -> HttpResponse:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _refused(request, shown, form)
    given = form.cleaned_data
    require(request, shown.engagement, "write", DATA[given["kind"]])
    if given["join"]:
        return _join(request, shown, form)
    kept = _save(request, shown, form)
    if "page" in request.POST:
        return JsonResponse(_told(given["kind"], kept))
    _say(request, shown, given, kept)
    return _back(shown)


def _save(request: HttpRequest, shown: GuidanceSession, form: NoteForm) -> Note:
    return actions.save_note(
        by=request.user,
        guidance_session=shown,
        kind=form.cleaned_data["kind"],
        typed=Typed(**form.to_typed()),
    )


def _join(request: HttpRequest, shown: GuidanceSession, form: NoteForm) -> HttpResponse:
    note = _beside(shown, form.cleaned_data)
    if note.joined_at is None:
        # What was typed into it right before the press goes along.
        note = _save(request, shown, form)
    actions.join_notes(by=request.user, note=note)
    return _back(shown)


def _beside(shown: GuidanceSession, given: dict) -> Note:
    rows = getattr(shown, DATA[given["kind"]])
    return get_object_or_404(rows.filter(beside__isnull=False), pk=given["note"])


def _told(kind: str, kept: Note) -> dict[str, str | int]:
    """Where the text stands now, for the page that goes on typing."""
    note = str(kept.pk) if kept.beside_id else ""
    return {
        "slot": f"{kind}-{note}" if note else kind,
        "note": note,
        "version": kept.version,
        "saved": date_format(timezone.localtime(kept.written_at), "H:i"),
    }


def _say(request: HttpRequest, shown: GuidanceSession, given: dict, kept: Note) -> None:
    if kept.beside_id and str(kept.pk) != str(given["note"]):
        messages.warning(
            request, "Somebody wrote here at the same time. Both texts are kept, side by side."
        )
    else:
        messages.success(request, "Saved.")


def _refused(request: HttpRequest, shown: GuidanceSession, form: NoteForm) -> HttpResponse:
    if "page" in request.POST:
        return JsonResponse({"problem": form.first_error}, status=422)
    context = page_of(request, shown) | {
        "title": "This was not saved",
        "text": form.first_error,
        "typed": typed_words(request),
        "action_url": reverse("guidance_sessions:live", args=[shown.pk]),
        "action_label": "Back to the session",
    }
    return render(request, "pages/conflict.html", context, status=422)


def _back(shown: GuidanceSession) -> HttpResponse:
    response = redirect("guidance_sessions:live", session_id=shown.pk)
    response["Location"] += "#notes"
    return response
