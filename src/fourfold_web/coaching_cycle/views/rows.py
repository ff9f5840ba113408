"""Looking up the pair of an address; who may not see or do it gets 404."""

from uuid import UUID

from django.http import HttpRequest

from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions.views.rows import require, visible_pair

ROUND = "coaching_round"


def pair_for(request: HttpRequest, engagement_id: UUID, grant: str) -> Engagement:
    """The pair, for who has this grant on its rounds."""
    found = visible_pair(request, engagement_id)
    require(request, found, grant, ROUND)
    return found
