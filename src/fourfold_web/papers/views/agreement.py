"""The agreement on one sheet, for either side."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from fourfold_web.engagements.access import agreements_visible_to, grants_on_agreement
from fourfold_web.engagements.queries import versions_of
from fourfold_web.papers.papers import agreement_paper
from fourfold_web.papers.views.files import pdf_response


@require_safe
def agreement(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The words that hold; 404 as long as nobody has written any."""
    mine = agreements_visible_to(request.user).select_related(
        "guidance_request__learner",
        "guidance_request__guide",
        "guidance_request__program",
        "engagement",
    )
    found = get_object_or_404(mine, guidance_request=request_id)
    versions = versions_of(found)
    if not versions or "read" not in grants_on_agreement(request.user, found):
        raise Http404
    return pdf_response(agreement_paper(found, versions), "agreement")
