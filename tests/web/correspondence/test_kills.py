"""No mail is lost while workers are killed in mid-mail and the mail server goes away and returns.

A worker process of the product sends to a real mail server here, while the same actions as on any
day queue mail. Where it dies is drawn from a seed.
"""

import asyncio
import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from functools import partial
from random import Random
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone
from icalendar import Calendar

from fourfold_web.correspondence.models import CalendarEntry, Dropped, OutgoingMail
from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions import actions as session_actions
from fourfold_web.jobs.models import Job
from tests.cast import Cast, build_cast
from tests.web.correspondence.conftest import AnyPortController, Inbox
from tests.web.jobs.test_crash import Drill

SEED = 4
# How far the mail has come when its worker dies: it has an address; the server has it, but has not
# said so; the server has said so.
ADDRESSED, TAKEN, ANSWERED = STAGES = ("addressed", "taken", "answered")
# A drill that gets stuck fails after so many seconds.
STUCK = 30
# Longer than any lease or rest of a job.
LONG_AFTER = timedelta(hours=1)


class DeadlyInbox(Inbox):
    """Sees a mail reach a stage, and does not go on with it before its worker is dead."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.dead = threading.Event(), threading.Event()
        self.stage, self.mails_before = "", 0

    def strike(self, stage: str, *, mails_before: int) -> None:
        """Wait for the mail after so many others to come to this stage."""
        # New ones, so that whoever still waits for an earlier death has seen it.
        self.reached, self.dead = threading.Event(), threading.Event()
        self.stage, self.mails_before = stage, mails_before

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802
        answer = await super().handle_RCPT(server, session, envelope, address, options)
        await self._come_to(ADDRESSED)
        return answer

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        await self._come_to(TAKEN)
        await self._come_to(ANSWERED)
        return answer

    async def _come_to(self, stage: str) -> None:
        if stage != self.stage or self.reached.is_set():
            return
        if self.mails_before:
            self.mails_before -= 1
            return
        dead = self.dead
        self.reached.set()
        if stage != ANSWERED:
            await asyncio.to_thread(dead.wait, STUCK)


class House:
    """The mail server and the worker of one site; either can be away."""

    def __init__(self, drill: Drill) -> None:
        self.drill, self.inbox = drill, DeadlyInbox()
        self.server, self.port = None, 0
        self.at_work_when_killed: set[str] = set()

    def open_mail_server(self) -> None:
        self.server = AnyPortController(self.inbox, hostname="127.0.0.1", port=self.port)
        self.server.start()
        self.port = self.server.port
        self.drill.environment["FOURFOLD_EMAIL_URL"] = f"smtp://127.0.0.1:{self.port}"

    def close_mail_server(self) -> None:
        self.server.stop()

    def kill(self, worker) -> None:
        """As kill -9 does. Which mails were under way is kept."""
        worker.kill()
        worker.wait()
        under_way = OutgoingMail.objects.filter(sent_at=None, sending_since__isnull=False)
        self.at_work_when_killed |= {message_id(each) for each in under_way}
        self.inbox.dead.set()

    def send_all(self) -> None:
        """A worker that runs until nothing is due."""
        long_after()
        worker = self.drill.worker("--once")
        assert worker.wait(timeout=STUCK) == 0, worker.stderr.read()


@pytest.fixture
def house(transactional_db):
    """A site on the suite's own rows, so that the tests' actions queue what its worker sends."""
    house = House(Drill(database_url()))
    house.drill.environment["FOURFOLD_FROM_EMAIL"] = "Fourfold <fourfold@example.org>"
    house.open_mail_server()
    yield house
    house.drill.close()
    house.inbox.dead.set()
    house.close_mail_server()


def database_url() -> str:
    """The suite's own rows, for another process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["FOURFOLD_DATABASE_URL"])._replace(path=f"/{name}").geturl()


def message_id(mail: OutgoingMail) -> str:
    return f"<{mail.pk}@example.org>"


def long_after() -> None:
    """No worker lives: every lease, claim and rest has run out."""
    now = timezone.now()
    Job.objects.filter(state="ready").update(run_after=now)
    Job.objects.filter(state="running").update(lease_until=now)
    OutgoingMail.objects.exclude(sending_since=None).update(sending_since=now - LONG_AFTER)


def write_mail(cast: Cast, pair: Engagement, rng: Random) -> None:
    """Plan one more meeting; some are moved right away, some are called off."""
    planned = cast.planned(pair)
    match rng.randrange(4):
        case 0:
            at = planned.planned_for + timedelta(minutes=30)
            session_actions.move_session(
                by=cast.lena, guidance_session=planned, planned_for=at, minutes=30
            )
        case 1:
            session_actions.call_off_session(by=cast.lena, guidance_session=planned)


def settled(mail: OutgoingMail) -> bool:
    """Sent, or of a meeting that has moved on since."""
    return bool(mail.sent_at) or mail.dropped_because == Dropped.OVERTAKEN


def newest_of_each_meeting(mails: list[EmailMessage]) -> dict[tuple[str, str], int]:
    """The invitation that each reader's calendar ends with, as they arrived."""
    found = {}
    for mail in mails:
        for part in mail.walk():
            if part.get_content_type() == "text/calendar":
                [event] = Calendar.from_ical(part.get_content()).walk("VEVENT")
                found[mail["To"], str(event["UID"])] = int(event["SEQUENCE"])
    return found


def calendars_now() -> dict[tuple[str, str], int]:
    """The same as our rows have it."""
    entries = CalendarEntry.objects.order_by("sequence").select_related("mail__to")
    return {(each.mail.to.email, each.uid): each.sequence for each in entries}


def work_until_killed(house: House, stage: str, rng: Random, write: Callable[[], None]) -> None:
    """A worker sends what is due, and what is written meanwhile, until it dies in mid-mail."""
    house.inbox.strike(stage, mails_before=rng.randrange(1, 6))
    long_after()
    worker = house.drill.worker()
    deadline = time.monotonic() + STUCK
    while not house.inbox.reached.wait(timeout=0.4):
        assert time.monotonic() < deadline, f"no mail was {stage}"
        write()
    # The answer is on its way, and perhaps written down.
    time.sleep(rng.uniform(0, 0.05) if stage == ANSWERED else 0)
    house.kill(worker)


def test_no_mail_is_lost_while_workers_and_mail_servers_die(house):
    rng = Random(SEED)  # noqa: S311
    cast = build_cast()
    pair = cast.pair()

    for stage in rng.sample(STAGES, k=3):
        work_until_killed(house, stage, rng, partial(write_mail, cast, pair, rng))
    house.close_mail_server()
    cast.planned(pair)
    house.send_all()
    were_refused = OutgoingMail.objects.filter(sent_at=None).exclude(failed_at=None).exists()
    house.open_mail_server()
    house.send_all()

    mails = list(OutgoingMail.objects.all())
    arrived = Counter(mail["Message-ID"] for mail in house.inbox.mails)
    assert were_refused
    assert [mail for mail in mails if not settled(mail)] == []
    assert {message_id(mail) for mail in mails if mail.sent_at} - set(arrived) == set()
    # The documented moment: the worker died between the server's yes and its own note of it.
    twice = {name for name, times in arrived.items() if times > 1}
    assert twice <= house.at_work_when_killed
    assert newest_of_each_meeting(house.inbox.mails) == calendars_now()
