"""How a person wants to be called and to see the pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fourfold_web.people.actions import change_preferences
from fourfold_web.people.forms import PreferencesForm


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """The person's own settings; nobody else can open them."""
    person = request.user
    form = PreferencesForm(
        request.POST if request.method == "POST" else None,
        initial={"name": person.name, "time_zone": person.time_zone, "theme": person.theme},
    )
    if form.is_valid():
        change_preferences(person=person, **form.cleaned_data)
        messages.success(request, "Your settings are saved.")
        return redirect("preferences")
    return render(
        request, "people/preferences.html", {"form": form}, status=422 if form.is_bound else 200
    )
