"""What a person reads when a page cannot be shown: what happened and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from fourfold_web.shared.typed import typed_words


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or what came with it made no sense.

    Static like the 500 page: the refused thing may be what a whole page needs, such as the host.
    """
    return HttpResponse(render_to_string("400.html"), status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a page that was open so long that its key no longer fits."""
    context = {
        "title": "This page was open too long",
        "text": "To keep you safe, we did not save what was sent.",
        "typed": typed_words(request),
        "steps": ["Open the page again, sign in if it asks you to, paste and send."],
    }
    return render(request, "pages/error.html", context, status=403)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but this is for somebody else."""
    context = {
        "title": "This page is not open to you",
        "text": "It belongs to other people or to another role in your program.",
        "steps": ["If you think you need it, ask your program director."],
    }
    return render(request, "pages/error.html", context, status=403)


def wrong_method(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: somebody opened an address that only takes what a button sends, or the other way."""
    context = {
        "title": "This page cannot be opened like this",
        "text": "Its address belongs to a button on another page.",
        "typed": typed_words(request),
        "steps": ["Go to the start, and find the page from there."],
    }
    page = render(request, "pages/error.html", context, status=405)
    page.headers["Allow"] = allowed
    return page


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or none that this person may know of. The words are the same for both."""
    context = {
        "title": "We cannot find this page",
        "text": "The address may be mistyped, or the page may be gone or not be yours to see.",
        "steps": [
            "Check the address.",
            "If you came from an email, sign in with the address it was sent to.",
        ],
    }
    return render(request, "pages/error.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, static on purpose: whatever broke must not be needed to say so."""
    return HttpResponse(render_to_string("500.html"), status=500)
