"""What holds for every page: signing in, its end after half a day, and the reader's time zone."""

import time
from datetime import timedelta
from urllib.parse import urlsplit

from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from fourfold_web.policy import route_rules
from fourfold_web.shared.typed import typed_words

LONGEST_SIGN_IN = timedelta(hours=12)
SIGNED_IN_AT = "signed_in_at"


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Ask whoever is signed out to sign in, and lose neither their words nor their place."""

    def handle_no_permission(self, request, view_func) -> HttpResponse:
        if request.htmx:
            # A part of a page asked. focus.js tells; the page and the words in it stay.
            return HttpResponse(status=401)
        sign_in = resolve_url(self.get_login_url(view_func))
        to_sign_in = redirect_to_login(page_to_return_to(request), sign_in)
        if request.method != "POST":
            return to_sign_in
        context = {"typed": typed_words(request), "sign_in_url": to_sign_in.url}
        return render(request, "people/signed_out.html", context, status=401)


def page_to_return_to(request: HttpRequest) -> str:
    """The address to open after sign-in: the one asked for, the page it was sent from, or home."""
    sent_from = request.headers.get("Referer", "") if request.method == "POST" else ""
    for address in (sent_from, request.build_absolute_uri()):
        if url_has_allowed_host_and_scheme(address, {request.get_host()}):
            here = urlsplit(address)
            if _opens(here.path):
                return f"{here.path}?{here.query}" if here.query else here.path
    return reverse("home")


def _opens(path: str) -> bool:
    try:
        rule = route_rules().get(resolve(path).view_name)
    except Resolver404:
        return False
    return rule is not None and not rule.post


class SignInEndsMiddleware:
    """Sign people out half a day after they signed in, whatever they did since.

    The session's own age would not do: every page that writes into the session renews it.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        since = request.session.get(SIGNED_IN_AT)
        if since is not None and time.time() - since > LONGEST_SIGN_IN.total_seconds():
            logout(request)
        response = self.get_response(request)
        # Set on the way out: the page that signs somebody in saves the session anyway.
        if request.user.is_authenticated and SIGNED_IN_AT not in request.session:
            request.session[SIGNED_IN_AT] = int(time.time())
        return response


class TimeZoneMiddleware:
    """Activate the signed-in person's time zone for the length of one request."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            timezone.activate(request.user.zone)
        else:
            timezone.deactivate()
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()
