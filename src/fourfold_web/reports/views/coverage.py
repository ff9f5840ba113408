"""Who is reached: access by cohort, site and form (D5)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from fourfold_web.reports.access import programs_with_figures_for
from fourfold_web.reports.actions import note_export
from fourfold_web.reports.csv_files import csv_response
from fourfold_web.reports.sheets import reach_of
from fourfold_web.reports.tables import reach_rows
from fourfold_web.reports.views.chosen import chosen_period, chosen_program


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """One half-year; the picker knows no other stretch of time, so that none can be subtracted."""
    programs = programs_with_figures_for(request.user)
    program = chosen_program(request, programs)
    period = chosen_period(request, program)
    context = {
        "program": program,
        "programs": programs,
        "period": period,
        "periods": program.period_figures.all(),
        "reach": reach_of(period) if period else None,
    }
    return render(request, "reports/coverage.html", context)


@require_POST
def coverage_csv(request: HttpRequest) -> HttpResponse:
    """The same tables as a file; who takes it is written down."""
    program = chosen_program(request, programs_with_figures_for(request.user))
    period = chosen_period(request, program)
    name = period.half_year.name if period else ""
    note_export(by=request.user, program=program, what="coverage_csv", period=name)
    return csv_response(reach_rows(reach_of(period) if period else None), "coverage")
