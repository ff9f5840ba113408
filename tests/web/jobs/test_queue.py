"""The queue's rows: what is added, who may take it, and who may finish it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from fourfold_web.jobs.actions import (
    MAX_ATTEMPTS,
    REST,
    claim_job,
    complete_job,
    forget_old_jobs,
    give_back_job,
    queue_job,
    renew_lease,
)
from fourfold_web.jobs.models import Job, JobState
from fourfold_web.jobs.queries import QueueState, queue_state
from tests.web.jobs.sample_tasks import MailServerAwayError, note

pytestmark = pytest.mark.django_db
A_MINUTE = timedelta(minutes=1)


def enqueue() -> Job:
    return Job.objects.get(pk=note.enqueue("file", line="text").id)


def expire(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - A_MINUTE)


def state_of(job: Job) -> tuple[str, int, str]:
    job.refresh_from_db()
    return job.state, job.attempts, job.last_error


def test_enqueue_writes_one_ready_row():
    job = enqueue()

    assert (job.task_path, job.arguments, job.state) == (
        "tests.web.jobs.sample_tasks.note",
        {"args": ["file"], "kwargs": {"line": "text"}},
        "ready",
    )


@pytest.mark.django_db(transaction=True)
def test_enqueue_is_forgotten_when_the_transaction_rolls_back():
    with transaction.atomic():
        enqueue()
        transaction.set_rollback(True)

    assert Job.objects.count() == 0


def test_enqueue_refuses_what_is_no_json():
    with pytest.raises(TypeError, match="UUID"):
        note.enqueue("file", line=enqueue().pk)


def test_queue_job_refuses_what_is_no_task():
    with pytest.raises(TypeError, match="add_line is no task"):
        queue_job("tests.web.jobs.sample_tasks.add_line")


def test_result_follows_the_job():
    result = note.enqueue("file", line="text")
    complete_job(job=claim_job(worker="one"))

    result.refresh()

    assert (result.status, result.attempts) == (TaskResultStatus.SUCCESSFUL, 1)


@pytest.mark.parametrize("result_id", ["nonsense", "8c1f8e0e-5b1f-4c0b-9d6f-0f8f0c9b7c11"])
def test_result_of_an_unknown_id_does_not_exist(result_id):
    with pytest.raises(TaskResultDoesNotExist):
        note.get_result(result_id)


def test_claim_takes_the_longest_due_first_and_each_job_once():
    late, early = enqueue(), enqueue()
    Job.objects.filter(pk=early.pk).update(run_after=timezone.now() - A_MINUTE)

    claimed = [claim_job(worker="one"), claim_job(worker="two"), claim_job(worker="three")]

    assert claimed == [early, late, None]


def test_claim_leaves_a_deferred_job():
    note.using(run_after=timezone.now() + A_MINUTE).enqueue("file", line="later")

    assert claim_job(worker="one") is None


def test_expired_lease_is_claimed_again_under_a_new_token():
    enqueue()
    first = claim_job(worker="one")
    expire(first)

    second = claim_job(worker="two")

    assert (second.pk, second.attempts, second.worker) == (first.pk, 2, "two")
    assert second.lease_token != first.lease_token


def test_stale_token_changes_nothing():
    enqueue()
    first = claim_job(worker="one")
    expire(first)
    second = claim_job(worker="two")

    told = [
        complete_job(job=first),
        renew_lease(job=first),
        give_back_job(job=first, error=MailServerAwayError),
    ]

    assert told == [False, False, False]
    assert state_of(second) == (JobState.RUNNING, 2, "")
    assert complete_job(job=second)


def test_failed_job_rests_longer_each_time_and_then_has_failed():
    job = enqueue()
    rests = []
    for _ in range(MAX_ATTEMPTS):
        before = timezone.now()
        give_back_job(job=claim_job(worker="one"), error=MailServerAwayError)
        job.refresh_from_db()
        rests.append(round((job.run_after - before).total_seconds()))
        Job.objects.update(run_after=before)

    assert rests[:-1] == [rest.total_seconds() for rest in REST]
    error = "tests.web.jobs.sample_tasks.MailServerAwayError"
    assert state_of(job) == (JobState.FAILED, MAX_ATTEMPTS, error)
    assert claim_job(worker="one") is None


def test_job_whose_workers_all_died_has_failed():
    job = enqueue()
    for _ in range(MAX_ATTEMPTS):
        expire(claim_job(worker="one"))

    assert claim_job(worker="one") is None
    error = "fourfold_web.jobs.actions.LeaseExpiredError"
    assert state_of(job) == (JobState.FAILED, MAX_ATTEMPTS, error)


def test_queue_state_counts_what_waits_runs_and_failed():
    Job.objects.bulk_create(
        [
            Job(task_path="done", state=JobState.DONE),
            Job(task_path="failed", state=JobState.FAILED),
            Job(task_path="due", run_after=timezone.now() - A_MINUTE),
            Job(task_path="deferred", run_after=timezone.now() + A_MINUTE),
            Job(task_path="held", state="running", lease_until=timezone.now() + A_MINUTE),
            Job(task_path="expired", state="running", lease_until=timezone.now() - 2 * A_MINUTE),
        ]
    )

    found = queue_state()

    age = found.oldest_due_seconds
    assert found == QueueState(
        ready=2, due=1, running=2, expired=1, failed=1, oldest_due_seconds=age
    )
    assert 120 <= age < 130


def test_queue_state_of_an_empty_queue():
    assert queue_state() == QueueState(
        ready=0, due=0, running=0, expired=0, failed=0, oldest_due_seconds=0.0
    )


def test_forget_old_jobs_deletes_what_was_done_and_keeps_what_failed():
    old, now = timezone.now() - timedelta(days=40), timezone.now()
    for state, at in (("done", old), ("failed", old), ("done", now)):
        Job.objects.create(task_path="t", state=state, finished_at=at)

    forget_old_jobs(before=now - timedelta(days=30))

    assert set(Job.objects.values_list("state", "finished_at")) == {("failed", old), ("done", now)}
