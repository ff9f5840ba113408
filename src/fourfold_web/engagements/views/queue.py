"""The guide's queue: who waits for an answer, what is still to settle, and one's own room."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from fourfold_web.engagements.access import may_read_words
from fourfold_web.engagements.forms import RoomForm
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.engagements.queries import queue_of, settling_of, wait_for
from fourfold_web.engagements.room import with_taken
from fourfold_web.programs.access import roles_of
from fourfold_web.programs.actions import set_room
from fourfold_web.programs.models import Membership, MembershipRole


def queue(request: HttpRequest) -> HttpResponse:
    """Requests that wait for this guide, longest first, readable before any commitment."""
    return _page(request)


@require_POST
def room(request: HttpRequest) -> HttpResponse:
    """Keep how many people the guide takes on in one program, and whether anybody new at all."""
    form = RoomForm(request.POST, memberships=_memberships(request))
    if not form.is_valid():
        return _page(request, sent=form)
    set_room(by=request.user, **form.cleaned_data)
    messages.success(request, "Kept. Learners are offered you accordingly.")
    return redirect("engagements:queue")


def _page(request: HttpRequest, *, sent: RoomForm | None = None) -> HttpResponse:
    memberships = with_taken(_memberships(request)).select_related("program")
    now = timezone.now()
    context = {
        "waiting": [(each, wait_for(each, now=now)) for each in _readable(request)],
        "settling": [(each, wait_for(each, now=now)) for each in settling_of(request.user)],
        "rooms": [(each, _room_form(each, sent)) for each in memberships],
        "form": sent,
    }
    return render(request, "engagements/queue.html", context, status=422 if sent else 200)


def _readable(request: HttpRequest) -> list[GuidanceRequest]:
    """The queue, without the words that a program keeps until a yes."""
    found = list(queue_of(request.user))
    for each in found:
        if not may_read_words(request.user, each):
            each.text = ""
    return found


def _memberships(request: HttpRequest):
    if MembershipRole.GUIDE not in roles_of(request.user):
        raise Http404
    return Membership.objects.filter(person=request.user, role=MembershipRole.GUIDE)


def _room_form(membership: Membership, sent: RoomForm | None) -> RoomForm:
    if sent and sent["membership"].value() == str(membership.pk):
        return sent
    mine = Membership.objects.filter(pk=membership.pk)
    initial = {
        "membership": membership.pk,
        "capacity": membership.capacity,
        "paused": membership.paused,
    }
    return RoomForm(initial=initial, memberships=mine, auto_id=f"id_{membership.pk}_%s")
