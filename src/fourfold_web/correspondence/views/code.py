"""The six digits of a mail, typed on a device that does not have the mail."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fourfold_web.correspondence import actions
from fourfold_web.correspondence.forms import CodeForm
from fourfold_web.correspondence.links import mail_of_code, path_with_token

LIMIT = "mail_code"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Lead to the page of the mail whose code this is.

    An unknown address, a wrong code and one whose time is over read the same.
    """
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form, 422 if form.is_bound else 200)
    email = form.cleaned_data["email"]
    if not _may_try(request, email):
        form.add_error(None, "Too many tries. Wait some minutes, or use the button in the mail.")
        return _page(request, form, 429)
    mail = mail_of_code(email, form.cleaned_data["code"])
    if mail is None:
        form.add_error(
            "code", "This code does not go with this address, or it is older than two weeks."
        )
        return _page(request, form, 422)
    ratelimit.clear(request, action=LIMIT)
    actions.clear_tries(email=email)
    return redirect(path_with_token(mail))


def _may_try(request: HttpRequest, email: str) -> bool:
    """By caller as sign-in counts them, in this process; by address in the database, for all."""
    if not ratelimit.consume(request, action=LIMIT):
        return False
    return actions.count_try(email=email, now=timezone.now())


def _page(request: HttpRequest, form: CodeForm, status: int) -> HttpResponse:
    return render(request, "correspondence/code.html", {"form": form}, status=status)
