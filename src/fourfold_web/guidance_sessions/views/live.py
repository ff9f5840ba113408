"""The running meeting: the role banner, one-tap switch, undo, end; afterwards its record."""

from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from fourfold.guidance.prompts import families
from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.access import feedback_readable_by, may_lead, may_take_part
from fourfold_web.guidance_sessions.forms import MarkForm, SwitchForm, UndoForm
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.guidance_sessions.notes import notes_of
from fourfold_web.guidance_sessions.queries import meeting, role_now
from fourfold_web.guidance_sessions.views.rows import led_session, page_of, visible_session
from fourfold_web.shared.conflict import Conflict

NO_NEWS = 204


def live(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The meeting while it runs, its record afterwards."""
    shown = visible_session(request, session_id)
    if shown.opened_at is None:
        return redirect("guidance_sessions:pair", engagement_id=shown.engagement_id)
    return _page(request, shown)


def role(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The banner and its buttons, asked for every second: 204 while nothing has changed."""
    shown = visible_session(request, session_id)
    if not _is_running(request, shown):
        return _leave(request, shown)
    context = _live_context(request, shown)
    if request.GET.get("seen") == context["now"].version:
        return HttpResponse(status=NO_NEWS)
    return render(request, "guidance_sessions/live.html#role", context)


def _tells_conflicts_beside_the_role(view):
    """A conflict is told where the person looks while they speak: on the meeting's own page."""

    @require_POST
    @wraps(view)
    def answer(request: HttpRequest, session_id: UUID) -> HttpResponse:
        try:
            return view(request, session_id)
        except Conflict as conflict:
            problem = f"{conflict}. {conflict.text}"
            return _show(request, session_id, problem=problem, status=409)

    return answer


@_tells_conflicts_beside_the_role
def switch(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Mark a spoken change of role."""
    running = led_session(request, session_id)
    form = SwitchForm(request.POST)
    if not form.is_valid():
        return _show(request, session_id, problem=_first_error(form), status=422)
    actions.switch_role(by=request.user, guidance_session=running, **form.to_switch())
    return _show(request, session_id)


@_tells_conflicts_beside_the_role
def undo(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Take back the last switch, within a minute of it."""
    running = led_session(request, session_id)
    form = UndoForm(request.POST)
    if not form.is_valid():
        return _show(request, session_id, problem=_first_error(form), status=422)
    last = get_object_or_404(running.switches, pk=form.cleaned_data["switch"])
    actions.undo_switch(by=request.user, switch=last)
    return _show(request, session_id)


@require_POST
def mark(request: HttpRequest, session_id: UUID, switch_id: UUID) -> HttpResponse:
    """Put the words of a switch right, while the meeting runs or after it."""
    shown = led_session(request, session_id)
    marked = next((each for each in shown.switches.all() if each.pk == switch_id), None)
    if marked is None:
        raise Http404
    form = MarkForm(request.POST)
    if not form.is_valid():
        # Shown again as typed, and not saved.
        marked.spoken_words = form.data["spoken_words"]
        return _page(request, shown, problem=_first_error(form), status=422)
    actions.mark_switch(
        by=request.user, switch=marked, spoken_words=form.cleaned_data["spoken_words"]
    )
    messages.success(request, "Saved.")
    return redirect("guidance_sessions:live", session_id=session_id)


@require_POST
def end(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """End the meeting; both go on to their minute of closing."""
    running = led_session(request, session_id)
    if running.opened_at and not running.is_open:
        return redirect("guidance_sessions:close", session_id=running.pk)
    actions.end_session(by=request.user, guidance_session=running)
    return redirect("guidance_sessions:close", session_id=running.pk)


def _show(
    request: HttpRequest, session_id: UUID, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """The meeting after a write: the fragment for htmx, the page for everybody else."""
    fresh = visible_session(request, session_id)
    if not fresh.is_open or (request.htmx and not _is_running(request, fresh)):
        return _leave(request, fresh)
    if request.htmx:
        context = _live_context(request, fresh) | {"problem": problem}
        return render(request, "guidance_sessions/live.html#role", context, status=status)
    if not problem:
        return redirect("guidance_sessions:live", session_id=fresh.pk)
    return _page(request, fresh, problem=problem, status=status)


def _page(
    request: HttpRequest, shown: GuidanceSession, *, problem: str = "", status: int = 200
) -> HttpResponse:
    if _is_running(request, shown):
        template, context = "guidance_sessions/live.html", _live_context(request, shown)
    else:
        template, context = "guidance_sessions/record.html", _record_context(request, shown)
    context |= {"problem": problem, "notes": notes_of(request.user, shown)}
    return render(request, template, context, status=status)


def _leave(request: HttpRequest, shown: GuidanceSession) -> HttpResponse:
    """On to what comes after the live page: the closing, the record or the pair."""
    name = "close" if shown.ended_at and may_take_part(request.user, shown) else "live"
    url = reverse(f"guidance_sessions:{name}", kwargs={"session_id": shown.pk})
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def _is_running(request: HttpRequest, shown: GuidanceSession) -> bool:
    return shown.is_open and may_take_part(request.user, shown)


def _live_context(request: HttpRequest, shown: GuidanceSession) -> dict:
    now = timezone.now()
    role = role_now(shown, now=now)
    return page_of(request, shown) | {
        "now": role,
        "elapsed": now - shown.opened_at,
        "families": families(role.stretch.form_of_guidance),
        "switches": _switches(shown),
        "may_lead": may_lead(request.user, shown),
        "is_fragment": bool(request.htmx),
    }


def _record_context(request: HttpRequest, shown: GuidanceSession) -> dict:
    return page_of(request, shown) | {
        "meeting": meeting(shown),
        "feedback": feedback_readable_by(request.user, shown),
        "switches": _switches(shown),
        "may_lead": may_lead(request.user, shown),
        "may_write": may_take_part(request.user, shown),
    }


def _switches(shown: GuidanceSession) -> list:
    """The switches that count, newest first."""
    return [each for each in reversed(shown.switches.all()) if not each.undone_at]


def _first_error(form) -> str:
    return next(iter(form.errors.values()))[0]
