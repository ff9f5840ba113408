"""The whole road in two browsers: from a request to three sessions, a goal, and its paper.

Mail goes to a real mail server, and its buttons lead on. Lena has a phone, Gita a laptop.
"""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from statistics import median

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect
from pypdf import PdfReader

from fourfold_web.correspondence.links import path_with_token
from fourfold_web.engagements.models import Engagement
from fourfold_web.goals import actions as goal_actions
from fourfold_web.jobs.worker import Worker
from tests.cast import GOAL
from tests.journeys.test_hold import BY_ITSELF, role
from tests.journeys.visitor import Visitor
from tests.journeys.walks import ask_for_guidance, button_path, latest_mail
from tests.web.correspondence.conftest import inbox, mail_server  # noqa: F401

# What a switch may take until the other screen shows it, in seconds (G-33).
SHOWN_WITHIN = 2
NO_MEETING = None


@dataclass
class Road:
    """The two, the mail that arrived, and how long each switch took to show."""

    lena: Visitor
    gita: Visitor
    mails: list[EmailMessage]
    took: list[float] = field(default_factory=list)

    @property
    def pair_path(self) -> str:
        return f"/pairs/{Engagement.objects.get().pk}/"

    def open_newest_mail(self, visitor: Visitor, address: str) -> None:
        """Let the mail arrive, and press its button."""
        Worker().drain()
        visitor.open(button_path(self.mails, address))


@pytest.fixture
def road(cast, visit, inbox) -> Road:  # noqa: F811
    """Before the first step; Gita has said when she can be met."""
    cast.hours()
    return Road(visit("phone", cast.lena), visit("laptop", cast.gita), inbox)


def test_a_pair_goes_from_a_request_to_three_sessions_and_a_review(cast, road):
    agree_with_times(road)
    pick_first_time(road)
    hold(road, next_meeting=in_days(7))
    write_and_share_goal(road, level="Much less than hoped")
    hold(road, next_meeting=in_days(14))
    answer_mail_about_goal(road, cast.lena, level="A little more than hoped")
    hold(road, next_meeting=NO_MEETING)
    paper = save_review(road)

    road.gita.open(f"{road.pair_path}goals/")
    road.gita.reads(GOAL)
    road.gita.reads("A little more than hoped")
    assert median(road.took) < SHOWN_WITHIN
    held = Engagement.objects.get().guidance_sessions.exclude(opened_at=None)
    assert [each.completed_at is not None for each in held] == [True] * 3
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert len(paper.pages) <= 2
    words = " ".join("".join(page.extract_text() for page in paper.pages).split())
    assert GOAL in words
    assert "A little more than hoped" in words


def agree_with_times(road: Road) -> None:
    """A request, a yes with times, an agreement that both want."""
    ask_for_guidance(road.lena)
    road.open_newest_mail(road.gita, "gita@example.org")
    road.gita.tap("Accept")
    road.gita.write("Covered", "Presenting patients on rounds.")
    road.gita.write("Not covered", "My evaluation of Lena at the end of May.")
    road.gita.tap("Propose to Lena")
    road.gita.tap("Suggest times for the first meeting", role="link")
    road.gita.tap("Propose these times")
    road.gita.reads("Proposed. Lena picks one")
    road.open_newest_mail(road.lena, "lena@example.org")
    road.lena.tap("Agree to all of it")
    expect(road.lena.page.get_by_role("heading", level=1)).to_have_text("Gita Rao")


def pick_first_time(road: Road) -> None:
    """One tap on a proposed time; both get it for their calendars, each for themselves."""
    proposed = road.lena.page.get_by_role("button", name="None of these").locator("..")
    road.lena.tap_on(proposed.locator("li button").first)
    planned = Engagement.objects.get().guidance_sessions.get()
    Worker().drain()

    for address in ("lena@example.org", "gita@example.org"):
        assert newest_event(road.mails, address) == {
            "METHOD": "REQUEST",
            "UID": planned.appointment.uid,
            "SEQUENCE": 0,
            "DTSTART": planned.planned_for,
            "attendees": [f"mailto:{address}"],
        }


def newest_event(mails: list[EmailMessage], address: str) -> dict:
    """The newest invitation to this address, read strictly; its start must be written as UTC."""
    mail = next(each for each in reversed(mails) if each["To"] == address)
    [part] = [each for each in mail.walk() if each.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_content())
    [event] = calendar.walk("VEVENT")
    assert (calendar.errors, event.errors) == ([], [])
    assert part.get_param("method") == calendar["METHOD"]
    assert all(event[name].to_ical().endswith(b"Z") for name in ("DTSTART", "DTEND", "DTSTAMP"))
    attendees = event["ATTENDEE"]
    return {
        "METHOD": str(calendar["METHOD"]),
        "UID": str(event["UID"]),
        "SEQUENCE": int(event["SEQUENCE"]),
        "DTSTART": event["DTSTART"].dt.astimezone(UTC),
        "attendees": attendees if isinstance(attendees, list) else [str(attendees)],
    }


def hold(road: Road, next_meeting: str | None) -> None:
    """Open what is planned, switch once, end; both close."""
    road.gita.open(road.pair_path)
    road.gita.tap("Open this session", role="link")
    road.gita.tap("Say it and start")
    road.lena.open(road.pair_path)
    road.lena.tap("Go to the session", role="link")
    expect(role(road.lena)).to_have_text("Gita is coaching")
    road.gita.tap("Switch to mentoring")
    since = time.monotonic()
    expect(role(road.lena)).to_have_text("Gita is mentoring", timeout=BY_ITSELF)
    road.took.append(time.monotonic() - since)
    road.gita.page.get_by_text("End the session").click()
    road.gita.tap("End it now")
    expect(road.lena.page).to_have_url(road.gita.page.url, timeout=BY_ITSELF)
    close(road, next_meeting)


def close(road: Road, next_meeting: str | None) -> None:
    """Gita says when they meet next and what she promises, Lena her next step."""
    road.gita.choose("4", question="How well did you stay in the role of coach?")
    if next_meeting:
        road.gita.page.get_by_label("When do you meet next?").fill(next_meeting)
    else:
        road.gita.page.get_by_label("No further meeting planned").check()
    road.gita.page.get_by_text("You promised Lena something?").click()
    road.gita.write("What you will do until then (optional)", "Send the one-line template.")
    road.gita.tap("Save and finish")
    road.gita.reads("Your part is done.")
    road.lena.choose("5", question="How useful was this way of working for you?")
    road.lena.choose("4", question="How well did Gita stay in the role of coach?")
    road.lena.write("Your next step (optional)", "Write my one line before rounds.")
    road.lena.tap("Save and finish")
    road.lena.reads("This session is closed on both sides.")


def write_and_share_goal(road: Road, level: str) -> None:
    """A goal in Lena's words, first hers alone, then Gita's to read; asked about every week."""
    lena = road.lena
    lena.open("/goals/")
    lena.tap("Go straight to a goal", role="link")
    lena.write("Your goal, in your own words", GOAL)
    lena.tap("Keep it")
    lena.tap("Share with Gita")
    lena.reads("Gita can read this goal.")
    lena.page.get_by_label("Ask me how far I am").select_option(label="Every week")
    lena.tap("Set")
    lena.tap(level)
    lena.reads(level)


def answer_mail_about_goal(road: Road, person, level: str) -> None:
    """A week on, a mail asks; its link and one tap answer. Quiet hours may hold the mail itself."""
    goal_actions.ask_how_far(now=timezone.now() + timedelta(days=8))
    road.lena.open(path_with_token(latest_mail(person)))
    road.lena.tap(level)
    road.lena.reads("Kept")


def save_review(road: Road) -> PdfReader:
    """Lena picks what her program may read, looks at it, and keeps the paper."""
    lena = road.lena
    lena.open("/review-summary/")
    for label in ("The goal in my words", "How far on", "How many meetings I had"):
        lena.page.get_by_label(label).check()
    lena.write("In your own words (optional)", "I want to lead rounds next year.")
    lena.tap("See how it looks")
    lena.reads("Coaching: 3")
    with lena.page.expect_download() as download:
        lena.tap("Save as PDF", role="link")
    return PdfReader(download.value.path())


def in_days(days: int) -> str:
    """Ten o'clock on a day to come, as a browser's field for a moment takes it."""
    day: datetime = timezone.localtime() + timedelta(days=days)
    return f"{day:%Y-%m-%d}T10:00"
