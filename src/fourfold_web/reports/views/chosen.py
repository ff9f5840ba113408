"""Which program a director's page is about."""

from django.http import Http404, HttpRequest

from fourfold_web.programs.access import named
from fourfold_web.programs.models import Program
from fourfold_web.reports.models import PeriodFigures


def chosen_program(request: HttpRequest, programs: list[Program]) -> Program:
    """The one that the address names, else the first; 404 for none, or one that is not theirs."""
    wanted = (request.POST or request.GET).get("program", "")
    return named(programs, wanted)


def chosen_period(request: HttpRequest, program: Program) -> PeriodFigures | None:
    """The half-year that the address names, else the newest; None before one was counted."""
    kept = list(program.period_figures.select_related("program"))
    wanted = (request.POST or request.GET).get("period", "")
    found = [each for each in kept if not wanted or str(each.pk) == wanted]
    if wanted and not found:
        raise Http404
    return found[0] if found else None
