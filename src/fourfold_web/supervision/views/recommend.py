"""A supervisor sends a recommendation to a learner of theirs, and does not see it again."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.openness import three_way
from fourfold_web.supervision import actions
from fourfold_web.supervision.access import supervisions_to_recommend_in
from fourfold_web.supervision.forms import RecommendForm


@require_http_methods(["GET", "HEAD", "POST"])
def recommend(request: HttpRequest, supervision_id: UUID) -> HttpResponse:
    """Write and send. The page is the same for every learner, with a mentor or without."""
    mine = supervisions_to_recommend_in(request.user).select_related("learner", "program")
    supervision = mine.filter(pk=supervision_id).first()
    if supervision is None:
        raise Http404
    people = (request.user.name, supervision.learner.name)
    form = RecommendForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        actions.recommend_to(supervisor=request.user, supervision=supervision, words=words)
        messages.success(request, f"Sent to {supervision.learner.first_name}, and to nobody else.")
        return redirect("reports:supervision")
    context = {
        "learner": supervision.learner,
        "form": form,
        "three_way": three_way(FormOfGuidance.MENTORING),
    }
    return render(
        request, "supervision/recommend.html", context, status=422 if form.is_bound else 200
    )
