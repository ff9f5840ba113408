"""What a run is asked to do."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from fourfold_web.matching import actions
from fourfold_web.matching.access import rounds_visible_to
from fourfold_web.matching.forms import SettingsForm, settings_values
from fourfold_web.matching.inputs import groups_of
from fourfold_web.matching.queries import placed_in, runs_of
from fourfold_web.matching.run_settings import RunSettings


@require_http_methods(["GET", "HEAD", "POST"])
def new_run(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """The settings, beginning with those of the last run; sending them starts it."""
    found = get_object_or_404(rounds_visible_to(request.user), pk=round_id)
    last = runs_of(found).first()
    groups = groups_of(found)
    settings = last.to_settings() if last else RunSettings()
    form = SettingsForm(
        request.POST or None, groups=groups, initial=settings_values(settings, groups)
    )
    if request.method == "POST" and form.is_valid():
        run = actions.start_run(by=request.user, matching_round=found, settings=form.to_settings())
        return redirect("matching:run", run_id=run.pk)
    done = runs_of(found).filter(result__isnull=False).first()
    context = {
        "round": found,
        "form": form,
        "frontier": done.result["frontier"] if done else [],
        "frontier_of": done,
        "placed": placed_in(found).count(),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "matching/new_run.html", context, status=status)
