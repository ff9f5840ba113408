"""Office hours and first talks: who may book what, what goes along, and whose turn it is."""

from datetime import timedelta
from zoneinfo import ZoneInfoNotFoundError

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold_web.appointments import actions
from fourfold_web.appointments.models import Appointment, AppointmentKind, WaitingPlace
from fourfold_web.appointments.slots import discovery_slots, office_slots, times_of_kind
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements import actions as engagements
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.programs.models import Membership, MembershipRole, Supervision
from fourfold_web.shared.conflict import Conflict
from tests.cast import person
from tests.web.appointments.conftest import TEN

OFFICE, FIRST_TALK = AppointmentKind.OFFICE_HOURS, AppointmentKind.DISCOVERY


def address(place) -> str:
    return reverse("appointments:guide_times", args=[place.pk])


def colleague(cast):
    """Another learner of the program."""
    other = person("Noor Nadir")
    Membership.objects.create(program=cast.program, person=other, role=MembershipRole.LEARNER)
    return other


def fill(cast, place):
    """Nothing is left but the one visit of Gita's that Lena has booked."""
    [booked] = Appointment.objects.filter(learner=cast.lena)
    actions.offer_discovery(guide=cast.gita, membership=place, offers=False)
    place.office_hours.update(is_weekly=False, ends="12:20")
    return booked


def test_question_for_office_hours_goes_along_as_a_request_for_advising(cast):
    visit = cast.visit("Which journal?")

    asked_for = visit.guidance_request
    assert (asked_for.text, asked_for.chosen_form) == ("Which journal?", "advising")
    assert visit.words == ""
    assert (asked_for.state, asked_for.asked_guide) == ("waiting", cast.gita)


def test_question_is_read_by_both_until_the_guide_passes_the_request_on(cast, as_person):
    visit = cast.visit("Which journal?")
    page = reverse("appointments:appointment", args=[visit.pk])
    before = [as_person(each).get(page).context["words"] for each in (cast.lena, cast.gita)]

    engagements.pass_request_on(guide=cast.gita, guidance_request=visit.guidance_request, phrase="")

    after = [as_person(each).get(page).context["words"] for each in (cast.lena, cast.gita)]
    assert (before, after) == (["Which journal?"] * 2, ["Which journal?", ""])


def test_visit_outlives_its_request(cast):
    visit = cast.visit("Which journal?")

    visit.guidance_request.delete()

    visit.refresh_from_db()
    assert (visit.guidance_request, visit.is_standing) == (None, True)


def test_question_beside_a_begun_draft_stays_with_the_visit(cast):
    draft = cast.draft()

    visit = cast.visit("Which journal?")

    draft.refresh_from_db()
    assert (visit.words, visit.guidance_request) == ("Which journal?", None)
    assert (draft.state, GuidanceRequest.objects.count()) == ("draft", 1)


def test_first_talk_is_booked_with_one_tap_and_makes_no_request(cast, as_person):
    place = cast.office_hours()
    free = times_of_kind(place, cast.lena, FIRST_TALK)[0]
    typed = {"slot": f"discovery {free.start.isoformat()}", "words": "Do you know Boston?"}

    response = as_person(cast.lena).post(address(place), typed)

    booked = Appointment.objects.get()
    assert response.url == reverse("appointments:appointment", args=[booked.pk])
    assert (booked.kind, booked.starts_at, booked.minutes) == (FIRST_TALK, free.start, 30)
    assert GuidanceRequest.objects.count() == 0


def test_time_that_went_away_keeps_the_words_and_shows_the_free_ones(cast, as_person):
    place = cast.office_hours()
    gone = "office_hours 2020-01-01T12:00:00+00:00"

    response = as_person(cast.lena).post(address(place), {"slot": gone, "words": "Which one?"})

    assert response.status_code == 409
    assert "This time is no longer free" in response.text
    assert "Which one?" in response.text
    assert 'value="office_hours 20' in response.text


def test_second_visit_to_one_guide_waits_for_the_first(cast):
    visit = cast.visit()
    place = Membership.objects.get(person=cast.gita)
    [free, *_] = office_slots(
        place, cast.lena, first=visit.ends_at, last=visit.ends_at + timedelta(days=1)
    )

    with pytest.raises(Conflict, match="You have a time with Gita already"):
        actions.book_with_guide(
            learner=cast.lena, membership=place, kind=OFFICE, starts_at=free.start, words=""
        )


def test_supervisor_of_the_learner_is_not_offered(cast, as_person):
    place = cast.office_hours()
    Supervision.objects.create(program=cast.program, supervisor=cast.gita, learner=cast.lena)

    client = as_person(cast.lena)

    assert client.get(address(place)).status_code == 404
    assert list(client.get(reverse("appointments:meet")).context["guides"]) == []


def test_office_hours_stay_on_the_wall_clock_when_the_clocks_change(cast):
    place = cast.office_hours()
    now = timezone.now()

    found = office_slots(place, cast.lena, first=now, last=now + timedelta(days=365))

    assert {timezone.localtime(each.start).hour for each in found} == {12}
    assert {each.start.hour for each in found} == {17, 18}


def test_cancelled_visit_is_held_a_day_for_who_waits_first(cast):
    visit, other = cast.visit(), colleague(cast)
    place = Membership.objects.get(person=cast.gita)
    fill(cast, place)
    actions.join_waiting_list(learner=other, membership=place)

    actions.cancel_appointment(by=cast.lena, appointment=visit)

    held = WaitingPlace.objects.get()
    assert (held.held_from, held.held_to) == (visit.starts_at, visit.ends_at)
    assert held.held_until - timezone.now() > timedelta(hours=23)
    assert [each.to for each in OutgoingMail.objects.filter(kind="time_is_free")] == [other]
    assert times_of_kind(place, cast.lena, OFFICE) == []
    assert len(times_of_kind(place, other, OFFICE)) == 1


def test_held_time_goes_to_the_next_after_a_day_and_once(cast):
    visit, other = cast.visit(), colleague(cast)
    place = Membership.objects.get(person=cast.gita)
    fill(cast, place)
    for learner in (other, cast.lena):
        actions.join_waiting_list(learner=learner, membership=place)
    actions.cancel_appointment(by=cast.gita, appointment=visit)
    WaitingPlace.objects.filter(learner=other).update(held_until=timezone.now())

    for _ in range(2):
        actions.ask_who_waits()

    told = OutgoingMail.objects.filter(kind="time_is_free").order_by("created_at")
    assert [each.to for each in told] == [other, cast.lena]
    assert WaitingPlace.objects.get(left_at=None).learner == cast.lena


def test_only_lists_with_somebody_on_them_are_gone_through(cast, django_assert_num_queries):
    place = cast.office_hours()
    actions.join_waiting_list(learner=cast.lena, membership=place)
    actions.leave_waiting_list(learner=cast.lena, membership=place)

    with django_assert_num_queries(1):
        actions.ask_who_waits()


def test_list_that_fails_does_not_hold_up_the_next(cast):
    broken = cast.office_hours()
    broken.office_hours.update(time_zone="No/Where")
    sound = Membership.objects.get(person=cast.gus, role=MembershipRole.GUIDE)
    tomorrow = timezone.localdate() + timedelta(days=1)
    sound.office_hours.create(day=tomorrow, starts="12:00", ends="13:00", time_zone="UTC")
    for each in (broken, sound):
        actions.join_waiting_list(learner=cast.lena, membership=each)

    with pytest.raises(ZoneInfoNotFoundError):
        actions.ask_who_waits()

    assert WaitingPlace.objects.exclude(held_until=None).get().membership == sound


def test_booking_ends_the_wait(cast):
    place, now = cast.office_hours(), timezone.now()
    actions.join_waiting_list(learner=cast.lena, membership=place)
    free = discovery_slots(place, cast.lena, first=now, last=now + timedelta(days=3))[0]

    actions.book_with_guide(
        learner=cast.lena, membership=place, kind=FIRST_TALK, starts_at=free.start, words=""
    )

    assert WaitingPlace.objects.get().left_at is not None


def test_guide_opens_and_closes_office_hours(cast, as_person):
    client, page = as_person(cast.gita), reverse("appointments:office_hours")
    place = Membership.objects.get(person=cast.gita)
    day = timezone.localdate() + timedelta(days=1)
    typed = {"membership": place.pk, "first_day": day, "starts": "17:00", "ends": "17:10"}

    too_short = client.post(page, typed)
    opened = client.post(page, typed | {"ends": "18:00", "minutes": "30"})

    assert (too_short.status_code, opened.status_code) == (422, 302)
    assert "leaves room for at least one visit" in too_short.text
    block = place.office_hours.get()
    assert (block.day, block.is_weekly, block.minutes) == (day, False, 30)
    client.post(page, {"close": block.pk})
    assert place.office_hours.count() == 0


def test_first_talk_is_not_moved_into_office_hours(cast, as_person, book):
    place, talk = cast.office_hours(), book()
    visit = times_of_kind(place, cast.lena, OFFICE)[0].start.isoformat()
    typed = {"move": talk.pk, "slot": f"office_hours {visit}"}
    # Gita's usual hours are offered for first talks too; here only visits are left.
    actions.offer_discovery(guide=cast.gita, membership=place, offers=False)

    response = as_person(cast.lena).post(address(place), typed)

    talk.refresh_from_db()
    assert (response.status_code, talk.starts_at, talk.sequence) == (409, TEN, 0)


def test_office_hours_begin_within_two_years(cast, as_person):
    place = Membership.objects.get(person=cast.gita)
    typed = {"membership": place.pk, "first_day": "9999-12-31", "starts": "22:00", "ends": "23:30"}

    response = as_person(cast.gita).post(reverse("appointments:office_hours"), typed)

    assert response.status_code == 422
    assert "Choose a day within the next two years." in response.text


def test_same_office_hours_again_within_a_minute_are_one(cast, as_person):
    client, page = as_person(cast.gita), reverse("appointments:office_hours")
    place = Membership.objects.get(person=cast.gita)
    day = timezone.localdate() + timedelta(days=1)
    typed = {"membership": place.pk, "first_day": day, "starts": "17:00", "ends": "18:00"}

    for _ in range(2):
        client.post(page, typed)

    assert place.office_hours.count() == 1
    place.office_hours.update(created_at=timezone.now() - timedelta(minutes=2))
    client.post(page, typed)
    assert place.office_hours.count() == 2


def test_hours_opened_on_the_page_are_held_at_once_for_who_waits(cast, as_person):
    place = Membership.objects.get(person=cast.gita)
    actions.join_waiting_list(learner=cast.lena, membership=place)
    day = timezone.localdate() + timedelta(days=1)
    typed = {"membership": place.pk, "first_day": day, "starts": "17:00", "ends": "18:00"}

    as_person(cast.gita).post(reverse("appointments:office_hours"), typed)

    assert timezone.localtime(WaitingPlace.objects.get().held_from).hour == 17
