"""A learner meets a guide before anything is agreed: whom, when, and what to ask."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fourfold_web.appointments import actions
from fourfold_web.appointments.access import appointments_visible_to, guides_open_to
from fourfold_web.appointments.conflicts import TimeTaken
from fourfold_web.appointments.days import by_day, first_moment, moment_in, zone_in_words
from fourfold_web.appointments.forms import BookForm
from fourfold_web.appointments.models import Appointment, AppointmentKind
from fourfold_web.appointments.queries import first_talk_in_words, place_of
from fourfold_web.appointments.slots import times_of_kind
from fourfold_web.programs.access import roles_of
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.shared.conflict import Conflict

KINDS = (AppointmentKind.OFFICE_HOURS, AppointmentKind.DISCOVERY)


def meet(request: HttpRequest) -> HttpResponse:
    """The guides who open office hours or offer a first talk."""
    if MembershipRole.LEARNER not in roles_of(request.user):
        raise Http404
    context = {
        "guides": guides_open_to(request.user).prefetch_related("office_hours"),
        "first_talk": first_talk_in_words(),
    }
    return render(request, "appointments/meet.html", context)


def guide_times(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """What one guide has opened: tap a time, or join the waiting list."""
    membership = get_object_or_404(guides_open_to(request.user), pk=membership_id)
    if request.method == "GET":
        return _page(request, membership, BookForm())
    if "join" in request.POST:
        actions.join_waiting_list(learner=request.user, membership=membership)
        messages.success(request, "You are on the list. You get a mail when a time becomes free.")
        return redirect("appointments:guide_times", membership_id=membership.pk)
    if "leave" in request.POST:
        actions.leave_waiting_list(learner=request.user, membership=membership)
        messages.success(request, "You are no longer on the list.")
        return redirect("appointments:guide_times", membership_id=membership.pk)
    form = BookForm(request.POST)
    if not form.is_valid():
        return _page(request, membership, form)
    try:
        booked = _book(request, membership, form.cleaned_data["words"])
    except TimeTaken as conflict:
        return _page(request, membership, form, conflict)
    messages.success(request, "Booked. You both get it for your calendars.")
    return redirect("appointments:appointment", appointment_id=booked.pk)


def _book(request: HttpRequest, membership: Membership, words: str) -> Appointment:
    """Book the time that was tapped, or move what the learner has to it."""
    wanted, _, typed = request.POST.get("slot", "").partition(" ")
    moving = _moving(request, membership)
    # What is moved stays what it is, whatever the form says.
    kinds = [moving.kind] if moving else [each for each in KINDS if each == wanted]
    kind = AppointmentKind(kinds[0]) if kinds else AppointmentKind.OFFICE_HOURS
    at = moment_in(typed, times_of_kind(membership, request.user, kind, _first(request)))
    if at is None:
        raise TimeTaken("This time is no longer free", "Nothing was booked. Choose another one.")
    if moving:
        return actions.move_appointment(by=request.user, appointment=moving, starts_at=at)
    return actions.book_with_guide(
        learner=request.user, membership=membership, kind=kind, starts_at=at, words=words
    )


def _moving(request: HttpRequest, membership: Membership) -> Appointment | None:
    """What the learner has with this guide and looks for another time for."""
    wanted = request.POST.get("move") or request.GET.get("move")
    try:
        mine = appointments_visible_to(request.user).filter(pk=UUID(wanted or ""))
    except ValueError:
        return None
    return mine.filter(guide=membership.person, learner=request.user).first()


def _wanted(request: HttpRequest) -> str:
    """The day on which the page begins, as the address or the form names it."""
    return request.POST.get("from") or request.GET.get("from", "")


def _first(request: HttpRequest) -> datetime:
    return first_moment(_wanted(request))


def _page(
    request: HttpRequest, membership: Membership, form: BookForm, conflict: Conflict | None = None
) -> HttpResponse:
    moving = _moving(request, membership)
    kinds, first = [moving.kind] if moving else KINDS, _first(request)
    offered = [
        (kind, *by_day(times_of_kind(membership, request.user, kind, first))) for kind in kinds
    ]
    context = {
        "membership": membership,
        "guide": membership.person,
        "offered": [each for each in offered if each[1]],
        "first": _wanted(request),
        "place": place_of(request.user, membership),
        "moving": moving,
        "form": form,
        "conflict": conflict,
        "time_zone": zone_in_words(),
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "appointments/guide_times.html", context, status=status)
