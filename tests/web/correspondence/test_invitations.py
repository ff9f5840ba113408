"""Invitations as calendars read them: out of the mail that arrived, by a strict parser."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from fourfold.issues import FourfoldError
from fourfold_web.correspondence.actions import BeingSentError, deliver_mail, queue_invitation
from fourfold_web.correspondence.invitations import Invitation, calendar_text
from fourfold_web.correspondence.models import CalendarEntry, MailPreferences, OutgoingMail
from fourfold_web.jobs.worker import Worker

pytestmark = pytest.mark.django_db
PATH = "/pairs/8c1f8e0e-5b1f-4c0b-9d6f-0f8f0c9b7c11/"
STARTS_AT = datetime(2026, 12, 3, 18, 30, tzinfo=UTC)
BOOKED = Invitation(
    uid="a1@fourfold",
    sequence=0,
    starts_at=STARTS_AT,
    ends_at=STARTS_AT + timedelta(minutes=30),
    with_name="Gita Gupta, MD",
)
MOVED = replace(BOOKED, sequence=1, starts_at=STARTS_AT - timedelta(hours=1))
CANCELLED = replace(MOVED, sequence=2, method="CANCEL")


def queue(to, invitation=BOOKED) -> OutgoingMail:
    return queue_invitation(
        to=to,
        kind="session_planned",
        path=PATH,
        key=f"{invitation.uid}:{invitation.sequence}:{to.pk}",
        invitation=invitation,
        starts_at=invitation.starts_at,
    )


def parts_of(mail) -> list:
    return list(mail.iter_parts())


def event_of(mail) -> dict[str, str]:
    [event] = Calendar.from_ical(parts_of(mail)[-1].get_content()).walk("VEVENT")
    assert event.errors == []
    return {name: value.to_ical().decode() for name, value in event.items()}


def test_invitation_arrives_beside_text_and_html_for_its_one_reader(lena, inbox):
    mail = queue(lena)

    Worker().drain()

    [arrived] = inbox
    parts = parts_of(arrived)
    assert arrived.get_content_type() == "multipart/alternative"
    assert [each.get_content_type() for each in parts] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert parts[-1].get_all("Content-Type") == ['text/calendar; method="REQUEST"; charset="utf-8"']
    event = event_of(arrived)
    assert datetime.strptime(event["DTSTAMP"], "%Y%m%dT%H%M%S%z") == mail.created_at.replace(
        microsecond=0
    )
    del event["DTSTAMP"]
    assert event == {
        "UID": "a1@fourfold",
        "SEQUENCE": "0",
        "DTSTART": "20261203T183000Z",
        "DTEND": "20261203T190000Z",
        "SUMMARY": "Fourfold session",
        "CLASS": "PRIVATE",
        "TRANSP": "OPAQUE",
        "STATUS": "CONFIRMED",
        "ORGANIZER": "mailto:fourfold@example.org",
        "ATTENDEE": "mailto:lena@example.org",
        "URL": f"https://fourfold.example.org{PATH}",
        "DESCRIPTION": f"Your page for this meeting: https://fourfold.example.org{PATH}",
    }


def test_calendar_text_keeps_the_rules_that_calendar_programs_insist_on(lena):
    text = calendar_text([BOOKED], method="REQUEST", attendee="lena.ortiz@hospital.example.org")

    assert text.replace("\r\n", "").count("\n") == 0
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "VTIMEZONE" not in text
    assert "METHOD:REQUEST\r\n" in text
    attendee = Calendar.from_ical(text).walk("VEVENT")[0]["ATTENDEE"]
    assert dict(attendee.params) == {
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }


def test_update_and_cancellation_meet_the_same_entry(lena, inbox):
    for invitation in (BOOKED, MOVED, CANCELLED):
        queue(lena, invitation)
        Worker().drain()

    found = [
        (event["UID"], event["SEQUENCE"], event["DTSTART"], event["STATUS"])
        for event in map(event_of, inbox)
    ]
    assert found == [
        ("a1@fourfold", "0", "20261203T183000Z", "CONFIRMED"),
        ("a1@fourfold", "1", "20261203T173000Z", "CONFIRMED"),
        ("a1@fourfold", "2", "20261203T173000Z", "CANCELLED"),
    ]
    assert [parts_of(each)[-1].get_param("method") for each in inbox] == [
        "REQUEST",
        "REQUEST",
        "CANCEL",
    ]


def test_invitation_that_was_overtaken_never_leaves(lena, inbox):
    older, newer = queue(lena, BOOKED), queue(lena, MOVED)

    deliver_mail(mail_id=newer.pk)
    deliver_mail(mail_id=older.pk)

    older.refresh_from_db()
    assert [event_of(each)["SEQUENCE"] for each in inbox] == ["1"]
    assert (older.sent_at, older.dropped_because) == (None, "overtaken")


def test_newer_invitation_waits_while_an_older_one_is_leaving(lena, inbox):
    older, newer = queue(lena, BOOKED), queue(lena, MOVED)
    OutgoingMail.objects.filter(pk=older.pk).update(sending_since=timezone.now())

    with pytest.raises(BeingSentError):
        deliver_mail(mail_id=newer.pk)

    newer.refresh_from_db()
    assert (inbox, newer.sending_since) == ([], None)


def test_name_of_the_other_reaches_only_who_asked_for_it(lena, inbox):
    queue(lena)
    MailPreferences.objects.create(person=lena, names_partner=True)
    queue(lena, replace(BOOKED, uid="a2@fourfold"))

    Worker().drain()

    found = {event["SUMMARY"] for event in map(event_of, inbox)}
    assert found == {"Fourfold session", "Fourfold session with Gita Gupta\\, MD"}
    assert sorted(CalendarEntry.objects.values_list("with_name", flat=True)) == [
        "",
        "Gita Gupta, MD",
    ]


def test_feed_says_how_often_to_ask_and_names_nobody():
    feed = Calendar.from_ical(calendar_text([BOOKED, MOVED], method="PUBLISH"))

    assert (feed["X-PUBLISHED-TTL"], feed["REFRESH-INTERVAL"].to_ical()) == ("PT1H", b"PT1H")
    assert ["ATTENDEE" in event for event in feed.walk("VEVENT")] == [False, False]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"method": "ADD"}, "Unknown method of an invitation 'ADD'"),
        ({"ends_at": STARTS_AT}, "must end after it starts"),
        ({"starts_at": datetime(2026, 12, 3)}, "need a time zone"),  # noqa: DTZ001
        ({"summary": "Career talk with Gita"}, "stays “Fourfold session”"),
    ],
)
def test_invitation_that_no_calendar_should_get_is_refused(lena, changes, message):
    with pytest.raises(FourfoldError, match=message):
        queue(lena, replace(BOOKED, **changes))

    assert OutgoingMail.objects.count() == 0
