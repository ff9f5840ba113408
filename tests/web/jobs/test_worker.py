"""One worker in this process: what it runs, writes down and logs."""

import logging
from datetime import timedelta

import pytest
from django.core.management import call_command

from fourfold_web.jobs.models import Job, JobState
from fourfold_web.jobs.worker import Worker
from tests.web.jobs.sample_tasks import fail, note, note_attempt

pytestmark = pytest.mark.django_db


def test_worker_once_runs_what_is_due_and_ends(tmp_path):
    for line in ("one", "two"):
        note.enqueue(str(tmp_path / "lines"), line=line)

    call_command("worker", "--once")

    assert (tmp_path / "lines").read_text() == "one\ntwo\n"
    assert set(Job.objects.values_list("state", "attempts")) == {(JobState.DONE, 1)}


def test_worker_tells_a_task_which_try_it_is(tmp_path):
    note_attempt.enqueue(str(tmp_path / "attempts"))

    Worker().drain()

    assert (tmp_path / "attempts").read_text() == "1\n"


def test_worker_goes_on_after_a_job_that_raises(tmp_path):
    fail.enqueue()
    note.enqueue(str(tmp_path / "lines"), line="next")

    assert Worker().drain() == 2

    assert (tmp_path / "lines").read_text() == "next\n"


def test_worker_gives_back_a_job_whose_task_is_gone():
    job = Job.objects.create(task_path="tests.gone.task", arguments={"args": [], "kwargs": {}})

    Worker().drain()

    job.refresh_from_db()
    assert (job.state, job.last_error) == (JobState.READY, "builtins.ModuleNotFoundError")


def test_worker_keeps_an_exception_s_message_out_of_row_and_log(caplog):
    fail.enqueue()

    with caplog.at_level(logging.DEBUG):
        Worker().drain()

    job = Job.objects.get()
    assert job.last_error == "tests.web.jobs.sample_tasks.MailServerAwayError"
    assert f"job {job.pk} {job.task_path} try 1 gave back after MailServerAwayError" in caplog.text
    assert "Lena" not in caplog.text


def test_stopped_worker_takes_no_further_job():
    note.enqueue("file", line="text")
    worker = Worker()
    worker.stop()

    assert worker.drain() == 0
    assert Job.objects.get().state == JobState.READY


def test_worker_runs_a_recurring_job_by_itself_and_again_after_its_rest():
    every = {"tests.web.jobs.sample_tasks.look_around": timedelta(hours=1)}

    ran = Worker(every=every).drain()
    Worker(every=every).drain()

    done, waiting = Job.objects.order_by("created_at")
    assert (ran, done.state, waiting.state) == (1, JobState.DONE, JobState.READY)
    assert waiting.run_after == done.finished_at + timedelta(hours=1)
