"""What supervisors recommended to a learner: theirs alone until they pass it on (B-4)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from fourfold_web.supervision import actions
from fourfold_web.supervision.access import passed_on_visible_to, recommendations_visible_to
from fourfold_web.supervision.conflicts import no_such_mentor
from fourfold_web.supervision.forms import PassOnForm
from fourfold_web.supervision.models import Recommendation
from fourfold_web.supervision.queries import RecommendationShown, own_recommendations, shown


@require_safe
def recommendations(request: HttpRequest) -> HttpResponse:
    """All of them, the newest first."""
    rows = own_recommendations(request.user)
    return render(request, "supervision/recommendations.html", {"rows": rows})


@require_safe
def recommendation(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    """One of them, and who else reads it."""
    found = shown(_own(request, recommendation_id))
    return _page(request, found, PassOnForm(pairs=found.could_read), 200)


@require_POST
def pass_on(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    """Let a mentor read it."""
    found = shown(_own(request, recommendation_id))
    if not found.could_read and request.POST.get("pair"):
        raise no_such_mentor()
    form = PassOnForm(request.POST, pairs=found.could_read)
    if not form.is_valid():
        return _page(request, found, form, 422)
    pair = form.to_pair()
    actions.pass_on(learner=request.user, recommendation=found.row, engagement=pair)
    messages.success(request, f"{pair.guide.first_name} can read it, until you take it back.")
    return redirect("supervision:recommendation", recommendation_id=found.row.pk)


@require_POST
def take_back(request: HttpRequest, passed_on_id: UUID) -> HttpResponse:
    """Close it to the mentor again."""
    row = get_object_or_404(passed_on_visible_to(request.user), pk=passed_on_id)
    recommendation_id = row.recommendation_id
    actions.take_back(learner=request.user, passed_on=row)
    messages.success(request, "Taken back. Only you can read it.")
    return redirect("supervision:recommendation", recommendation_id=recommendation_id)


def _own(request: HttpRequest, recommendation_id: UUID) -> Recommendation:
    mine = recommendations_visible_to(request.user).select_related("supervisor", "program")
    return get_object_or_404(mine, pk=recommendation_id)


def _page(
    request: HttpRequest, found: RecommendationShown, form: PassOnForm, status: int
) -> HttpResponse:
    context = {"shown": found, "row": found.row, "form": form}
    return render(request, "supervision/recommendation.html", context, status=status)
