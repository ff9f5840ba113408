"""One screen on one form, for the minute before it is used."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold.learning.lessons import lesson_on
from fourfold.learning.refreshers import refresher
from fourfold_web.learning.forms import ChecksForm


def form_refresher(
    request: HttpRequest, form_of_guidance: str = FormOfGuidance.ADVISING
) -> HttpResponse:
    """Three things to do, two traps, three ways to begin, one question."""
    if form_of_guidance not in tuple(FormOfGuidance):
        raise Http404
    found = refresher(form_of_guidance)
    form = ChecksForm(request.POST if request.method == "POST" else None, checks=[found.check])
    context = {
        "refresher": found,
        "profile": profile(form_of_guidance),
        "lesson": lesson_on(form_of_guidance),
        "form": form,
        "is_answered": request.method == "POST" and form.is_valid(),
    }
    return render(request, "learning/refresher.html", context, status=422 if form.errors else 200)
