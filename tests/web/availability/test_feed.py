"""The calendar feed of a person's own meetings."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from fourfold_web.appointments.models import Appointment, AppointmentKind
from fourfold_web.availability import actions

NOW = timezone.now().replace(microsecond=0)


def meeting(cast, days: int, **changes) -> Appointment:
    starts_at = NOW + timedelta(days=days)
    return Appointment.objects.create(
        program=cast.program,
        guide=cast.gita,
        learner=cast.lena,
        kind=AppointmentKind.DISCOVERY,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=30),
        **changes,
    )


@pytest.fixture
def address(cast) -> str:
    """Lena's feed."""
    return reverse("appointments:feed", args=[actions.make_feed(person=cast.lena).secret])


def test_feed_holds_a_year_of_meetings_and_no_cancelled_one(cast, client, address):
    meetings = {days: meeting(cast, days) for days in (-91, -80, 3, 366)}
    meeting(cast, 5, cancelled_at=NOW)

    calendar = Calendar.from_ical(client.get(address).content)

    events = {str(each["UID"]): each for each in calendar.walk("VEVENT")}
    assert set(events) == {meetings[days].uid for days in (-80, 3)}
    assert events[meetings[3].uid]["DTSTART"].dt == meetings[3].starts_at


def test_feed_says_when_and_neither_with_whom_nor_why(cast, client, address):
    meeting(cast, 3)

    response = client.get(address)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-cache"
    assert {"SUMMARY:Fourfold session", "CLASS:PRIVATE"} <= set(response.text.splitlines())
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in response.text
    assert "X-PUBLISHED-TTL:PT1H" in response.text
    assert "Gita" not in response.text


def test_feed_that_has_not_changed_is_not_sent_again(cast, client, address):
    held = meeting(cast, 3)
    mark = client.get(address)["ETag"]

    again = client.get(address, HTTP_IF_NONE_MATCH=mark)
    held.cancelled_at = NOW
    held.save()
    after = client.get(address, HTTP_IF_NONE_MATCH=mark)

    assert (again.status_code, again.content, after.status_code) == (304, b"", 200)


def test_feed_of_an_ended_address_or_a_person_who_left_does_not_exist(cast, client, address):
    assert client.get("/calendar/no-such-secret/fourfold.ics").status_code == 404
    cast.lena.is_active = False
    cast.lena.save()
    assert client.get(address).status_code == 404
    cast.lena.is_active = True
    cast.lena.save()

    actions.remove_feed(person=cast.lena)

    assert client.get(address).status_code == 404
