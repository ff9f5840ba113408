"""The list of a pair's products, and taking one off it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from fourfold_web.products import actions
from fourfold_web.products.access import grants_on
from fourfold_web.products.views.rows import pair_for, product_for


@require_safe
def products(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """What came of this mentoring, for both."""
    engagement = pair_for(request, engagement_id, "read")
    context = {
        "engagement": engagement,
        "other": engagement.other(request.user),
        "products": engagement.products.all(),
        "grants": grants_on(request.user, engagement),
    }
    return render(request, "products/products.html", context)


@require_POST
def remove(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """Take one off the list."""
    found = product_for(request, product_id, "delete")
    actions.remove_product(by=request.user, product=found)
    messages.success(request, "Removed from the list.")
    return redirect("products:products", engagement_id=found.engagement_id)
