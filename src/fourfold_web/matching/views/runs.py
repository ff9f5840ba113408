"""One run: how far it is, what it proposes, and why one learner got whom they got."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from fourfold_web.matching import actions
from fourfold_web.matching.access import proposals_visible_to, runs_visible_to
from fourfold_web.matching.alternatives import alternatives_of
from fourfold_web.matching.models import Run, RunState
from fourfold_web.matching.queries import blocks_of, is_slow, runs_of
from fourfold_web.matching.shown import (
    change_in_words,
    failure_in_words,
    load_bars,
    notices_of,
    rank_rows,
    without_guide,
)
from fourfold_web.matching.views.try_out import side_by_side

PER_PAGE = 25


@require_safe
def run_page(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """What the run proposes, or how far it is, or why it came to nothing."""
    run = get_object_or_404(runs_visible_to(request.user), pk=run_id)
    if run.is_open:
        return render(request, "matching/progress.html", _progress(run))
    if not run.has_result:
        context = {
            "run": run,
            "round": run.round,
            "change": _change(run),
            "reason": failure_in_words(run),
        }
        return render(request, "matching/failed.html", context)
    if run.based_on_id:
        return side_by_side(request, run.based_on, run)
    return render(request, "matching/run.html", _outcome(request, run))


@require_safe
def progress(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """How far it is, for the page that waits; it is led on when there is an outcome."""
    try:
        run = get_object_or_404(runs_visible_to(request.user), pk=run_id)
    except Http404:
        if not request.htmx:
            raise
        # A page that waits must not ask for ever; htmx follows the header of a 404 too.
        return HttpResponse(status=404, headers={"HX-Redirect": reverse("home")})
    if request.htmx and run.is_open:
        return render(request, "matching/progress.html#steps", _progress(run))
    if request.htmx:
        return HttpResponseClientRedirect(reverse("matching:run", args=[run.pk]))
    return redirect("matching:run", run_id=run.pk)


@require_POST
def stop(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Let a run go that waits or works, or ask for its work once more."""
    run = get_object_or_404(runs_visible_to(request.user), pk=run_id)
    if "again" in request.POST:
        actions.run_again(by=request.user, run=run)
        return redirect("matching:run", run_id=run.pk)
    actions.stop_run(by=request.user, run=run)
    messages.success(request, "Stopped. Nothing was proposed.")
    return redirect("matching:round", round_id=run.round_id)


@require_safe
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Why this need got this guide, and why not somebody else."""
    found = get_object_or_404(proposals_visible_to(request.user), pk=proposal_id)
    run = found.run
    [found] = without_guide([found])
    context = {
        "proposal": found,
        "run": run,
        "round": run.round,
        "alternatives": alternatives_of(found),
        "may_rule": _may_rule(run) and found.guidance_request_id is None,
    }
    return render(request, "matching/proposal.html", context)


def _outcome(request: HttpRequest, run: Run) -> dict:
    proposals = run.proposals.select_related("need__learner", "guide")
    pairs, nobody = proposals.filter(guide__isnull=False), proposals.filter(guide=None)
    page = Paginator(pairs, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "run": run,
        "round": run.round,
        "totals": run.result["totals"],
        "notices": notices_of(run),
        "page": page,
        "nobody": without_guide(nobody),
        "left_out": pairs.exclude(left_out=""),
        "loads": load_bars(run),
        "idle": sum(1 for row in run.result["loads"] if not row["load"] and row["capacity"]),
        "ranks": rank_rows(run),
        "frontier": run.result["frontier"],
        "trials": run.trials.filter(result__isnull=False).order_by("-number")[:5],
        "others": runs_of(run.round).filter(result__isnull=False).exclude(pk=run.pk)[:10],
        "may_publish": run.state == RunState.DONE and run.round.is_open,
        "may_rule": _may_rule(run),
        "settings": run.to_settings(),
    }


def _may_rule(run: Run) -> bool:
    return run.round.is_open and run.state != RunState.SUPERSEDED


def _progress(run: Run) -> dict:
    done, of = blocks_of(run)
    return {
        "run": run,
        "round": run.round,
        "done": done,
        "of": of,
        "is_slow": is_slow(run, now=timezone.now()),
        "change": _change(run),
    }


def _change(run: Run) -> str:
    return change_in_words(run) if run.based_on_id else ""
