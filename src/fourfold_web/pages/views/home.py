"""Home: the next thing to do, for whichever roles a person has."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fourfold_web.appointments.queries import other_appointments_of, proposals_waiting_for
from fourfold_web.engagements.queries import own_requests, queue_of, settling_of
from fourfold_web.goals.queries import due_steps
from fourfold_web.guidance_sessions.queries import next_sessions_of, pairs_of, to_close_by
from fourfold_web.programs.access import roles_of
from fourfold_web.programs.models import MembershipRole
from fourfold_web.shared.first_rows import first_rows
from fourfold_web.transcripts.queries import consents_asked_of, unseen_reports_of
from fourfold_web.wishes.access import open_rounds_of

# A home page says what is next; the queue and the pair pages hold the whole lists.
MOST = 5
# What is a person's own stands on no other page, so one link shows the rest of it.
MOST_OWN = 10


def home(request: HttpRequest) -> HttpResponse:
    """At most a handful of cards; each leads to one thing."""
    person, roles = request.user, roles_of(request.user)
    most = None if "all" in request.GET else MOST_OWN
    asked = first_rows(own_requests(person) if MembershipRole.LEARNER in roles else [], most)
    pairs = first_rows(pairs_of(person, with_ended=most is None), most)
    context = {
        "roles": roles,
        "own_requests": asked.rows,
        "waiting": queue_of(person)[:MOST] if MembershipRole.GUIDE in roles else (),
        "settling": settling_of(person)[:MOST] if MembershipRole.GUIDE in roles else (),
        "proposals": proposals_waiting_for(person)[:MOST],
        # A guide reads them beside their office hours.
        "talks": other_appointments_of(person)[:MOST] if MembershipRole.LEARNER in roles else (),
        "due": due_steps(person, timezone.localdate())[:MOST],
        "next_sessions": next_sessions_of(person)[:MOST],
        "to_close": to_close_by(person)[:MOST],
        "consents_asked": consents_asked_of(person)[:MOST],
        "reports_ready": unseen_reports_of(person)[:MOST] if MembershipRole.GUIDE in roles else (),
        "pairs": pairs.rows,
        "rounds": open_rounds_of(person, MembershipRole.LEARNER)
        if MembershipRole.LEARNER in roles
        else (),
        "has_more": most is not None and roles & {MembershipRole.LEARNER, MembershipRole.GUIDE},
    }
    return render(request, "pages/home.html", context)
