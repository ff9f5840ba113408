"""Looking up the pair or the product of an address; who may not see or do it gets 404."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from fourfold_web.engagements.access import engagements_visible_to
from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions.views.rows import require
from fourfold_web.products.access import DATUM, grants_on, products_visible_to
from fourfold_web.products.models import Product


def pair_for(request: HttpRequest, engagement_id: UUID, grant: str) -> Engagement:
    """The pair, for who has this grant on its products; Conflict for what comes after its end."""
    mine = engagements_visible_to(request.user).select_related("learner", "guide")
    found = get_object_or_404(mine, pk=engagement_id)
    require(request, found, grant, DATUM)
    return found


def product_for(request: HttpRequest, product_id: UUID, grant: str) -> Product:
    """The product, for who has this grant on it."""
    found = get_object_or_404(products_visible_to(request.user), pk=product_id)
    if grant not in grants_on(request.user, found.engagement):
        raise Http404
    return found
