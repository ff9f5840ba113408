"""One technique: reading it, saying whether it helped, taking it back, hiding it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from fourfold_web.programs.access import roles_of
from fourfold_web.programs.models import MembershipRole
from fourfold_web.techniques import actions
from fourfold_web.techniques.access import grants_on
from fourfold_web.techniques.forms import HideForm, TriedForm
from fourfold_web.techniques.models import Technique
from fourfold_web.techniques.views.rows import technique_for


@require_safe
def technique(request: HttpRequest, technique_id: UUID) -> HttpResponse:
    """What worked, what did not, and what others say."""
    return _page(request, technique_for(request, technique_id, "read"), HideForm())


@require_POST
def tried(request: HttpRequest, technique_id: UUID) -> HttpResponse:
    """Say whether it helped."""
    found = technique_for(request, technique_id, "look_back")
    form = TriedForm(request.POST)
    if form.is_valid():
        actions.say_tried(by=request.user, technique=found, helped=form.cleaned_data["it_helped"])
        messages.success(request, "Thank you. Only totals of five or more are shown.")
    else:
        messages.error(request, "Nothing was noted. Tap “It helped” or “It did not”.")
    return redirect("techniques:technique", technique_id=found.pk)


@require_POST
def withdraw(request: HttpRequest, technique_id: UUID) -> HttpResponse:
    """Take one's own technique back."""
    found = technique_for(request, technique_id, "withdraw")
    actions.withdraw_technique(by=request.user, technique=found)
    messages.success(request, "Taken back. It is deleted, with what others said of it.")
    return redirect("techniques:techniques" if _guides(request) else "home")


@require_POST
def hide(request: HttpRequest, technique_id: UUID) -> HttpResponse:
    """Take it off the page with a reason, or put it back."""
    found = technique_for(request, technique_id, "hide")
    if request.POST.get("do") == "show":
        actions.show_technique(by=request.user, technique=found)
        messages.success(request, "It is back on the page.")
        return redirect("techniques:technique", technique_id=found.pk)
    form = HideForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    reason = form.cleaned_data["why_hidden"]
    actions.hide_technique(by=request.user, technique=found, reason=reason)
    messages.success(request, "Hidden. Its author gets a mail and reads your reason.")
    return redirect("techniques:technique", technique_id=found.pk)


def _page(request: HttpRequest, found: Technique, form: HideForm) -> HttpResponse:
    mine = found.tried.filter(guide=request.user).first()
    context = {
        "technique": found,
        "grants": grants_on(request.user, found),
        "mine": mine,
        "form": form,
        "guides": _guides(request),
    }
    status = 422 if form.errors else 200
    return render(request, "techniques/technique.html", context, status=status)


def _guides(request: HttpRequest) -> bool:
    return MembershipRole.GUIDE in roles_of(request.user)
