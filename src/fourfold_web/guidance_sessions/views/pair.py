"""The page of a pair: what comes next, what is to do, what was agreed, meetings so far."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fourfold.guidance import cycle
from fourfold.guidance.agreement import is_single_session, one_line
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements.access import grants_on_engagement
from fourfold_web.engagements.models import Engagement
from fourfold_web.engagements.queries import versions_of
from fourfold_web.goals.queries import open_steps_of
from fourfold_web.guidance_sessions.duty import prompt_for
from fourfold_web.guidance_sessions.queries import Meeting, agreed_terms, held_by, meeting
from fourfold_web.guidance_sessions.views.planning import planning_of
from fourfold_web.guidance_sessions.views.rows import time_zone_in_words, visible_pair
from fourfold_web.shared.first_rows import first_rows

# The page tells what was last; the rest is one link away.
MOST, MOST_STEPS = 10, 4


def pair(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """The relation on one page, for both."""
    engagement = visible_pair(request, engagement_id)
    opened = first_rows(held_by(engagement), None if "all" in request.GET else MOST)
    held = [meeting(row) for row in opened.rows]
    context = {
        "engagement": engagement,
        "is_guide": engagement.guide_id == request.user.pk,
        "other": engagement.other(request.user),
        **engagement.program.contacts,
        "time_zone": time_zone_in_words(),
        "held": held,
        "are_more": opened.are_more,
        "running": next((each for each in held if each.state == "open"), None),
        "has_rounds": engagement.form in cycle.FORMS,
        "has_products": engagement.form == FormOfGuidance.MENTORING,
        **_may(request, engagement),
        **_agreed(engagement),
        **planning_of(engagement, request.user),
    }
    context |= _to_do(request, engagement, held, context.get("planned", []))
    return render(request, "guidance_sessions/pair.html", context)


def _may(request: HttpRequest, engagement: Engagement) -> dict:
    grants = grants_on_engagement(request.user, engagement, "guidance_session")
    return {"may_write": "write" in grants, "may_lead": "switch" in grants}


def _agreed(engagement: Engagement) -> dict:
    versions = versions_of(engagement.agreement)
    terms = agreed_terms(versions)
    return {
        "terms": terms,
        "one_line": one_line(terms) if terms and is_single_session(terms) else "",
        "in_question": bool(versions) and not versions[-1].is_settled,
    }


def _to_do(
    request: HttpRequest, engagement: Engagement, held: list[Meeting], planned: list
) -> dict:
    """The open steps, and at most one thing that the page says beside the next meeting."""
    now = timezone.now()
    steps = list(open_steps_of(engagement))
    is_quiet = _is_quiet(engagement, now) and not planned
    prompt = prompt_for(
        request.user,
        engagement,
        now=now,
        held=[each.row for each in held],
        planned=planned,
        open_steps=sum(step.owner.pk == engagement.learner_id for step in steps),
    )
    return {
        "steps": steps[:MOST_STEPS],
        "more_steps": len(steps[MOST_STEPS:]),
        "today": timezone.localdate(),
        "is_paused": engagement.is_paused(now),
        "is_quiet": is_quiet,
        "prompt": None if is_quiet else prompt,
    }


def _is_quiet(engagement: Engagement, now: datetime) -> bool:
    """Whether the two were told that they have not met for longer than planned."""
    watch = getattr(engagement, "watch", None)
    return bool(watch and watch.told_at) and not engagement.is_paused(now) and engagement.is_active
