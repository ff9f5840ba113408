"""Who sees what, generated from the policy that also decides it (B-1)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fourfold_web.pages.queries import visibility_rows


@login_not_required
def who_sees_what(request: HttpRequest) -> HttpResponse:
    """One row for each kind of data: what is kept today, then what is planned."""
    rows = visibility_rows()
    parts = [
        ("", [row for row in rows if not row.datum.planned]),
        ("Not there yet", [row for row in rows if row.datum.planned]),
    ]
    return render(request, "pages/who_sees_what.html", {"parts": parts})
