"""The page of a person's times: a guide's hours, and everybody's calendars."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone

from fourfold.scheduling.hours import HoursException
from fourfold.scheduling.rules import BookingRules, preset
from fourfold.scheduling.span import Span
from fourfold_web.availability import actions
from fourfold_web.availability.models import CalendarSource
from fourfold_web.availability.queries import booking_rules_of, feed_of, open_spans_of

TIMES = "/times/"
CHICAGO = ZoneInfo("America/Chicago")
NOON = preset("noon").hours


def send(client, step: str, **fields):
    return client.post(TIMES, {"do": step, **{f"{step}-{key}": fields[key] for key in fields}})


def week_of(person) -> list[str]:
    return [
        f"{each.get_weekday_display()} {each.start:%H:%M}-{each.end:%H:%M}"
        for each in person.weekly_hours.all()
    ]


def test_preset_fills_the_week_with_one_tap(cast, as_person):
    response = send(as_person(cast.gita), "preset", preset="before_rounds")

    assert response.url == TIMES
    assert week_of(cast.gita) == ["Tuesday 06:30-07:00", "Thursday 06:30-07:00"]


def test_hours_that_overlap_become_one_and_can_be_removed(cast, as_person):
    client = as_person(cast.gita)
    actions.add_hours(person=cast.gita, hours=NOON[:2])

    send(client, "hours", weekdays=["0"], start="12:30", end="14:00")
    row = cast.gita.weekly_hours.get(weekday=1)
    send(client, "remove_hours", row=row.pk)

    assert week_of(cast.gita) == ["Monday 12:00-14:00"]


def test_refused_hours_keep_what_was_typed(cast, as_person):
    response = send(as_person(cast.gita), "hours", weekdays=["6"], start="22:00", end="02:00")

    assert response.status_code == 422
    assert "Split hours that go past midnight." in response.text
    assert 'value="22:00"' in response.text


def test_open_spans_follow_the_week_and_its_exceptions(cast, as_person):
    client = as_person(cast.gita)
    actions.add_hours(person=cast.gita, hours=NOON)
    monday = next_monday()
    send(client, "away", first=monday + timedelta(days=1), last=monday + timedelta(days=4))
    send(client, "extra", on=monday, start="18:00", end="19:00")

    found = open_spans_of(cast.gita, at(monday, 0), at(monday, 0) + timedelta(days=7))

    assert found == (
        Span(at(monday, 12), at(monday, 13)),
        Span(at(monday, 18), at(monday, 19)),
    )


def test_paused_bookings_leave_no_open_hours(cast, as_person):
    actions.add_hours(person=cast.gita, hours=NOON)

    send(as_person(cast.gita), "rules", minutes=45, gap_minutes=10, notice_hours=2, paused="on")

    monday = at(next_monday(), 0)
    assert booking_rules_of(cast.gita) == BookingRules(45, 10, 2, paused=True)
    assert open_spans_of(cast.gita, monday, monday + timedelta(days=7)) == ()


def test_days_that_are_over_are_refused(cast, as_person):
    response = send(as_person(cast.gita), "away", first="2020-05-03")

    assert "This day is over. Choose one that is to come." in response.text


def test_learners_have_no_week_here(cast, as_person):
    client = as_person(cast.lena)

    assert "Your week" not in client.get(TIMES).text
    assert send(client, "preset", preset="noon").status_code == 404


def test_rows_of_others_cannot_be_touched(cast, as_person):
    actions.add_hours(person=cast.gus, hours=NOON[:1])
    row = cast.gus.weekly_hours.get()

    response = send(as_person(cast.gita), "remove_hours", row=row.pk)

    assert response.status_code == 422
    assert week_of(cast.gus) == ["Monday 12:00-13:00"]


def test_a_calendar_that_cannot_be_read_is_refused_beside_its_field(cast, as_person):
    response = send(as_person(cast.lena), "calendar", url="https://10.0.0.8/a.ics")

    assert response.status_code == 422
    assert "This address has numbers where its name should be." in response.text
    assert 'value="https://10.0.0.8/a.ics"' in response.text


def test_the_address_of_a_calendar_is_never_shown_again(cast, as_person):
    CalendarSource.objects.create(
        person=cast.gita, url="https://a.test/secret.ics", host="a.test", problem="gone"
    )

    page = as_person(cast.gita).get(TIMES).text

    assert "secret.ics" not in page
    assert "Calendar at a.test" in page
    assert "Nothing lies at this address any more." in page


def test_a_new_feed_address_ends_the_old_one(cast, as_person):
    old = actions.make_feed(person=cast.lena)
    client = as_person(cast.lena)

    send(client, "make_feed")

    page = client.get(TIMES).text
    cast.lena.refresh_from_db()
    new = cast.lena.calendar_feed.secret
    assert (feed_of(old.secret), feed_of(new)) == (None, cast.lena.calendar_feed)
    assert reverse("appointments:feed", args=[new]) in page


def test_every_button_of_a_full_page_carries_its_key(cast, as_person):
    actions.add_hours(person=cast.gita, hours=NOON)
    actions.add_exception(person=cast.gita, exception=HoursException(next_monday(), next_monday()))
    CalendarSource.objects.create(person=cast.gita, url="https://a.test/", host="a.test")

    page = as_person(cast.gita).get(TIMES).text

    assert page.count("<form") == page.count('name="csrfmiddlewaretoken"') == 15


def next_monday() -> date:
    today = timezone.localdate(timezone=CHICAGO)
    return today + timedelta(days=7 - today.weekday())


def at(on: date, hour: int) -> datetime:
    return datetime.combine(on, time(hour), tzinfo=CHICAGO)
