"""Stopping one kind of reminder, from the mail itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fourfold_web.correspondence.actions import stop_kind
from fourfold_web.correspondence.kinds import mail_kind
from fourfold_web.correspondence.links import person_and_kind


# Mail programs send the POST themselves (RFC 8058); the signed address is what allows it.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One button; looking stops nothing. 404 for an address that no mail of ours carries."""
    found = person_and_kind(token)
    if found is None:
        raise Http404
    person, kind = found
    if request.method == "POST":
        stop_kind(person=person, kind=kind)
    context = {"kind": mail_kind(kind), "is_stopped": request.method == "POST"}
    return render(request, "correspondence/stop.html", context)
