"""The times of a pair: a tap on a free one, proposals, series, moving, and what did not happen."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.appointments.models import Appointment, TimeClaim, TimeProposal
from fourfold_web.appointments.queries import next_appointments_of, proposals_waiting_for
from fourfold_web.appointments.slots import next_free
from fourfold_web.appointments.tasks import free_times_of_ended_pairs
from fourfold_web.correspondence.links import path_with_token
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements import actions as engagements
from fourfold_web.guidance_sessions import actions
from fourfold_web.shared.conflict import Conflict
from tests.cast import Cast, terms
from tests.web.guidance_sessions.conftest import NEXT_JULY, NEXT_JULY_TYPED


def page(pair) -> str:
    return reverse("guidance_sessions:times", args=[pair.pk])


def free_time(cast: Cast):
    return next_free(cast.gita, cast.lena, minutes=30, first=timezone.now())[0]


def test_one_tap_on_a_free_time_plans_the_meeting(cast, as_person):
    cast.hours()
    pair, at = cast.pair(), free_time(cast)

    response = as_person(cast.lena).post(page(pair), {"slot": at.isoformat()})

    planned = pair.guidance_sessions.get()
    assert response.url == reverse("guidance_sessions:pair", args=[pair.pk])
    assert (planned.planned_for, planned.appointment.starts_at) == (at, at)
    assert [each["starts_at"] for each in next_appointments_of(cast.gita)] == [at]


def test_time_that_is_gone_shows_the_free_ones_again(cast, as_person):
    cast.hours()
    pair, at = cast.pair(), free_time(cast)
    actions.plan_session(by=cast.gita, engagement=pair, planned_for=at)

    response = as_person(cast.lena).post(page(pair), {"slot": at.isoformat()})

    assert response.status_code == 409
    assert "This time is no longer free" in response.text
    assert at not in [each.start for day in response.context["days"] for each in day.times]


def test_times_are_shown_to_each_in_their_own_zone(cast, as_person):
    cast.hours()
    pair, at = cast.pair(), free_time(cast)
    cast.lena.time_zone = "Asia/Kolkata"
    cast.lena.save()

    shown = as_person(cast.lena).get(page(pair))

    first = shown.context["days"][0].times[0].start
    assert first == at
    assert "Times are in Asia/Kolkata." in shown.text
    with timezone.override("Asia/Kolkata"):
        assert f"</span>{timezone.localtime(at):%H:%M}</button>" in shown.text


@pytest.mark.parametrize(
    ("who", "says"),
    [("gita", "You have not said when you can meet"), ("lena", "Propose up to three that suit")],
)
def test_no_free_times_tell_the_guide_why_and_the_learner_what_to_do(cast, as_person, who, says):
    pair = cast.pair()

    shown = as_person(getattr(cast, who)).get(page(pair))

    assert says in shown.text


def test_proposed_times_are_taken_with_one_tap_and_once(cast, as_person):
    pair = cast.pair()
    proposal = cast.proposal(pair)
    at = proposal.times.all()[1].starts_at
    assert [each["pair"] for each in proposals_waiting_for(cast.lena)] == [pair.pk]
    client = as_person(cast.lena)

    answers = [client.post(page(pair), {"take": at.isoformat()}) for _ in range(2)]

    assert [each.status_code for each in answers] == [302, 409]
    assert pair.guidance_sessions.get().planned_for == at
    assert list(proposals_waiting_for(cast.lena)) == []


def test_link_of_the_mail_takes_a_time_without_signing_in(cast, client):
    pair = cast.pair()
    at = cast.proposal(pair).times.first().starts_at
    link = path_with_token(OutgoingMail.objects.get(kind="times_proposed"))

    shown = client.get(link)
    client.post(page(pair), {"take": at.isoformat(), "by": shown.wsgi_request.by_link})

    assert "Gita proposes" in shown.text
    assert pair.guidance_sessions.get().planned_for == at


def test_none_of_the_proposed_times_suits(cast, as_person):
    pair = cast.pair()
    cast.proposal(pair)
    later = {"time_1": NEXT_JULY_TYPED, "time_2": "", "minutes": "45"}
    client = as_person(cast.lena)

    client.post(page(pair), {"none": "yes"})
    client.post(page(pair), later | {"propose": "yes"})

    assert [each.to for each in OutgoingMail.objects.filter(kind="times_unsuitable")] == [cast.gita]
    proposal = TimeProposal.objects.get(outcome="")
    assert (proposal.proposed_by, proposal.minutes) == (cast.lena, 45)
    assert [each.starts_at for each in proposal.times.all()] == [NEXT_JULY]


def test_times_proposed_with_the_yes_wait_until_both_have_agreed(cast, as_person):
    cast.hours()
    asked_for = cast.proposed()
    address = reverse("appointments:propose_for_request", args=[asked_for.pk])
    gita = as_person(cast.gita)
    form = gita.get(address).context["form"]
    typed = {name: form[name].value().strftime("%Y-%m-%dT%H:%M") for name in ("time_1", "time_2")}

    gita.post(address, typed)

    assert list(proposals_waiting_for(cast.lena)) == []
    pair = engagements.sign_agreement(by=cast.lena, agreement=asked_for.agreement, seen_version=1)
    [waiting] = proposals_waiting_for(cast.lena)
    assert waiting["pair"] == pair.pk
    shown = as_person(cast.lena).get(reverse("guidance_sessions:pair", args=[pair.pk]))
    assert len(shown.context["proposed"]) == 2


def test_series_is_planned_whole_or_tells_what_clashes(cast, as_person):
    pair = cast.pair()
    third = NEXT_JULY + timedelta(weeks=8)
    actions.plan_session(by=cast.gita, engagement=pair, planned_for=third + timedelta(minutes=15))
    typed = {"planned_for": NEXT_JULY_TYPED, "every_weeks": "4", "times": "3"}
    client, plan = as_person(cast.gita), reverse("guidance_sessions:plan", args=[pair.pk])

    refused = client.post(plan, typed)
    kept = pair.guidance_sessions.count()
    client.post(plan, typed | {"skip_taken": "on"})

    assert (refused.status_code, kept) == (409, 1)
    assert f"Not free: {timezone.localtime(third):%a, %b} {third.day}, 09:30" in refused.text
    assert "Leave out the times that are not free" in refused.text
    assert Appointment.objects.count() == len(set(Appointment.objects.values_list("uid"))) == 3


def test_moved_meeting_keeps_its_row_and_its_calendar_entry(cast, as_person):
    cast.hours()
    pair = cast.pair()
    planned, at = cast.planned(pair), free_time(cast)

    as_person(cast.lena).post(page(pair), {"slot": at.isoformat(), "move": planned.pk})

    moved = pair.guidance_sessions.get()
    assert (moved.pk, moved.planned_for, moved.appointment.sequence) == (planned.pk, at, 1)
    assert moved.appointment.uid == planned.appointment.uid


def test_only_a_planned_meeting_of_this_pair_is_moved(cast, as_person):
    cast.hours()
    other, pair, at = cast.pair(), cast.pair(), free_time(cast)
    started, elsewhere = actions.meet_now(by=cast.gita, engagement=pair), cast.planned(other)
    client = as_person(cast.lena)

    answers = [
        client.post(page(pair), {"slot": at.isoformat(), "move": each.pk})
        for each in (started, elsewhere)
    ]

    elsewhere.refresh_from_db()
    assert [each.status_code for each in answers] == [409, 409]
    assert elsewhere.appointment.sequence == 0


def test_meeting_that_begins_at_once_has_no_time_to_move(cast):
    started = actions.meet_now(by=cast.gita, engagement=cast.pair())

    with pytest.raises(Conflict, match="no longer planned"):
        actions.move_session(
            by=cast.gita, guidance_session=started, planned_for=NEXT_JULY, minutes=30
        )


def test_advising_is_not_planned_as_a_series(cast, as_person):
    pair = cast.pair(FormOfGuidance.ADVISING)
    typed = {"planned_for": NEXT_JULY_TYPED, "every_weeks": "4", "times": "3", "plan": "yes"}

    response = as_person(cast.gita).post(page(pair), typed)

    assert response.status_code == 409
    assert "Advising is one meeting at a time" in response.text
    assert Appointment.objects.count() == 0


def test_meeting_that_did_not_take_place_leads_to_a_new_time(cast, as_person):
    pair = cast.pair()
    planned = cast.planned(pair)
    Appointment.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    call_off = reverse("guidance_sessions:call_off", args=[planned.pk])

    response = as_person(cast.gita).post(call_off, {"missed": "other"})

    planned.refresh_from_db()
    assert response.url == page(pair)
    assert (planned.appointment.missed_by, planned.called_off_at is None) == (cast.lena, False)


def test_meeting_that_opens_well_before_its_time_gives_it_back(cast):
    held = cast.open_session(cast.pair())

    held.appointment.refresh_from_db()
    assert held.appointment.cancelled_at is not None
    assert TimeClaim.objects.count() == 0


def test_times_of_an_ended_pair_are_free_again(cast):
    pair = cast.pair()
    cast.planned(pair)
    engagements.end_engagement(by=cast.lena, engagement=pair)

    for _ in range(2):
        free_times_of_ended_pairs.call()

    assert TimeClaim.objects.count() == 0
    assert OutgoingMail.objects.filter(kind="time_freed").count() == 2


def test_office_hours_become_the_session_of_the_pair_that_comes_of_them(cast):
    visit = cast.visit("Which journal?")
    asked_for = engagements.accept_request(guide=cast.gita, guidance_request=visit.guidance_request)
    said = {"agreement": asked_for.agreement, "terms": terms(FormOfGuidance.ADVISING)}
    engagements.propose_agreement(by=cast.gita, seen_version=0, **said)
    pair = engagements.sign_agreement(by=cast.lena, agreement=asked_for.agreement, seen_version=1)

    started = actions.meet_now(by=cast.gita, engagement=pair)

    assert started.appointment == visit
