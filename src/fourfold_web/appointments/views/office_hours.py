"""What a guide opens for learners to book straight."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fourfold_web.appointments import actions
from fourfold_web.appointments.access import guide_memberships_of
from fourfold_web.appointments.days import zone_in_words
from fourfold_web.appointments.forms import OfficeHoursForm
from fourfold_web.appointments.models import OfficeHours
from fourfold_web.appointments.queries import first_talk_in_words, other_appointments_of


def office_hours(request: HttpRequest) -> HttpResponse:
    """Office hours and first talks, and who has booked them."""
    memberships = guide_memberships_of(request.user)
    if not memberships:
        raise Http404
    form = OfficeHoursForm(memberships=memberships)
    if request.method == "POST":
        if "close" in request.POST:
            return _close(request)
        if {"offer", "stop"} & set(request.POST):
            return _offer(request)
        form = OfficeHoursForm(request.POST, memberships=memberships)
        if form.is_valid():
            actions.open_office_hours(guide=request.user, **form.to_hours())
            messages.success(request, "Opened. Learners of the program can book now.")
            return redirect("appointments:office_hours")
    context = {
        "memberships": memberships,
        "booked": other_appointments_of(request.user),
        "form": form,
        "first_talk": first_talk_in_words(),
        "time_zone": zone_in_words(),
    }
    status = 422 if form.errors else 200
    return render(request, "appointments/office_hours.html", context, status=status)


def _close(request: HttpRequest) -> HttpResponse:
    mine = OfficeHours.objects.filter(membership__in=guide_memberships_of(request.user))
    closed = get_object_or_404(mine, pk=_id(request.POST["close"]))
    actions.close_office_hours(guide=request.user, office_hours=closed)
    messages.success(request, "Closed. What is booked already stands.")
    return redirect("appointments:office_hours")


def _offer(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("offer") or request.POST.get("stop")
    membership = get_object_or_404(guide_memberships_of(request.user), pk=_id(wanted))
    actions.offer_discovery(
        guide=request.user, membership=membership, offers="offer" in request.POST
    )
    messages.success(request, "Kept.")
    return redirect("appointments:office_hours")


def _id(typed: str | None) -> UUID | None:
    try:
        return UUID(typed or "")
    except ValueError:
        return None
