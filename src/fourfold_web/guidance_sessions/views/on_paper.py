"""A meeting without this product: a sheet to print before it, and one short form after it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fourfold.guidance import session as core
from fourfold.guidance.catalog import profiles
from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.actions.plan import USUAL_MINUTES
from fourfold_web.guidance_sessions.meeting_forms import OnPaperForm
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.guidance_sessions.queries import next_planned, planned_of, terms_of
from fourfold_web.guidance_sessions.views.rows import require, time_zone_in_words, visible_pair
from fourfold_web.guidance_sessions.views.usual import usual_opening


def on_paper(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Note a meeting that is over (`?session=` one that was planned), or print `?sheet`."""
    engagement = visible_pair(request, engagement_id)
    require(request, engagement, "switch")
    if not engagement.is_active:
        return redirect("guidance_sessions:pair", engagement_id=engagement.pk)
    if "sheet" in request.GET:
        return render(request, "guidance_sessions/sheet.html", _sheet(request, engagement))
    planned = _planned(engagement, request.POST.get("session") or request.GET.get("session"))
    form = _form(request, engagement, planned)
    if request.method == "POST" and form.is_valid():
        return _keep(request, engagement, planned, form)
    context = _page(request, engagement) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "guidance_sessions/on_paper.html", context, status=status)


def _keep(
    request: HttpRequest,
    engagement: Engagement,
    planned: GuidanceSession | None,
    form: OnPaperForm,
) -> HttpResponse:
    kept = actions.hold_on_paper(
        by=request.user, engagement=engagement, held=form.to_on_paper(), planned=planned
    )
    learner = engagement.learner.first_name
    messages.success(request, f"Kept. {learner} is asked for a minute of closing, as you are here.")
    return redirect("guidance_sessions:close", session_id=kept.pk)


def _planned(engagement: Engagement, session_id: str | None) -> GuidanceSession | None:
    """The planned meeting of this id; anything else counts as a meeting that nobody planned."""
    return next((each for each in planned_of(engagement) if str(each.pk) == session_id), None)


def _form(
    request: HttpRequest, engagement: Engagement, planned: GuidanceSession | None
) -> OnPaperForm:
    booked = planned.appointment if planned else None
    minutes = (booked.ends_at - booked.starts_at).seconds // 60 if booked else USUAL_MINUTES
    initial = usual_opening(engagement, planned) | {"minutes": minutes}
    ahead = next_planned(engagement)
    if ahead and not (planned and planned.planned_for == ahead):
        initial["next_meeting_at"] = ahead
    if planned:
        initial["session"] = planned.pk
        initial["opened_at"] = planned.planned_for if planned.has_passed else None
    return OnPaperForm(
        request.POST or None,
        usual_minutes=minutes,
        pair_began=engagement.started_at,
        initial=initial,
    )


def _page(request: HttpRequest, engagement: Engagement) -> dict:
    return {
        "engagement": engagement,
        "other": engagement.other(request.user),
        **engagement.program.contacts,
        "time_zone": time_zone_in_words(),
    }


def _sheet(request: HttpRequest, engagement: Engagement) -> dict:
    return _page(request, engagement) | {
        "terms": terms_of(engagement),
        "opening": core.opening_prompts(),
        "closing": core.closing_prompts(),
        "profiles": profiles().values(),
        "today": timezone.localdate(),
    }
