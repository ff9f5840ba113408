"""Reminders: when they may come, how many, and how their reader stops them."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfoNotFoundError

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fourfold_web.correspondence.actions import queue_mail, send_weekly_lists
from fourfold_web.correspondence.letters import compose
from fourfold_web.correspondence.links import stop_token
from fourfold_web.correspondence.models import MailPreferences, OutgoingMail
from fourfold_web.correspondence.queries import people_whose_list_is_due
from fourfold_web.jobs.models import Job
from fourfold_web.jobs.worker import Worker
from fourfold_web.people.models import Person

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def wishes(person, **changes) -> MailPreferences:
    """Preferences without quiet hours, whatever the clock says when the tests run."""
    always = {"quiet_from": time(0), "quiet_to": time(0), "quiet_weekends": False}
    return MailPreferences.objects.create(person=person, **{**always, **changes})


def quiet_now(person) -> datetime:
    """Make it quiet for this person from an hour ago until in two hours; returns the end."""
    now = timezone.now().astimezone(person.zone).replace(second=0, microsecond=0)
    until = now + timedelta(hours=2)
    wishes(person, quiet_from=(now - timedelta(hours=1)).time(), quiet_to=until.time())
    return until


def nudge(person, number: int = 1, kind: str = "request_reminder") -> OutgoingMail:
    return queue_mail(to=person, kind=kind, path="/requests/", key=f"nudge:{number}")


def test_nudge_waits_for_the_end_of_quiet_hours_and_an_answer_does_not(lena, inbox):
    until = quiet_now(lena)
    waits = nudge(lena)
    queue_mail(to=lena, kind="request_answered", path="/requests/", key="answer")

    Worker().drain()

    assert [mail["Subject"] for mail in inbox] == ["Your request has an answer"]
    [job] = Job.objects.exclude(state="done")
    assert (job.run_after, job.arguments["kwargs"]) == (until, {"mail_id": str(waits.pk)})


def test_nudges_over_the_weekly_number_come_as_one_list(lena, inbox):
    wishes(lena, weekly_nudges=2)
    for number in range(5):
        nudge(lena, number)
    Worker().drain()
    in_a_week = timezone.now() + timedelta(days=7)

    rounds = [send_weekly_lists(now=now) for now in (in_a_week, in_a_week)]
    Worker().drain()

    assert rounds == [1, 0]
    assert [mail["Subject"] for mail in inbox] == [
        "Something still waits for you",
        "Something still waits for you",
        "What was left out this week",
    ]
    said = inbox[-1].get_body(("plain",)).get_content()
    assert "- Requests and agreements that wait for you (3)\r\n" in said
    assert OutgoingMail.objects.filter(dropped_because="listed").count() == 3


def test_nudges_are_counted_over_seven_days(lena, inbox):
    wishes(lena, weekly_nudges=1)
    nudge(lena, 1)
    Worker().drain()
    OutgoingMail.objects.update(sent_at=timezone.now() - timedelta(days=8))
    nudge(lena, 2)

    Worker().drain()

    assert len(inbox) == 2


def test_list_waits_for_its_day(lena):
    wishes(lena, weekly_nudges=0)
    nudge(lena)
    Worker().drain()

    assert send_weekly_lists(now=timezone.now()) == 0
    assert not OutgoingMail.objects.filter(kind="weekly_digest").exists()


def test_lists_of_many_ask_once_for_their_preferences(lena):
    for number in range(9):
        colleague = Person.objects.create_person(
            email=f"c{number}@example.org", name="C. Colleague"
        )
        wishes(colleague, list_day=number % 7)
        nudge(colleague, number)
    nudge(lena, 9)
    OutgoingMail.objects.update(held_since=timezone.now() - timedelta(days=8))

    with CaptureQueriesContext(connection) as queries:
        due = people_whose_list_is_due(timezone.now())

    assert (len(due), len(queries)) == (10, 1)


def test_round_makes_a_thousand_lists_at_most():
    now = timezone.now()
    people = [Person(email=f"c{number}@example.org", name="C. C.") for number in range(1_001)]
    OutgoingMail.objects.bulk_create(
        OutgoingMail(to=each, kind="request_reminder", key=each.email, held_since=now)
        for each in Person.objects.bulk_create(people)
    )

    found = [len(people_whose_list_is_due(now + timedelta(days=days))) for days in (0, 8)]

    assert found == [0, 1_000]


def test_list_that_fails_holds_up_no_other(lena):
    broken = Person.objects.create_person(email="a@example.org", name="A")
    for number, person in enumerate((broken, lena)):
        wishes(person)
        nudge(person, number)
    Person.objects.filter(pk=broken.pk).update(time_zone="US/Atlantis")
    OutgoingMail.objects.update(held_since=timezone.now() - timedelta(days=8))

    with pytest.raises(ZoneInfoNotFoundError):
        send_weekly_lists(now=timezone.now())

    assert OutgoingMail.objects.get(kind="weekly_digest").to == lena


def test_one_click_stops_the_kind_without_sign_in_and_for_what_waits(lena, client, inbox):
    wishes(lena)
    waits = nudge(lena)
    mail = compose(waits)
    address = mail.extra_headers["List-Unsubscribe"].strip("<>")
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    path = address.removeprefix("https://fourfold.example.org")
    answers = [client.post(path, ONE_CLICK).status_code for _ in range(2)]
    Worker().drain()

    waits.refresh_from_db()
    assert (answers, inbox, waits.dropped_because) == ([200, 200], [], "stopped")


def test_looking_at_the_stop_page_stops_nothing(lena, client):
    page = client.get(reverse("correspondence:stop", args=[stop_token(nudge(lena))]))

    assert (page.status_code, page.text.count('type="submit"')) == (200, 1)
    assert not MailPreferences.objects.exists()


def test_forged_stop_address_leads_nowhere(lena, client):
    token = stop_token(nudge(lena)).replace("request_reminder", "goal_check_in")

    assert client.post(reverse("correspondence:stop", args=[token]), ONE_CLICK).status_code == 404
    assert not MailPreferences.objects.exists()


def test_answers_offer_no_stopping(lena):
    mail = compose(queue_mail(to=lena, kind="request_answered", path="/requests/", key="a"))

    assert "List-Unsubscribe" not in mail.extra_headers
    assert "/mail/stop/" not in mail.body


def test_settings_keep_what_was_chosen(lena, as_person):
    page = as_person(lena)
    chosen = {
        "wanted": ["request_reminder", "weekly_digest"],
        "quiet_from": "20:30",
        "quiet_to": "06:00",
        "weekly_nudges": "1",
        "list_day": "4",
        "names_partner": "on",
    }

    answer = page.post(reverse("correspondence:settings"), chosen)

    kept = MailPreferences.objects.get(person=lena)
    assert answer.status_code == 302
    assert (kept.quiet_from, kept.quiet_to, kept.quiet_weekends) == (time(20, 30), time(6), False)
    assert (kept.weekly_nudges, kept.list_day, kept.names_partner) == (1, 4, True)
    assert "goal_check_in" in kept.stopped_kinds
    assert "request_reminder" not in kept.stopped_kinds


def test_settings_show_an_error_beside_its_field_and_keep_the_rest(lena, as_person):
    answer = as_person(lena).post(
        reverse("correspondence:settings"),
        {"quiet_from": "late", "quiet_to": "06:00", "weekly_nudges": "1", "list_day": "4"},
    )

    assert answer.status_code == 422
    assert "Write it as 21:00." in answer.text
    assert 'value="late"' in answer.text
