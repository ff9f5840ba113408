"""Your program: a director's two-minute look (D1)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from fourfold_web.documents.queries import documents_state
from fourfold_web.programs.models import Program
from fourfold_web.reports.access import programs_with_figures_for
from fourfold_web.reports.actions import note_export
from fourfold_web.reports.csv_files import csv_response
from fourfold_web.reports.queries import waits_of
from fourfold_web.reports.queries_setup import setup_of
from fourfold_web.reports.sheets import NO_FIGURES, health_of, waiting_figures
from fourfold_web.reports.tables import health_rows
from fourfold_web.reports.views.chosen import chosen_program
from fourfold_web.shared.addresses import address

# Where the one thing to do about a figure is done.
ACTS = {
    "waiting": "reports:waiting",
    "not_meeting": "programs:forms_here",
    "documents": "documents:documents",
    "goals_first": "learning:program",
    "goals_moving": "techniques:overview",
    "switches": "learning:program",
}
# What waits, of one kind only.
WAITS = {"unsettled": "agreements", "feedback": "closings"}
# The other pages of a director, below what waits now; True for those about one program.
HUB = [
    ("Who is reached", "reports:coverage", True),
    ("Reports", "reports:reports", True),
    ("Measures", "measures:summary", False),
    ("Review summaries", "papers:snapshots", True),
    ("Your documents", "documents:documents", True),
    ("Need check", "need_checklist:need", True),
    ("Rules", "programs:rules", True),
    ("Learning", "learning:program", True),
    ("Library", "library:library", False),
]


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """What waits now, and the figures of Monday, each with one thing to do."""
    programs = programs_with_figures_for(request.user)
    program = chosen_program(request, programs)
    # Before the first pair the list of what to set up says what there is, and nothing is counted.
    setup = setup_of(program)
    documents = None if setup else documents_state(program)
    waits = waits_of(program, now=timezone.now(), has_pairs=not setup)
    waiting = waiting_figures(waits, documents)
    context = {
        "program": program,
        "programs": programs,
        "setup": setup,
        "waiting": waiting,
        "waits": sum(each.needs_act for each in waiting),
        "health": NO_FIGURES if setup else health_of(program),
        "acts": _acts(program),
        "hub": [
            (words, address(name, program=program.pk if is_about_one else None))
            for words, name, is_about_one in HUB
        ],
    }
    return render(request, "reports/health.html", context)


def _acts(program: Program) -> dict[str, str]:
    acts = {key: address(name, program=program.pk) for key, name in ACTS.items()}
    of_kind = {key: f"{address('reports:waiting')}?kind={kind}" for key, kind in WAITS.items()}
    return acts | of_kind


@require_POST
def health_csv(request: HttpRequest) -> HttpResponse:
    """The same figures as a file; who takes it is written down."""
    program = chosen_program(request, programs_with_figures_for(request.user))
    note_export(by=request.user, program=program, what="health_csv")
    return csv_response(health_rows(health_of(program)), "program")
