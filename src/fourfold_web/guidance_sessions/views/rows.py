"""Looking up the meeting of an address; who may not see or do it gets 404.

A step that comes after the end of the pair is a `Conflict`, so that the page which tells it shows
what was typed. Whoever only looks is led to the pair's page by the view.
"""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from fourfold_web.engagements.access import (
    engagements_visible_to,
    grants_on_engagement,
    grants_while_it_lasts,
)
from fourfold_web.engagements.conflicts import pair_has_ended
from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions.access import sessions_visible_to
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.guidance_sessions.queries import whole


def visible_pair(request: HttpRequest, engagement_id: UUID) -> Engagement:
    """The pair, with all that its pages read."""
    mine = engagements_visible_to(request.user).select_related(
        "learner", "guide", "program", "agreement", "watch"
    )
    return get_object_or_404(mine, pk=engagement_id)


def visible_session(request: HttpRequest, session_id: UUID) -> GuidanceSession:
    """The meeting, with all that its pages read."""
    return get_object_or_404(whole(sessions_visible_to(request.user)), pk=session_id)


def shared_session(request: HttpRequest, session_id: UUID) -> GuidanceSession:
    """The meeting, for the two who add to it."""
    found = visible_session(request, session_id)
    require(request, found.engagement, "write")
    return found


def led_session(request: HttpRequest, session_id: UUID) -> GuidanceSession:
    """The meeting, for its guide."""
    found = visible_session(request, session_id)
    require(request, found.engagement, "switch")
    return found


def require(
    request: HttpRequest, engagement: Engagement, grant: str, datum: str = "guidance_session"
) -> None:
    """404 for who never had this grant on the pair's `datum`, `Conflict` when it is too late."""
    if grant in grants_on_engagement(request.user, engagement, datum):
        return
    if grant not in grants_while_it_lasts(request.user, engagement, datum):
        raise Http404
    if request.method == "POST":
        raise pair_has_ended()


def page_of(request: HttpRequest, guidance_session: GuidanceSession) -> dict:
    """What every page of one meeting shows: the two, the way back, help in distress."""
    engagement = guidance_session.engagement
    return {
        "guidance_session": guidance_session,
        "engagement": engagement,
        "is_guide": engagement.guide_id == request.user.pk,
        "other": engagement.other(request.user),
        **engagement.program.contacts,
        "time_zone": time_zone_in_words(),
    }


def time_zone_in_words() -> str:
    """The person's time zone, in which moments are shown and typed: “America/New York”."""
    return timezone.get_current_timezone_name().replace("_", " ")
