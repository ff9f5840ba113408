"""Numbers for research, as REDCap reads them; only of pairs in which both said yes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from fourfold.programs.redcap import dictionary
from fourfold_web.measures.queries import all_instruments
from fourfold_web.reports import study
from fourfold_web.reports.access import programs_studied_by
from fourfold_web.reports.actions import note_export, take_study_file
from fourfold_web.reports.csv_files import csv_response
from fourfold_web.reports.views.chosen import chosen_program
from fourfold_web.shared.addresses import address


@require_POST
def study_dictionary(request: HttpRequest) -> HttpResponse:
    """The data dictionary, to be loaded into an empty REDCap project."""
    program = chosen_program(request, programs_studied_by(request.user))
    fields = study.study_fields(all_instruments())
    note_export(by=request.user, program=program, what="study_dictionary")
    return csv_response(dictionary(fields, form=study.FORM), "redcap-dictionary")


@require_POST
def study_rows(request: HttpRequest) -> HttpResponse:
    """The file of the last half-year; with too few pairs nothing leaves, and the page says so."""
    program = chosen_program(request, programs_studied_by(request.user))
    period = study.newest_final(program)
    kept = take_study_file(by=request.user, period=period) if period else None
    if kept is None or not kept.can_be_taken:
        messages.error(request, "Nothing was taken out. What is missing stands below.")
        return redirect(address("reports:reports", program=program.pk))
    return csv_response(kept.rows, "redcap-pairs")
