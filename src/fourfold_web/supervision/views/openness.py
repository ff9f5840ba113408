"""What stands between learner, guide and supervisor, in the same words for all three."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fourfold.guidance.openness import three_ways
from fourfold.programs.need_checklist import criteria


@require_safe
def openness(request: HttpRequest) -> HttpResponse:
    """The supervisor's part form by form, and coaching beside mentoring (G-94 to G-98)."""
    context = {"three_ways": three_ways(), "criteria": criteria()}
    return render(request, "supervision/openness.html", context)
