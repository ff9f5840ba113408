"""After a first talk: what somebody took from it, for themselves alone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from fourfold_web.wishes import actions
from fourfold_web.wishes.access import first_talks_of, impression_of
from fourfold_web.wishes.forms import ImpressionForm
from fourfold_web.wishes.models import GoesOn


@require_http_methods(["GET", "HEAD", "POST"])
def impression(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Would I go on with this person, and a note."""
    talks = first_talks_of(request.user).select_related("learner", "guide", "program")
    talk = get_object_or_404(talks, pk=appointment_id)
    is_guide = request.user.pk == talk.guide_id
    kept = impression_of(request.user, talk)
    initial = {"goes_on": kept.goes_on, "remember": kept.note} if kept else None
    form = ImpressionForm(request.POST or None, initial=initial)
    back = "wishes:guiding" if is_guide else "wishes:needs"
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.keep_impression(
            by=request.user, talk=talk, goes_on=GoesOn(given["goes_on"]), note=given["remember"]
        )
        messages.success(request, "Kept for you alone.")
        return redirect(back)
    other = talk.learner if is_guide else talk.guide
    context = {"form": form, "talk": talk, "other": other, "back": back}
    return render(request, "wishes/impression.html", context, status=422 if form.errors else 200)
