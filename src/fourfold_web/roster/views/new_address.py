"""A program's list has another address for somebody: they say yes or no, and show that they read
it (B-1)."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fourfold.issues import FourfoldError
from fourfold_web.roster import actions
from fourfold_web.roster.forms import AddressCodeForm, SeenAddressForm
from fourfold_web.roster.models import NewAddress


@require_http_methods(["GET", "HEAD", "POST"])
def new_address(request: HttpRequest) -> HttpResponse:
    """The address that waits for the reader's word, if any."""
    if request.method == "POST":
        return _answer(request)
    return _page(request)


def _answer(request: HttpRequest) -> HttpResponse:
    seen = SeenAddressForm(request.POST)
    answer = request.POST.get("answer")
    if not seen.is_valid() or answer not in ("yes", "no", "code"):
        raise BadRequest("Answer with yes, no or the code, for the address on the page.")
    if answer == "code":
        return _take(request)
    of = {"by": request.user, "asked_id": seen.cleaned_data["asked"]}
    email = seen.cleaned_data["seen_address"]
    if answer == "no":
        actions.keep_address(**of, email=email)
        messages.success(request, f"You keep {request.user.email}.")
        return redirect("home")
    try:
        actions.send_code(**of, email=email)
    except FourfoldError as refusal:
        messages.error(request, str(refusal))
    return redirect("roster:new_address")


def _take(request: HttpRequest) -> HttpResponse:
    form = AddressCodeForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    asked_id, email, code = (form.cleaned_data[name] for name in ("asked", "seen_address", "code"))
    if not actions.may_try(asked_id=asked_id):
        form.add_error("code", "Too many tries. Wait some minutes, and type the newest code.")
        return _page(request, form, 429)
    try:
        actions.take_address(by=request.user, asked_id=asked_id, email=email, code=code)
    except FourfoldError as refusal:
        form.add_error("code", str(refusal))
        return _page(request, form, 422)
    messages.success(request, f"From now on you sign in with {email}.")
    return redirect("home")


def _page(
    request: HttpRequest, form: AddressCodeForm | None = None, status: int = 200
) -> HttpResponse:
    waiting = NewAddress.objects.filter(person=request.user, declined_at=None)
    asked = waiting.select_related("program").first()
    context = {"asked": asked, "form": form or AddressCodeForm(), "sent_form": form}
    return render(request, "roster/new_address.html", context, status=status)
