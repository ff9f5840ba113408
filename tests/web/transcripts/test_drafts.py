"""Unscreened words are gone ten minutes after the last look, and nobody finds them after that."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.jobs.models import Job, JobState
from fourfold_web.jobs.worker import Worker
from fourfold_web.shared.conflict import Conflict
from fourfold_web.shared.templatetags.fourfold import day_and_time
from fourfold_web.transcripts import actions
from fourfold_web.transcripts.access import drafts_visible_to
from fourfold_web.transcripts.actions.forget import FORGET
from fourfold_web.transcripts.models import Transcript, TranscriptDraft
from tests.cast import TALK, turns_of
from tests.web.transcripts.pages import url

GONE = "These words are no longer here"


@pytest.fixture
def draft(cast) -> TranscriptDraft:
    return cast.transcript_draft(cast.pair())


def sweeps() -> list[Job]:
    return list(Job.objects.filter(task_path=FORGET, state=JobState.READY))


def expire(draft: TranscriptDraft) -> None:
    past = timezone.now() - timedelta(seconds=1)
    TranscriptDraft.objects.filter(pk=draft.pk).update(expires_at=past)


def test_discard_deletes_at_once(draft, gita):
    gita.post(url("discard", draft))

    assert TranscriptDraft.objects.count() == 0


def test_a_draft_is_swept_when_its_time_is_up(draft):
    [sweep] = sweeps()
    assert sweep.run_after == draft.expires_at
    expire(draft)
    Job.objects.filter(pk=sweep.pk).update(run_after=timezone.now())

    Worker().drain()

    assert (TranscriptDraft.objects.count(), sweeps()) == (0, [])


def test_a_draft_that_is_looked_at_stays_and_the_sweep_comes_back_once(cast, draft, gita):
    gita.get(url("check", draft))
    Job.objects.filter(task_path=FORGET).update(run_after=timezone.now())

    Worker().drain()

    [again] = sweeps()
    assert again.run_after == TranscriptDraft.objects.get().expires_at


def test_one_sweep_serves_every_draft(cast, draft):
    other = cast.transcript_draft(cast.pair(FormOfGuidance.MENTORING))
    assert len(sweeps()) == 1
    expire(draft)

    actions.forget_expired_drafts()

    assert list(TranscriptDraft.objects.all()) == [other]
    assert len(sweeps()) == 1


def test_a_sweep_is_queued_anew_for_an_earlier_moment(draft):
    earlier = draft.expires_at - timedelta(minutes=5)

    actions.forget.forget_at(earlier)
    actions.forget.forget_at(earlier)

    assert sorted(job.run_after for job in sweeps()) == [earlier, draft.expires_at]


def test_an_expired_draft_is_found_by_nobody(cast, draft):
    expire(draft)

    assert list(drafts_visible_to(cast.gita)) == []
    with pytest.raises(Conflict, match=GONE):
        actions.add_transcript(guide=cast.gita, draft=draft, turns=turns_of(draft))
    with pytest.raises(Conflict, match=GONE):
        actions.look_at(draft=draft)
    assert Transcript.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_expired_draft_is_told_kindly(draft, gita, method):
    expire(draft)

    response = getattr(gita, method)(url("check", draft))

    assert response.status_code == 409
    assert GONE in response.text


def test_a_draft_that_was_swept_is_told_kindly_where_it_was_brought_in(held, gita):
    gita.post(url("upload", held), {"pasted": TALK})
    draft = TranscriptDraft.objects.get()
    expire(draft)
    actions.forget_expired_drafts()

    response = gita.post(url("check", draft), {"guide": "Gita"})

    assert response.status_code == 409
    assert GONE in response.text


def test_a_second_file_replaces_the_first(cast, draft, gita):
    gita.post(url("upload", draft.guidance_session), {"pasted": "Gita: One.\n\nLena: Two."})

    [found] = TranscriptDraft.objects.all()
    assert [turn.text for turn in found.to_core().turns] == ["One.", "Two."]
    assert gita.get(url("check", draft)).status_code == 404


def test_discard_works_after_the_pair_has_ended(cast, draft, gita):
    engagement_actions.end_engagement(by=cast.lena, engagement=draft.guidance_session.engagement)

    page = gita.get(url("talk", draft.guidance_session)).text
    response = gita.post(url("discard", draft))

    assert "Words wait for your check" in page
    assert "Go on" not in page
    assert (response.status_code, TranscriptDraft.objects.count()) == (302, 0)


@pytest.mark.parametrize("address", ["check", "discard", "look_at"])
def test_an_expired_draft_is_deleted_by_who_meets_it(draft, gita, address):
    expire(draft)

    gita.post(url(address, draft))

    assert TranscriptDraft.objects.count() == 0


def test_bringing_words_in_sweeps_what_has_expired(cast, draft):
    expire(draft)

    other = cast.transcript_draft(cast.pair(FormOfGuidance.MENTORING))

    assert list(TranscriptDraft.objects.all()) == [other]


def test_a_waiting_draft_is_found_from_the_page_of_the_words(draft, cast, as_person):
    talk = url("talk", draft.guidance_session)

    found = [url("check", draft) in as_person(who).get(talk).text for who in (cast.gita, cast.lena)]

    assert found == [True, False]


def test_who_reads_on_keeps_the_draft(draft, gita):
    soon = timezone.now() + timedelta(minutes=1)
    TranscriptDraft.objects.update(expires_at=soon)

    response = gita.post(url("look_at", draft))

    assert (response.status_code, response.content) == (204, b"")
    assert TranscriptDraft.objects.get().expires_at > soon


def test_the_check_says_until_when_it_is_kept_and_keeps_itself(draft, gita):
    page = gita.get(url("check", draft)).text

    kept_until = day_and_time(timezone.localtime(TranscriptDraft.objects.get().expires_at))
    assert f"Kept until {kept_until}" in page
    assert f'hx-post="{url("look_at", draft)}" hx-trigger="every 120s"' in page


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a setting of SQLite")
def test_deleted_words_are_overwritten_on_disk(db):
    with connection.cursor() as cursor:
        [overwrites] = cursor.execute("PRAGMA secure_delete").fetchone()

    assert overwrites == 1
