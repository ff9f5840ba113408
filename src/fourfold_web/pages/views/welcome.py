"""The first page: what Fourfold is for, before anybody signs in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def welcome(request: HttpRequest) -> HttpResponse:
    """The promise, the four forms at a glance, and who sees what."""
    return render(request, "pages/welcome.html")
