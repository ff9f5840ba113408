"""“Define your role”: say it in a made-up situation, and read what was there and what was not."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fourfold.learning.role_words import situations
from fourfold_web.learning.forms import RoleForm


def role(request: HttpRequest, situation_id: str = "") -> HttpResponse:
    """One situation. The words are read and shown again; nothing of them is kept."""
    found = situations().get(situation_id or next(iter(situations())))
    if found is None:
        raise Http404
    form = RoleForm(request.POST if request.method == "POST" else None, situation=found)
    is_read = request.method == "POST" and form.is_valid()
    names = list(situations())
    context = {
        "situation": found,
        "situations": situations().values(),
        "next_situation": situations()[names[(names.index(found.id) + 1) % len(names)]],
        "form": form,
        "reading": form.reading if is_read else None,
    }
    return render(request, "learning/role.html", context, status=422 if form.errors else 200)
