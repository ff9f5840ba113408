"""Published calendars from their address to rows, through the process that reads them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold_web.availability import actions, tasks
from fourfold_web.availability.fetching.look import look
from fourfold_web.availability.fetching.problems import CannotReadError
from fourfold_web.availability.models import BusyTime, CalendarReading, CalendarSource
from fourfold_web.availability.queries import busy_spans_of
from fourfold_web.jobs.models import Job
from tests.web.availability.conftest import calendar

NOW = timezone.now().replace(microsecond=0)
SOON, NEXT_WEEK = NOW + timedelta(days=2), NOW + timedelta(days=9)


def event(start, *lines: str) -> str:
    return "\n".join([f"DTSTART:{start:%Y%m%dT%H%M%SZ}", "DURATION:PT1H", *lines])


@pytest.fixture
def published(server, settings):
    """A server whose calendar at /a.ics is busy for one hour, two days from now."""
    settings.CALENDAR_ALLOWED = [server.origin]
    server.answers["/a.ics"] = (200, {"ETag": '"1"'}, calendar(event(SOON, "SUMMARY:Dentist")))
    return server


@pytest.fixture
def source(cast, published) -> CalendarSource:
    """Gita's calendar, read once and now an hour old."""
    added = actions.add_calendar(person=cast.gita, url=f"{published.origin}/a.ics")
    CalendarSource.objects.update(tried_at=NOW - timedelta(hours=2))
    return added


def busy_starts(person) -> list:
    return [each.start for each in busy_spans_of(person, NOW, NOW + timedelta(days=30))]


def test_add_calendar_keeps_busy_times_and_no_title(cast, source):
    assert busy_starts(cast.gita) == [SOON]
    assert (source.host, source.etag, source.problem) == ("127.0.0.1", '"1"', "")
    assert "Dentist" not in repr(list(BusyTime.objects.values()))


def test_add_calendar_keeps_nothing_of_what_cannot_be_read(cast, published):
    published.answers["/a.ics"] = (200, {}, b"<html>Sign in</html>")

    with pytest.raises(CannotReadError, match="web_page"):
        actions.add_calendar(person=cast.gita, url=f"{published.origin}/a.ics")

    assert not CalendarSource.objects.exists()


def test_add_calendar_takes_three_and_no_fourth(cast, source):
    CalendarSource.objects.bulk_create(
        CalendarSource(person=cast.gita, url="https://a.test/", host="a.test") for _ in range(2)
    )

    with pytest.raises(FourfoldError, match="3 calendars are the most"):
        actions.add_calendar(person=cast.gita, url=source.url)


def test_refresh_calendar_puts_new_busy_times_in_the_place_of_old(cast, published, source):
    published.answers["/a.ics"] = (200, {}, calendar(event(NEXT_WEEK)))

    actions.refresh_calendar(source_id=source.pk)

    assert busy_starts(cast.gita) == [NEXT_WEEK]
    assert published.asked[-1]["If-None-Match"] == '"1"'


def test_refresh_calendar_keeps_old_busy_times_and_says_what_is_wrong(cast, published, source):
    published.answers["/a.ics"] = (404, {})

    actions.refresh_calendar(source_id=source.pk)

    source.refresh_from_db()
    assert (source.problem, busy_starts(cast.gita)) == ("gone", [SOON])


def test_refresh_calendar_reads_an_unchanged_one_anew_after_a_week(published, source):
    CalendarSource.objects.update(read_at=NOW - timedelta(days=8))

    actions.refresh_calendar(source_id=source.pk)

    assert "If-None-Match" not in published.asked[-1]


def test_second_look_at_the_same_time_is_refused_and_left_by_the_job(cast, published, source):
    CalendarReading.objects.filter(person=cast.gita).update(reading_since=timezone.now())
    asked = len(published.asked)

    with pytest.raises(actions.BeingReadError, match="being read just now"):
        actions.refresh_calendar(source_id=source.pk, by=cast.gita)
    tasks.refresh_calendar.call(str(source.pk))

    assert len(published.asked) == asked


def test_look_of_a_process_that_died_does_not_hold_up_the_next(cast, published, source):
    CalendarReading.objects.update(reading_since=timezone.now() - timedelta(seconds=31))

    actions.refresh_calendar(source_id=source.pk)

    assert published.asked[-1]["If-None-Match"] == '"1"'
    assert CalendarReading.objects.get(person=cast.gita).reading_since is None


def test_remove_calendar_deletes_its_busy_times(cast, source):
    actions.remove_calendar(person=cast.gita, source=source)

    assert not BusyTime.objects.exists()


def test_due_calendars_are_queued_once(source):
    tasks.refresh_due_calendars.call()
    tasks.refresh_due_calendars.call()

    [job] = Job.objects.filter(task_path=tasks.refresh_calendar.module_path)
    assert job.arguments["kwargs"] == {"source_id": str(source.pk)}


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (lambda handler: handler.rfile.read(), "too_slow"),
        ((200, {}, calendar(event(SOON, "RRULE:FREQ=SECONDLY"))), "too_hard"),
    ],
)
def test_look_ends_whatever_takes_too_long(server, answer, problem):
    server.answers["/a.ics"] = answer

    with pytest.raises(CannotReadError, match=problem):
        look(
            f"{server.origin}/a.ics",
            zone="America/Chicago",
            first=NOW,
            last=NOW + timedelta(days=366),
            allowed=[server.origin],
            fetch_seconds=0.8,
            read_seconds=1,
        )
