"""Opening a meeting: what is said at the start, on one screen with one button."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fourfold.guidance.catalog import profiles
from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.forms import OpeningForm
from fourfold_web.guidance_sessions.views.rows import led_session, page_of
from fourfold_web.guidance_sessions.views.usual import usual_opening


def opening(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The start fields, filled from request and agreement; said aloud, then started."""
    planned = led_session(request, session_id)
    is_over = planned.called_off_at or not planned.engagement.is_active
    if is_over and request.method == "GET":
        return redirect("guidance_sessions:pair", engagement_id=planned.engagement_id)
    if planned.opened_at and request.method == "GET":
        return redirect("guidance_sessions:live", session_id=planned.pk)
    form = OpeningForm(request.POST or None, initial=usual_opening(planned.engagement, planned))
    if request.method == "POST" and form.is_valid():
        actions.open_session(by=request.user, guidance_session=planned, opening=form.to_opening())
        return redirect("guidance_sessions:live", session_id=planned.pk)
    context = page_of(request, planned) | {"form": form, "profiles": profiles().values()}
    status = 422 if form.errors else 200
    return render(request, "guidance_sessions/open.html", context, status=status)
