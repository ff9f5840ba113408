"""One first talk or office hour: when, with whom, what for; move it, cancel it, go on from it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fourfold_web.appointments import actions
from fourfold_web.appointments.access import appointments_visible_to, guides_open_to
from fourfold_web.appointments.days import zone_in_words
from fourfold_web.appointments.models import Appointment
from fourfold_web.engagements.access import may_read_words, requests_visible_to
from fourfold_web.engagements.models import GuidanceRequest


def appointment(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """What the two agreed on, for both."""
    shown = _appointment(request, appointment_id)
    if request.method == "POST":
        return _answer(request, shown)
    asked_for = _asked_for(request, shown)
    agreement = getattr(asked_for, "agreement", None)
    may_read = asked_for is not None and may_read_words(request.user, asked_for)
    is_learner = shown.learner_id == request.user.pk
    context = {
        "appointment": shown,
        "words": asked_for.text if may_read else shown.words,
        "other": shown.other(request.user),
        "is_learner": is_learner,
        "is_over": shown.ends_at <= timezone.now(),
        "has_begun": shown.starts_at <= timezone.now(),
        "asked_for": asked_for,
        "engagement": getattr(agreement, "engagement", None),
        "membership": _open_again(shown) if is_learner else None,
        "time_zone": zone_in_words(),
    }
    return render(request, "appointments/appointment.html", context)


def _answer(request: HttpRequest, shown: Appointment) -> HttpResponse:
    other = shown.other(request.user)
    if who := request.POST.get("missed"):
        missed_by = other if who == "other" else request.user
        actions.mark_missed(by=request.user, appointment=shown, missed_by=missed_by)
        messages.success(request, "Noted. That happens.")
    elif "cancel" in request.POST:
        actions.cancel_appointment(by=request.user, appointment=shown)
        messages.success(request, f"Cancelled. {other.first_name} gets a mail.")
    return redirect("appointments:appointment", appointment_id=shown.pk)


def _appointment(request: HttpRequest, appointment_id: UUID) -> Appointment:
    mine = appointments_visible_to(request.user).select_related(
        "guide", "learner", "program", "cancelled_by"
    )
    return get_object_or_404(mine, pk=appointment_id)


def _asked_for(request: HttpRequest, shown: Appointment) -> GuidanceRequest | None:
    """The request that went along, for whoever may still read it."""
    readable = requests_visible_to(request.user).select_related("program", "agreement__engagement")
    return readable.filter(pk=shown.guidance_request_id).first()


def _open_again(shown: Appointment):
    """Where the learner books another time with this guide, while the guide opens any."""
    return guides_open_to(shown.learner).filter(person=shown.guide, program=shown.program).first()
