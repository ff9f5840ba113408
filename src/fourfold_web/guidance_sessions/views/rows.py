"""Looking up the meeting of an address; who may not see or do it gets 404."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from fourfold_web.guidance_sessions.access import may_lead, may_take_part, sessions_visible_to
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.guidance_sessions.queries import whole


def visible_session(request: HttpRequest, session_id: UUID) -> GuidanceSession:
    """The meeting, with all that its pages read."""
    return get_object_or_404(whole(sessions_visible_to(request.user)), pk=session_id)


def shared_session(request: HttpRequest, session_id: UUID) -> GuidanceSession:
    """The meeting, for a party that may still add to it."""
    found = visible_session(request, session_id)
    if not may_take_part(request.user, found):
        raise Http404
    return found


def led_session(request: HttpRequest, session_id: UUID) -> GuidanceSession:
    """The meeting, for its guide."""
    found = visible_session(request, session_id)
    if not may_lead(request.user, found):
        raise Http404
    return found


def page_of(request: HttpRequest, guidance_session: GuidanceSession) -> dict:
    """What every page of one meeting shows: the two, the way back, help in distress."""
    engagement = guidance_session.engagement
    return {
        "guidance_session": guidance_session,
        "engagement": engagement,
        "is_guide": engagement.guide_id == request.user.pk,
        "other": engagement.other(request.user),
        "crisis_contact": engagement.program.crisis_contact,
        "time_zone": time_zone_in_words(),
    }


def time_zone_in_words() -> str:
    """The person's time zone, in which moments are shown and typed: “America/New York”."""
    return timezone.get_current_timezone_name().replace("_", " ")
