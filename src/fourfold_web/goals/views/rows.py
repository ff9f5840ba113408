"""Looking up the row of an address; who may not see or do it gets 404.

A step that comes after the end of a pair is a `Conflict`, as on the pages of a session.
"""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from fourfold_web.engagements.access import (
    engagements_visible_to,
    grants_on_engagement,
    grants_while_it_lasts,
)
from fourfold_web.engagements.conflicts import pair_has_ended
from fourfold_web.engagements.models import Engagement
from fourfold_web.goals.access import goals_of, pairs_to_share_with
from fourfold_web.goals.models import Goal, Shareable
from fourfold_web.goals.queries import whole


def own_goal(request: HttpRequest, goal_id: UUID) -> Goal:
    """The goal with all that its pages read, for its learner."""
    return get_object_or_404(whole(goals_of(request.user)), pk=goal_id)


def pair_for(request: HttpRequest, engagement_id: UUID, grant: str) -> Engagement:
    """The pair, for one of the two who has this grant on its goals."""
    mine = engagements_visible_to(request.user).select_related("learner", "guide", "program")
    found = get_object_or_404(mine, pk=engagement_id)
    if grant not in grants_on_engagement(request.user, found, "goals"):
        if grant not in grants_while_it_lasts(request.user, found, "goals"):
            raise Http404
        raise pair_has_ended()
    return found


def sharing(request: HttpRequest) -> dict:
    """What the sharing part of a page needs: the running pairs of this learner."""
    return {"pairs": list(pairs_to_share_with(request.user))}


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, also when that is nothing."""
    return request.POST if request.method == "POST" else None


def row_among(rows: QuerySet[Shareable], item_id: UUID) -> Shareable:
    """One of these rows, which are the person's own."""
    return get_object_or_404(rows, pk=item_id)
