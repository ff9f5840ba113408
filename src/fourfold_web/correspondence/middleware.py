"""One page opened by the link of a mail, without signing in."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fourfold_web.correspondence.links import PARAMETER, mail_of_token, opens_by_link


class ByLinkMiddleware:
    """Let a mail's link stand for its person on its one page, and nowhere else.

    No session begins: each request carries the token, in the address or in a form's hidden field.
    Looking acts on nothing, however often a mail scanner looks.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _token(request)
        if not token:
            return self.get_response(request)
        mail = mail_of_token(token, request.path)
        if mail is None and request.method in ("GET", "HEAD"):
            # Over or not ours: the same page after signing in.
            return redirect(request.path)
        if mail is None or mail.to == request.user:
            return self.get_response(request)
        return self._answer(request, token, mail.to)

    def _answer(self, request: HttpRequest, token: str, person) -> HttpResponse:
        signed_in, request.user, request.by_link = request.user, person, token
        try:
            response = self.get_response(request)
            if 300 <= response.status_code < 400:
                response = _stay(request, response)
        finally:
            # What is done on the way out must not take the link for a sign-in.
            request.user = signed_in
        response.headers["Cache-Control"] = "no-store"
        return response


def _token(request: HttpRequest) -> str:
    # What was sent is read only where a link may lead: other pages answer large files themselves.
    if request.method == "POST" and opens_by_link(request.path):
        return request.POST.get(PARAMETER, "") or request.GET.get(PARAMETER, "")
    return request.GET.get(PARAMETER, "") if request.method in ("GET", "HEAD") else ""


def _stay(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Back to the page with its token; where it would lead elsewhere, the end of the way."""
    goal = response.headers["Location"]
    if urlsplit(goal).path == request.path:
        return redirect(f"{request.path}?{urlencode({PARAMETER: request.by_link})}")
    context = {"goal": goal, "was_sent": request.method == "POST"}
    return render(request, "correspondence/by_link_end.html", context)
