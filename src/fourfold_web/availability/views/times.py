"""When you can meet (G5): hours, exceptions, booking rules, busy times, and your own calendar."""

from itertools import groupby

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fourfold.issues import FourfoldError
from fourfold.scheduling.rules import presets
from fourfold_web.availability.fetching.problems import CannotReadError, Problem
from fourfold_web.availability.models import WEEKDAYS, CalendarSource, WeeklyHours
from fourfold_web.availability.queries import booking_rules_of, sources_with_counts
from fourfold_web.availability.views.steps import SHOWN, STEPS, Step
from fourfold_web.people.models import Person
from fourfold_web.programs.access import roles_of
from fourfold_web.programs.models import MembershipRole


@require_http_methods(["GET", "HEAD", "POST"])
def times(request: HttpRequest) -> HttpResponse:
    """Everything about when this person can be met; nobody else can open it."""
    is_guide = MembershipRole.GUIDE in roles_of(request.user)
    if request.method != "POST":
        return _page(request, is_guide)
    step = STEPS.get(request.POST.get("do", ""))
    if step is None:
        raise BadRequest("Unknown step.")
    if step.of_guides and not is_guide:
        raise Http404
    form = step.form_of(request.user, request.POST)
    if form.is_valid():
        try:
            done = step.act(request.user, form.value)
        except CannotReadError as refused:
            form.add_error(_first_field(form), refused.problem.says)
        except FourfoldError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("availability:times")
    return _page(request, is_guide, step, form)


def _first_field(form) -> str:
    return next(iter(form.fields))


def _page(
    request: HttpRequest, is_guide: bool, step: Step | None = None, sent=None
) -> HttpResponse:
    person = request.user
    shown = {name: STEPS[name].form_of(person) for name in SHOWN}
    if step:
        shown[step.name] = sent
    context = {
        "is_guide": is_guide,
        "forms": shown,
        "form": sent,
        "step": step.name if step else "",
        "presets": presets(),
        "sources": [(each, _problem(each)) for each in sources_with_counts(person)],
        "feed_url": _feed_url(person),
        **(_hours(person) if is_guide else {}),
    }
    return render(request, "availability/times.html", context, status=422 if sent else 200)


def _hours(person: Person) -> dict:
    rows = list(person.weekly_hours.all())
    today = timezone.localdate(timezone=person.zone)
    return {
        "week": [(WEEKDAYS[day], list(hours)) for day, hours in groupby(rows, _weekday)],
        "exceptions": person.hours_exceptions.filter(last__gte=today),
        "rules": booking_rules_of(person),
    }


def _weekday(hours: WeeklyHours) -> int:
    return hours.weekday


def _problem(source: CalendarSource) -> str:
    return Problem(source.problem).says if source.problem else ""


def _feed_url(person: Person) -> str:
    feed = getattr(person, "calendar_feed", None)
    if feed is None:
        return ""
    return settings.BASE_URL + reverse("appointments:feed", args=[feed.secret])
