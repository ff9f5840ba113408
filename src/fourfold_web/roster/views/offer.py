"""Stepping over to the guides: a learner offers to guide others (G-84)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fourfold.issues import FourfoldError
from fourfold_web.programs.access import memberships_of, named, programs_of
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.roster import actions
from fourfold_web.roster.forms import OfferForm
from fourfold_web.roster.models import GuideOffer


@require_http_methods(["GET", "HEAD", "POST"])
def offer_to_guide(request: HttpRequest) -> HttpResponse:
    """Say what one could be asked about and in which forms; see where the offer stands."""
    programs = programs_of(request.user, MembershipRole.LEARNER)
    program = named(programs, request.GET.get("program", ""))
    newest = GuideOffer.objects.filter(person=request.user, program=program).first()
    if request.method == "POST" and request.POST.get("do") == "withdraw":
        return _withdraw(request, newest)
    waiting = newest if newest and newest.waits else None
    form = OfferForm(request.POST or None, program=program, offer=waiting)
    if request.method == "POST" and form.is_valid():
        try:
            actions.offer_to_guide(by=request.user, program=program, **form.cleaned_data)
        except FourfoldError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Thank you. Your program hears of it and answers by mail.")
            return redirect(request.get_full_path())
    context = {
        "form": form,
        "program": program,
        "programs": programs,
        "offer": newest,
        "is_guide": _guides_in(request, program),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "roster/offer.html", context, status=status)


def _withdraw(request: HttpRequest, newest: GuideOffer | None) -> HttpResponse:
    if newest:
        actions.withdraw_offer(by=request.user, offer=newest)
    messages.success(request, "Taken back. You can offer again at any time.")
    return redirect(request.get_full_path())


def _guides_in(request: HttpRequest, program: Program) -> bool:
    return any(
        each.role == MembershipRole.GUIDE and each.program_id == program.pk
        for each in memberships_of(request.user)
    )
