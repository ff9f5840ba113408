"""Publishing a run, after one more look at how many people will be told."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import pluralize
from django.views.decorators.http import require_http_methods

from fourfold_web.matching import actions
from fourfold_web.matching.access import runs_visible_to
from fourfold_web.matching.inputs import refused_now
from fourfold_web.matching.models import Run, RunState
from fourfold_web.matching.queries import persons_told_by


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Who will be told; sending the page tells them."""
    run = get_object_or_404(runs_visible_to(request.user), pk=run_id)
    if request.method == "POST":
        placed, left_out = actions.publish_run(by=request.user, run=run)
        messages.success(request, _said(placed, left_out))
        return redirect("matching:run", run_id=run.pk)
    if run.state != RunState.DONE or run.based_on_id or not run.round.is_open:
        messages.info(request, "This run cannot be published any more. Start a new one.")
        return redirect("matching:round", round_id=run.round_id)
    return render(request, "matching/publish.html", _context(run))


def _context(run: Run) -> dict:
    learners, guides = persons_told_by(run)
    pairs = run.proposals.filter(guide__isnull=False).select_related("need__learner", "guide")
    refused = refused_now(run.round, pairs)
    return {
        "run": run,
        "heading": f"Publish run {run.number}?",
        "round": run.round,
        "pairs": len(pairs),
        "learners": learners,
        "guides": guides,
        "people": learners + guides,
        "nobody": run.proposals.filter(guide=None).count(),
        "refused": [(each, refused[each.pk].label) for each in pairs if each.pk in refused],
    }


def _said(placed: int, left_out: int) -> str:
    said = f"Published: {placed} pair{pluralize(placed)}. Both of each hear of it by mail."
    if left_out:
        said += f" {left_out} stayed unpublished; you find them below with the cause."
    return said
