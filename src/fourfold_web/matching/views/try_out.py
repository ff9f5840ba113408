"""Two runs side by side, and one change tried out on a run."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fourfold_web.matching import actions
from fourfold_web.matching.access import runs_visible_to
from fourfold_web.matching.forms import TryForm
from fourfold_web.matching.models import Run
from fourfold_web.matching.queries import runs_of
from fourfold_web.matching.shown import change_in_words, moved_between, totals
from fourfold_web.matching.views.rounds import guides_of, open_needs_of, uuid_in


@require_safe
def compare(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """This run beside another, or beside what was tried out on it: totals, and who moves."""
    run = get_object_or_404(runs_visible_to(request.user), pk=run_id)
    if not run.has_result:
        return redirect("matching:run", run_id=run.pk)
    others = runs_visible_to(request.user).filter(round=run.round_id, result__isnull=False)
    wanted = uuid_in(request.GET.get("with", ""))
    other = others.exclude(pk=run.pk).filter(pk=wanted).first() if wanted else None
    return side_by_side(request, run, other)


def side_by_side(request: HttpRequest, run: Run, other: Run | None) -> HttpResponse:
    """The page that sets one run beside another, or beside none yet."""
    context = {
        "run": run,
        "round": run.round,
        "heading": _heading(run, other),
        "other": other,
        "change": change_in_words(other) if other and other.based_on_id else "",
        "totals": totals(run, other) if other else [],
        "moved": moved_between(run, other) if other else [],
        "runs": runs_of(run.round).filter(result__isnull=False).exclude(pk=run.pk)[:10],
        "trials": [(each, change_in_words(each)) for each in _trials(run)],
    }
    return render(request, "matching/compare.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def try_out(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """One change: sending it starts a trial, whose outcome is shown beside the run."""
    run = get_object_or_404(runs_visible_to(request.user), pk=run_id)
    found = run.round
    form = TryForm(
        request.POST or None,
        needs=open_needs_of(found),
        guides=guides_of(found),
        initial={name: request.GET.get(name) for name in ("kind", "need", "guide")},
    )
    if request.method == "POST" and form.is_valid():
        change = form.to_change()
        settings = run.to_settings()
        if not change:
            settings = replace(settings, coverage=form.cleaned_data["coverage"])
        trial = actions.try_out(by=request.user, run=run, change=change, settings=settings)
        return redirect("matching:run", run_id=trial.pk)
    context = {"run": run, "round": found, "form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "matching/try_out.html", context, status=status)


def _heading(run: Run, other: Run | None) -> str:
    if other is None:
        return f"{run.label} beside another"
    return (
        f"What if, beside {run.label}" if other.based_on_id else f"{run.label} beside {other.label}"
    )


def _trials(run: Run) -> list[Run]:
    return list(run.trials.filter(result__isnull=False).defer("problem").order_by("-number")[:10])
