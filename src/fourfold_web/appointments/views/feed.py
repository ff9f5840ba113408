"""A person's own meetings for their calendar program, at an address that only they know."""

from datetime import timedelta
from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from fourfold_web.appointments.actions.tell import page_of
from fourfold_web.appointments.models import Appointment
from fourfold_web.availability.models import CalendarFeed
from fourfold_web.availability.queries import feed_of
from fourfold_web.correspondence.invitations import Invitation, calendar_text
from fourfold_web.correspondence.queries import names_partner

BACK, AHEAD = timedelta(days=90), timedelta(days=365)
TYPE = "text/calendar; charset=utf-8"


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar; 404 for every address that is not, or no longer, somebody's."""
    found = feed_of(secret)
    if found is None:
        raise Http404
    text = _text(found)
    mark = quote_etag(sha256(text.encode()).hexdigest())
    response = get_conditional_response(request, etag=mark)
    if response is None:
        response = HttpResponse(text, content_type=TYPE, headers={"ETag": mark})
    response["Cache-Control"] = "private, no-cache"
    return response


def _text(found: CalendarFeed) -> str:
    """The same as long as nothing changes, so that it can be told from what was read before."""
    now, person = timezone.now(), found.person
    all_of_them = Appointment.objects.select_related("guide", "learner")
    mine = all_of_them.filter(Q(guide=person) | Q(learner=person), cancelled_at=None)
    meetings = list(
        mine.filter(ends_at__gte=now - BACK, starts_at__lte=now + AHEAD).order_by("starts_at")
    )
    named = names_partner(person)
    entries = [_entry(each, each.other(person).name if named else "") for each in meetings]
    stamp = max([found.made_at, *(each.changed_at for each in meetings)])
    return calendar_text(entries, method="PUBLISH", stamp=stamp)


def _entry(appointment: Appointment, with_name: str) -> Invitation:
    return Invitation(
        uid=appointment.uid,
        sequence=appointment.sequence,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        method="PUBLISH",
        with_name=with_name,
        path=page_of(appointment),
    )
