"""The handout for mentees, to read or to print (G-127)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fourfold.learning import handout as core
from fourfold.learning.library import entry
from fourfold_web.library.queries import shown_of


@require_safe
def handout(request: HttpRequest) -> HttpResponse:
    """Six things on one page."""
    shown = core.handout()
    original = shown_of(entry(shown.entry))
    return render(request, "library/handout.html", {"handout": shown, "original": original})
