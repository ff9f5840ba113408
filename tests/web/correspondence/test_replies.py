"""What calendars answer: kept when it is ours, dropped without a word when not."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from fourfold_web.correspondence.actions import queue_invitation
from fourfold_web.correspondence.invitations import Invitation
from fourfold_web.correspondence.models import CalendarAnswer
from fourfold_web.correspondence.queries import calendar_answers

pytestmark = pytest.mark.django_db
STARTS_AT = datetime(2026, 12, 3, 18, 30, tzinfo=UTC)
REPLY = """From: Lena <Lena@example.org>
To: fourfold@example.org
Subject: Accepted: Fourfold session
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain

Fine with me.
--b
Content-Type: text/calendar; charset=utf-8; method=REPLY

BEGIN:VCALENDAR
PRODID:-//Example//EN
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
UID:a1@fourfold
SEQUENCE:0
DTSTAMP:20261125T090000Z
DTSTART:20261203T183000Z
ATTENDEE;PARTSTAT=ACCEPTED;CN=Lena:MAILTO:lena@example.org
ORGANIZER:mailto:fourfold@example.org
END:VEVENT
END:VCALENDAR
--b--
"""


@pytest.fixture
def invited(lena):
    """Lena, who was invited to a1."""
    queue_invitation(
        to=lena,
        kind="session_planned",
        path="/home/",
        key="1",
        invitation=Invitation("a1@fourfold", 0, STARTS_AT, STARTS_AT + timedelta(minutes=30)),
    )
    return lena


@pytest.fixture
def read(monkeypatch):
    """Run the command as a mail server's pipe does."""

    def run(mail: str | bytes) -> None:
        raw = mail if isinstance(mail, bytes) else mail.encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
        call_command("read_reply")

    return run


def test_reply_of_the_invited_is_kept_and_the_latest_counts(invited, read):
    read(REPLY)
    read(REPLY)
    assert calendar_answers("a1@fourfold") == {invited.pk: "accepted"}

    read(REPLY.replace("ACCEPTED", "DECLINED"))

    assert calendar_answers("a1@fourfold") == {invited.pk: "declined"}


@pytest.mark.parametrize(
    "mail",
    [
        REPLY.replace("a1@fourfold", "a2@fourfold"),
        REPLY.replace("Lena@example.org", "gita@example.org"),
        REPLY.replace("MAILTO:lena", "MAILTO:gita"),
        REPLY.replace("METHOD:REPLY", "METHOD:REQUEST"),
        REPLY.replace("SEQUENCE:0", "SEQUENCE:7"),
        REPLY.replace("ACCEPTED", "DELEGATED"),
        "From: lena@example.org\nSubject: Out of office\n\nI am away.",
    ],
    ids=["unknown uid", "other sender", "other attendee", "no reply", "sequence", "word", "mail"],
)
def test_other_mail_is_left_aside(invited, read, mail):
    read(mail)

    assert not CalendarAnswer.objects.exists()


def test_hostile_mail_is_left_aside_and_nothing_is_raised(invited, read):
    nested = "".join(
        f'Content-Type: multipart/mixed; boundary="{depth}"\n\n--{depth}\n' for depth in range(2000)
    )
    for mail in (
        b"",
        bytes(range(256)) * 50,
        REPLY.replace("BEGIN:VEVENT", "BEGIN:VEVENT\n" * 500),
        REPLY.replace("SEQUENCE:0", "SEQUENCE:many"),
        REPLY.replace("SEQUENCE:0", "SEQUENCE:" + "9" * 5000),
        REPLY.replace("SEQUENCE:0", "SEQUENCE:99999999999"),
        REPLY.replace("UID:a1@fourfold", "UID:a1\x00@fourfold"),
        REPLY.replace("UID:a1@fourfold", "UID;X=" + "\x00" * 50 + ":a1"),
        REPLY.replace("charset=utf-8", "charset=no-such-charset"),
        REPLY.replace("From: Lena <Lena@example.org>", "From: =?x?q?=ff?= <<<@"),
        nested + REPLY,
        REPLY + "x" * 1_000_000,
    ):
        read(mail)

    assert not CalendarAnswer.objects.exclude(answer="accepted").exists()
