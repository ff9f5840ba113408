"""Reports and exports: the half-year for an accreditor, and who took what out (D8)."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from fourfold.programs.half_years import half_year_of
from fourfold.programs.health import answers
from fourfold_web.papers.printing import printed
from fourfold_web.papers.views.files import pdf_response
from fourfold_web.programs.models import Program
from fourfold_web.reports.access import programs_studied_by, programs_with_figures_for
from fourfold_web.reports.actions import note_export
from fourfold_web.reports.csv_files import csv_response
from fourfold_web.reports.exports import exports_of
from fourfold_web.reports.models import PeriodFigures, StudyFile
from fourfold_web.reports.report import report_data
from fourfold_web.reports.sheets import NO_FIGURES, Health, health_of, reach_of
from fourfold_web.reports.study import newest_final
from fourfold_web.reports.tables import health_rows, reach_rows
from fourfold_web.reports.views.chosen import chosen_period, chosen_program

PAGES = 4


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What can be taken out, which standard it answers, and who took what out so far."""
    programs = programs_with_figures_for(request.user)
    program = chosen_program(request, programs)
    period = newest_final(program)
    context = {
        "program": program,
        "programs": programs,
        "periods": program.period_figures.all(),
        "answers": answers(),
        "may_study": program in programs_studied_by(request.user),
        "study_period": period,
        "study_file": StudyFile.objects.filter(period=period).first(),
        "exports": exports_of(program),
    }
    return render(request, "reports/reports.html", context)


@require_POST
def report_pdf(request: HttpRequest) -> HttpResponse:
    """The report of one half-year as a tagged PDF."""
    program = chosen_program(request, programs_with_figures_for(request.user))
    period = chosen_period(request, program)
    now = timezone.now()
    reach = reach_of(period) if period else None
    data = report_data(program, _health(program, period), reach, now=now)
    paper = printed("program", data, at=now, pages=PAGES)
    _note(request, program, period, "report_pdf")
    return pdf_response(paper, "program-report")


@require_POST
def report_csv(request: HttpRequest) -> HttpResponse:
    """The numbers of the same report."""
    program = chosen_program(request, programs_with_figures_for(request.user))
    period = chosen_period(request, program)
    reach = reach_of(period) if period else None
    health = _health(program, period)
    _note(request, program, period, "report_csv")
    figures = [*health_rows(health), []] if health.as_of else []
    return csv_response([*figures, *reach_rows(reach)], "program-report")


def _health(program: Program, period: PeriodFigures | None) -> Health:
    """The figures beside the half-year in which they were counted; beside an older one none."""
    found = health_of(program)
    if period is None or found.as_of is None:
        return NO_FIGURES
    last_day = timezone.localdate(found.as_of - timedelta(days=1))
    return found if period.half_year == half_year_of(last_day) else NO_FIGURES


def _note(request: HttpRequest, program, period, what: str) -> None:
    name = period.half_year.name if period else ""
    note_export(by=request.user, program=program, what=what, period=name)
