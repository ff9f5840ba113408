"""How far new programs are set up: a part of a director's home page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fourfold_web.reports.access import programs_with_figures_for
from fourfold_web.reports.queries_setup import needed, setup_of


@require_safe
def setup(request: HttpRequest) -> HttpResponse:
    """One card for each program in which no pair has begun; nothing for the others."""
    programs = programs_with_figures_for(request.user)
    if not programs:
        raise Http404
    cards = [
        {"program": program, "steps": steps, "done": sum(each.is_done for each in steps)}
        for program in programs
        if (steps := needed(setup_of(program)))
    ]
    context = {"cards": cards, "several": len(programs) > 1}
    return render(request, "reports/setup.html", context)
