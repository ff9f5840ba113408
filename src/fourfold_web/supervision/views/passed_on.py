"""What a mentee passed on to their mentor."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fourfold_web.supervision.access import pair_of_mentor
from fourfold_web.supervision.queries import passed_on_to


@require_safe
def passed_on(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """A supervisor's recommendations, as long as the mentee lets the mentor read them."""
    pair = pair_of_mentor(request.user, engagement_id)
    if pair is None:
        raise Http404
    context = {"engagement": pair, "rows": passed_on_to(pair), **pair.program.contacts}
    return render(request, "supervision/passed_on.html", context)
