"""The four forms side by side; also the help page that every other page links to."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fourfold_web.pages.queries import attribute_rows


@login_not_required
def forms_of_guidance(request: HttpRequest) -> HttpResponse:
    """The table of attributes, then each form in detail."""
    return render(request, "pages/forms_of_guidance.html", {"rows": attribute_rows()})
