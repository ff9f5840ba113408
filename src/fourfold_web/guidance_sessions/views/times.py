"""The times of a pair: book a free one, answer or make a proposal, plan, move and call off."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fourfold.scheduling.repeat import may_repeat
from fourfold_web.appointments import actions as appointments
from fourfold_web.appointments.conflicts import SeriesClash, TimeTaken, already_settled
from fourfold_web.appointments.days import by_day, first_moment, moment_in
from fourfold_web.appointments.forms import ProposalForm
from fourfold_web.appointments.queries import open_proposal_of, times_ahead
from fourfold_web.appointments.slots import (
    AHEAD,
    booking_rules_of,
    free_slots,
    why_none,
)
from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.conflicts import no_longer_planned
from fourfold_web.guidance_sessions.forms import PlanForm
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.guidance_sessions.queries import planned_of
from fourfold_web.guidance_sessions.views.rows import (
    require,
    shared_session,
    time_zone_in_words,
    visible_pair,
)
from fourfold_web.shared.conflict import Conflict


def times(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Find a time: pick a proposed one, tap a free one, or propose up to three."""
    engagement = visible_pair(request, engagement_id)
    require(request, engagement, "write")
    if not engagement.is_active:
        return redirect("guidance_sessions:pair", engagement_id=engagement.pk)
    if request.method == "GET":
        return _page(request, engagement)
    for button, answer in ANSWERS.items():
        if button in request.POST:
            return _told(request, engagement, answer)
    return _page(request, engagement)


@require_POST
def plan(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Plan the next meeting, or several; a guide may also start one on the spot."""
    engagement = visible_pair(request, engagement_id)
    require(request, engagement, "write")
    if "start_now" in request.POST:
        require(request, engagement, "switch")
        ready = actions.meet_now(by=request.user, engagement=engagement)
        return redirect("guidance_sessions:open", session_id=ready.pk)
    return _told(request, engagement, _plan)


@require_POST
def call_off(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Call a planned meeting off, or say that it did not take place; without a reason."""
    planned = shared_session(request, session_id)
    pair, other = planned.engagement, planned.engagement.other(request.user)
    if who := request.POST.get("missed"):
        missed_by = other if who == "other" else request.user
        actions.miss_session(by=request.user, guidance_session=planned, missed_by=missed_by)
        messages.success(request, "Noted. That happens. Shall we find a new time?")
        return redirect("guidance_sessions:times", engagement_id=pair.pk)
    actions.call_off_session(by=request.user, guidance_session=planned)
    messages.success(request, f"Called off. {other.first_name} gets a mail.")
    return redirect("guidance_sessions:pair", engagement_id=pair.pk)


def _told(
    request: HttpRequest,
    engagement: Engagement,
    answer: Callable[[HttpRequest, Engagement], HttpResponse],
) -> HttpResponse:
    """The answer; where a time is gone, the page again with what is free and what was typed."""
    try:
        return answer(request, engagement)
    except (TimeTaken, SeriesClash) as conflict:
        form = PlanForm(request.POST) if "planned_for" in request.POST else None
        return _page(request, engagement, plan_form=form, conflict=conflict)


def _book(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    """A free time was tapped."""
    minutes = _minutes(engagement)
    first = first_moment(request.POST.get("from", ""))
    at = moment_in(request.POST["slot"], _free(engagement, minutes, first))
    if at is None:
        raise TimeTaken("This time is no longer free", "Nothing was booked. Choose another one.")
    return _set(request, engagement, at, minutes, _moving(request, engagement))


def _take(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    """One of the proposed times was tapped."""
    proposal = open_proposal_of(engagement)
    ahead = times_ahead(proposal) if proposal else []
    at = next((each for each in ahead if each.isoformat() == request.POST["take"]), None)
    if at is None:
        raise already_settled()
    actions.take_proposed_time(by=request.user, engagement=engagement, proposal=proposal, at=at)
    return _done(request, engagement, "Planned. You both get it for your calendars.")


def _none(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    """None of the proposed times suits."""
    proposal = open_proposal_of(engagement)
    if proposal is None:
        raise already_settled()
    appointments.decline_times(by=request.user, proposal=proposal)
    messages.success(request, f"{proposal.proposed_by.first_name} hears it. Propose others here.")
    return redirect("guidance_sessions:times", engagement_id=engagement.pk)


def _propose(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    """Up to three times were typed."""
    form = ProposalForm(request.POST, usual_minutes=_minutes(engagement))
    if not form.is_valid():
        return _page(request, engagement, proposal_form=form)
    appointments.propose_times(by=request.user, engagement=engagement, **form.to_proposal())
    other = engagement.other(request.user).first_name
    return _done(request, engagement, f"Proposed. {other} gets a mail and picks one.")


def _plan(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    """A time was typed that the two have agreed on."""
    form = PlanForm(request.POST, usual_minutes=_minutes(engagement))
    if not form.is_valid():
        return _page(request, engagement, plan_form=form)
    given = form.cleaned_data
    if not form.repeats:
        moving = _moving(request, engagement)
        return _set(request, engagement, given["planned_for"], given["minutes"], moving)
    planned = actions.plan_series(
        by=request.user,
        engagement=engagement,
        moments=form.to_moments(),
        minutes=given["minutes"],
        skip_taken=given["skip_taken"],
    )
    return _done(request, engagement, f"Planned {len(planned)} meetings. You both get them.")


ANSWERS = {"slot": _book, "take": _take, "none": _none, "propose": _propose, "plan": _plan}


def _set(
    request: HttpRequest,
    engagement: Engagement,
    at: datetime,
    minutes: int,
    moving: GuidanceSession | None,
) -> HttpResponse:
    """Plan a meeting at that time, or move the one that is to be moved there."""
    other = engagement.other(request.user).first_name
    if moving:
        actions.move_session(
            by=request.user, guidance_session=moving, planned_for=at, minutes=minutes
        )
        return _done(request, engagement, f"Moved. {other} gets a mail.")
    actions.plan_session(by=request.user, engagement=engagement, planned_for=at, minutes=minutes)
    return _done(request, engagement, f"Planned. {other} gets a mail.")


def _moving(request: HttpRequest, engagement: Engagement) -> GuidanceSession | None:
    """The meeting of the pair that another time is looked for, from the address or the form.

    `Conflict` for one that is not planned, or no longer.
    """
    wanted = request.POST.get("move") or request.GET.get("move")
    if not wanted:
        return None
    try:
        asked_for = planned_of(engagement).filter(pk=UUID(wanted), appointment__isnull=False)
    except ValueError:
        return None
    moving = asked_for.first()
    if moving is None:
        raise no_longer_planned()
    return moving


def _done(request: HttpRequest, engagement: Engagement, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("guidance_sessions:pair", engagement_id=engagement.pk)


def _minutes(engagement: Engagement) -> int:
    return booking_rules_of(engagement.guide).minutes


def _free(engagement: Engagement, minutes: int, first: datetime):
    guide, learner = engagement.guide, engagement.learner
    return free_slots(guide, learner, minutes=minutes, first=first, last=first + AHEAD)


def _page(
    request: HttpRequest,
    engagement: Engagement,
    *,
    plan_form: PlanForm | None = None,
    proposal_form: ProposalForm | None = None,
    conflict: Conflict | None = None,
) -> HttpResponse:
    minutes, moving = _minutes(engagement), _moving(request, engagement)
    first = first_moment(request.POST.get("from") or request.GET.get("from", ""))
    days, later = by_day(_free(engagement, minutes, first))
    proposal = open_proposal_of(engagement)
    usual = {"move": moving.pk if moving else None}
    context = {
        "engagement": engagement,
        "is_guide": engagement.guide_id == request.user.pk,
        "other": engagement.other(request.user),
        "time_zone": time_zone_in_words(),
        "minutes": minutes,
        "moving": moving,
        "days": days,
        "later": later,
        "first": request.POST.get("from") or request.GET.get("from", ""),
        "why_none": "" if days else why_none(engagement.guide),
        "proposal": proposal,
        "proposed": times_ahead(proposal) if proposal else [],
        "picks": proposal is not None and proposal.proposed_by_id != request.user.pk,
        "plan_form": plan_form or PlanForm(usual_minutes=minutes, initial=usual),
        "proposal_form": proposal_form or ProposalForm(usual_minutes=minutes),
        "may_repeat": may_repeat(engagement.form) and not moving,
        "conflict": conflict,
        "clash": isinstance(conflict, SeriesClash),
    }
    context["form"] = proposal_form or context["plan_form"]
    status = 409 if conflict else 422 if context["form"].errors else 200
    return render(request, "guidance_sessions/times.html", context, status=status)
