"""The proof of a run, and the folder with which anybody can check it again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from fourfold_web.matching import actions
from fourfold_web.matching.access import runs_visible_to
from fourfold_web.matching.folder import folder_of
from fourfold_web.matching.models import Run
from fourfold_web.matching.shown import SOMEBODY, ids_in, names_of, with_names


@require_safe
def certificate(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """What was checked, with numbers, by code that shares nothing with the solvers."""
    run = get_object_or_404(runs_visible_to(request.user), pk=run_id)
    if not run.has_result:
        return redirect("matching:run", run_id=run.pk)
    return render(request, "matching/certificate.html", _context(run))


@require_POST
def folder(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The problem and its assignment as files: ids, scores and ranks, no name and no word."""
    run = get_object_or_404(runs_visible_to(request.user).defer(None), pk=run_id)
    if not run.has_result:
        return redirect("matching:run", run_id=run.pk)
    actions.note_download(by=request.user, run=run)
    answer = HttpResponse(folder_of(run), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="matching-run-{run.number}.zip"'
    return answer


def _context(run: Run) -> dict:
    found = run.certificate
    names = names_of(
        ids_in(found["sentences"], found["violations"], found["blocking"], found["prices"])
    )
    return {
        "run": run,
        "heading": f"Certificate of run {run.number}",
        "round": run.round,
        "sentences": [with_names(each, names) for each in found["sentences"]],
        "checks": found["checks"],
        "violations": [with_names(each, names) for each in found["violations"]],
        "prices": [(names.get(guide, SOMEBODY), price) for guide, price in found["prices"]],
        "blocking": [
            (names.get(learner, SOMEBODY), names.get(guide, SOMEBODY))
            for learner, guide in found["blocking"]
        ],
        "blocking_count": run.result["totals"]["blocking"],
    }
