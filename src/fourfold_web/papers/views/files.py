"""A finished paper as a download; no copy stays here or in a cache."""

from django.http import HttpResponse
from django.utils import timezone

from fourfold_web.papers.printing import Paper


def pdf_response(paper: Paper, name: str) -> HttpResponse:
    """The PDF under a file name that tells nobody who it is about."""
    response = HttpResponse(paper.pdf, content_type="application/pdf")
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
