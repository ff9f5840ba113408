"""Coding in the background: once and with one mail, whatever happens to worker and words."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib.metadata import version
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from fourfold.transcripts.coding import code_turns
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.jobs.actions import claim_job
from fourfold_web.jobs.models import Job
from fourfold_web.jobs.worker import Worker
from fourfold_web.transcripts import actions
from fourfold_web.transcripts.actions.code import begin_coding, keep_codes
from fourfold_web.transcripts.models import Transcript
from fourfold_web.transcripts.queries import CODE
from tests.cast import turns_of
from tests.web.transcripts.pages import url


@pytest.fixture
def waiting(cast) -> Transcript:
    """A transcript that no worker has taken up."""
    draft = cast.transcript_draft(cast.pair())
    return actions.add_transcript(guide=cast.gita, draft=draft, turns=turns_of(draft))


def mails() -> list[tuple]:
    return [(each.to, each.path) for each in OutgoingMail.objects.filter(kind="report_ready")]


def test_the_worker_codes_and_the_guide_alone_gets_a_mail(cast, waiting):
    Worker().drain()

    waiting.refresh_from_db()
    assert waiting.coded_at is not None
    assert waiting.coder_version == version("fourfold")
    assert mails() == [(cast.gita, url("report", waiting))]


def test_coding_twice_does_it_once(coded):
    first = (coded.codes, coded.coded_at)

    actions.code_transcript(transcript_id=coded.pk)

    coded.refresh_from_db()
    assert (coded.codes, coded.coded_at) == first
    assert len(mails()) == 1


def test_a_job_whose_worker_was_killed_is_taken_up_again(cast, waiting):
    Job.objects.exclude(task_path=CODE).delete()
    killed = claim_job(worker="killed")
    begin_coding(transcript_id=waiting.pk)
    Job.objects.filter(pk=killed.pk).update(lease_until=timezone.now() - timedelta(seconds=1))

    Worker().drain()

    waiting.refresh_from_db()
    assert waiting.coded_at is not None
    assert Job.objects.get(pk=killed.pk).attempts == 2
    assert mails() == [(cast.gita, url("report", waiting))]


def test_two_workers_at_one_transcript_keep_the_first_codes(waiting):
    words, same_words = (begin_coding(transcript_id=waiting.pk) for _ in range(2))
    keep_codes(transcript_id=waiting.pk, coded=code_turns(words))
    first = Transcript.objects.get().coded_at

    keep_codes(transcript_id=waiting.pk, coded=code_turns(same_words))

    assert Transcript.objects.get().coded_at == first
    assert len(mails()) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_code_once(waiting):
    ready = Barrier(2)

    def code(_) -> None:
        ready.wait()
        try:
            actions.code_transcript(transcript_id=waiting.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(code, range(2)))

    assert Transcript.objects.get().coded_at is not None
    assert len(mails()) == 1


def test_words_deleted_while_they_are_coded_stay_deleted(cast, waiting):
    words = begin_coding(transcript_id=waiting.pk)
    actions.delete_transcript(by=cast.gita, transcript=waiting)

    keep_codes(transcript_id=waiting.pk, coded=code_turns(words))

    assert (Transcript.objects.count(), mails()) == (0, [])


def test_a_yes_taken_back_while_coding_leaves_nothing(cast, waiting):
    words = begin_coding(transcript_id=waiting.pk)
    actions.withdraw_consent(by=cast.lena, guidance_session=waiting.guidance_session)

    keep_codes(transcript_id=waiting.pk, coded=code_turns(words))

    assert (Transcript.objects.count(), mails()) == (0, [])


def test_coding_a_deleted_transcript_does_nothing(cast, waiting):
    actions.delete_transcript(by=cast.gita, transcript=waiting)

    Worker().drain()

    assert (Transcript.objects.count(), mails()) == (0, [])
    assert Job.objects.get(task_path=CODE).last_error == ""
