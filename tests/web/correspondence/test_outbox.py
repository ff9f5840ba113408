"""Mail from the row to a real mail server: what arrives, how often, and what is refused."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from fourfold.issues import FourfoldError
from fourfold_web.correspondence.actions import (
    BeingSentError,
    deliver_mail,
    queue_mail,
    try_again,
)
from fourfold_web.correspondence.kinds import mail_kinds
from fourfold_web.correspondence.letters import compose
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.jobs.models import Job
from fourfold_web.jobs.worker import Worker

pytestmark = pytest.mark.django_db
PATH = "/requests/8c1f8e0e-5b1f-4c0b-9d6f-0f8f0c9b7c11/"


def queue(to, **changes) -> OutgoingMail:
    return queue_mail(
        **{"to": to, "kind": "request_waiting", "path": PATH, "key": "request:1", **changes}
    )


def retry_now() -> None:
    Job.objects.update(run_after=timezone.now(), state="ready")


def body_of(mail, kind: str) -> str:
    return mail.get_body((kind,)).get_content()


def test_mail_arrives_as_text_and_html_with_one_link(lena, inbox):
    mail = queue(lena, reply_within_days=7)

    Worker().drain()

    [arrived] = inbox
    url = f"https://fourfold.example.org{PATH}"
    assert arrived.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in arrived.iter_parts()] == ["text/plain", "text/html"]
    assert re.findall(r"https?://\S+", body_of(arrived, "plain")) == [url]
    assert re.findall(r'(?:href|src)="([^"]*)"', body_of(arrived, "html")) == [url]
    assert {name: arrived[name] for name in ("To", "From", "Subject", "Auto-Submitted")} == {
        "To": "lena@example.org",
        "From": "Fourfold <fourfold@example.org>",
        "Subject": "Someone is waiting for your answer",
        "Auto-Submitted": "auto-generated",
    }
    assert arrived["Message-ID"] == f"<{mail.pk}@example.org>"


def test_mail_says_the_same_in_text_and_html(lena, inbox):
    queue(lena, reply_within_days=1)

    Worker().drain()

    for said in ("Hello Lena,", "an answer within 1 day.", "your program lists you as a guide"):
        assert said in body_of(inbox[0], "plain")
        assert said in body_of(inbox[0], "html")


def test_mail_shows_a_moment_in_the_reader_s_time_zone(lena):
    starts_at = datetime(2026, 12, 3, 18, 30, tzinfo=UTC)
    mail = queue(lena, kind="session_planned", starts_at=starts_at)

    assert "Thursday, December 3 at 13:30 (America/New_York)" in compose(mail).body


def test_mail_escapes_name_and_address_in_html_only(lena):
    lena.name, lena.email = "<b>Lena</b>", "lena&co@example.org"

    letter = compose(OutgoingMail(to=lena, kind="person_added", path="/sign-in/"))

    for said in ("Hello <b>Lena</b>,", "this address, lena&co@example.org."):
        assert said in letter.body
        assert escape(said) in letter.alternatives[0].content


@pytest.mark.parametrize("name", mail_kinds())
def test_every_kind_can_be_written_and_names_no_form_of_guidance(lena, name):
    kind = mail_kinds()[name]
    letter = compose(OutgoingMail(to=lena, kind=name, path=PATH))
    html = letter.alternatives[0].content

    # One button, and for nudges the way to stop them.
    assert letter.body.count("https://") + letter.body.count("http://") == 1 + kind.nudge
    assert (html.count("href="), html.count('class="button"')) == (1 + kind.nudge, 1)
    assert kind.why in letter.body
    assert not re.search(r"advis|coach|mentor|wisdom", letter.subject + letter.body + html, re.I)


def test_mail_is_sent_once_when_its_task_runs_twice(lena, inbox):
    mail = queue(lena)
    Worker().drain()
    retry_now()
    Worker().drain()

    mail.refresh_from_db()
    assert len(inbox) == 1
    assert (mail.attempts, mail.sent_at is not None, mail.sending_since) == (1, True, None)
    assert Job.objects.get().state == "done"


def test_mail_is_left_to_the_worker_that_is_sending_it(lena, inbox):
    mail = queue(lena)
    OutgoingMail.objects.update(sending_since=timezone.now())

    with pytest.raises(BeingSentError):
        deliver_mail(mail_id=mail.pk)

    assert inbox == []


def test_mail_whose_worker_died_while_sending_is_sent_by_the_next(lena, inbox):
    mail = queue(lena)
    OutgoingMail.objects.update(sending_since=timezone.now() - timedelta(minutes=1))

    deliver_mail(mail_id=mail.pk)

    assert len(inbox) == 1


def test_mail_waits_while_the_mail_server_is_down(lena, mail_server, inbox):
    mail_server.stop()
    mail = queue(lena)

    Worker().drain()

    mail.refresh_from_db()
    job = Job.objects.get()
    assert (mail.attempts, mail.sent_at, mail.sending_since) == (1, None, None)
    assert mail.failed_at is not None
    assert (job.state, job.attempts, job.last_error) == (
        "ready",
        1,
        "builtins.ConnectionRefusedError",
    )
    assert inbox == []


def test_mail_goes_out_once_when_the_mail_server_is_back(lena, inbox, settings):
    mail = queue(lena)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    Worker().drain()
    settings.EMAIL_PORT = port

    for _ in range(2):
        retry_now()
        Worker().drain()

    mail.refresh_from_db()
    assert len(inbox) == 1
    assert (mail.attempts, mail.failed_at) == (2, None)


def test_mail_refused_for_good_is_not_tried_again_and_its_reader_is_told(
    lena, mail_server, as_person
):
    mail_server.handler.refuses = True
    mail = queue(lena)

    Worker().drain()

    mail.refresh_from_db()
    assert (mail.attempts, mail.sent_at, mail.undeliverable_at is not None) == (1, None, True)
    assert Job.objects.get().state == "done"
    page = as_person(lena).get(reverse("correspondence:settings")).text
    assert "A mail could not reach you" in page


def test_mail_refused_for_now_is_tried_again(lena, mail_server, inbox):
    mail_server.handler.is_busy = True
    queue(lena)
    Worker().drain()
    mail_server.handler.is_busy = False

    retry_now()
    Worker().drain()

    assert len(inbox) == 1


def test_mail_whose_job_gave_up_is_tried_again_for_three_days(lena, inbox):
    mail = queue(lena)
    Job.objects.update(state="failed")
    hours_ago = timezone.now() - timedelta(hours=4)
    OutgoingMail.objects.update(failed_at=hours_ago, created_at=hours_ago)

    rounds = [try_again(now=timezone.now()) for _ in range(2)]
    Worker().drain()

    mail.refresh_from_db()
    assert (rounds, len(inbox), mail.failed_at) == ([1, 0], 1, None)


def test_mail_that_never_went_in_three_days_is_undeliverable(lena, inbox):
    mail = queue(lena)
    Job.objects.update(state="failed")
    days_ago = timezone.now() - timedelta(days=3)
    OutgoingMail.objects.update(failed_at=days_ago, created_at=days_ago)

    assert try_again(now=timezone.now()) == 0

    mail.refresh_from_db()
    assert mail.undeliverable_at is not None


def test_mail_to_a_person_who_left_is_dropped(lena, inbox):
    mail = queue(lena)
    lena.is_active = False
    lena.save()

    Worker().drain()

    mail.refresh_from_db()
    assert (inbox, mail.sent_at, mail.dropped_at is not None) == ([], None, True)


def test_mail_of_an_erased_person_is_forgotten(lena, inbox):
    queue(lena)
    lena.delete()

    Worker().drain()

    assert (inbox, OutgoingMail.objects.count()) == ([], 0)
    assert Job.objects.get().state == "done"


def test_queue_mail_with_the_same_key_adds_nothing(lena):
    first, second = queue(lena), queue(lena)

    assert first == second
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_queue_mail_is_forgotten_when_the_caller_rolls_back(lena):
    with transaction.atomic():
        queue(lena)
        transaction.set_rollback(True)

    assert (OutgoingMail.objects.count(), Job.objects.count()) == (0, 0)


def test_queue_mail_keeps_no_words_in_its_rows(lena):
    mail = queue(lena, reply_within_days=7)

    assert mail.facts == {"reply_within_days": 7}
    assert Job.objects.get().arguments == {"args": [], "kwargs": {"mail_id": str(mail.pk)}}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "advert"}, "Unknown kind of mail 'advert'. Choose one of: request_waiting,"),
        ({"text": "Please help"}, "Unknown fact of mail request_waiting 'text'"),
        (
            {"reply_within_days": "soon"},
            "Fact reply_within_days of mail request_waiting must be",
        ),
        ({"reply_within_days": True}, "must be a number"),
        ({"path": "//evil.example"}, "A mail leads to a page of this site"),
        ({"path": "https://evil.example"}, "A mail leads to a page of this site"),
    ],
)
def test_queue_mail_refuses_by_name(lena, changes, message):
    with pytest.raises(FourfoldError, match=re.escape(message)):
        queue(lena, **changes)

    assert OutgoingMail.objects.count() == 0


def test_a_welcome_names_the_program_and_the_role(cast):
    letter = compose(OutgoingMail(to=cast.gita, kind="person_added", path="/sign-in/"))

    assert f"{cast.program.name} added you as a guide." in letter.body
