"""The writes of the queue: add a job, claim it, keep it, give it back or finish it.

A lease is held by its token. Every write after the claim asks for the token, so whoever lost the
lease changes nothing and is told so by `False`.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task
from django_tasks.utils import get_module_path

from fourfold_web.jobs.models import Job, JobState
from fourfold_web.jobs.queries import anything_due, expired_jobs, ready_jobs

LEASE = timedelta(seconds=60)
# How long a job rests after its first, second, … failure. A mail server that is down for a morning
# must not cost a mail.
REST = (timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3))
MAX_ATTEMPTS = len(REST) + 1


class LeaseExpiredError(Exception):
    """Written down as the error of a job whose every worker died at it; never raised."""


def task_named(task_path: str) -> Task:
    """The task at `task_path`; refuses anything else that can be imported."""
    task = import_string(task_path)
    if not isinstance(task, Task):
        raise TypeError(f"{task_path} is no task: decorate it with django_tasks.task.")
    return task


def queue_job(
    task_path: str, *, not_before: datetime | None = None, **arguments: str | int | bool | None
) -> None:
    """Queue a task by its name, for actions, which stand below their app's tasks.

    It runs as soon as a worker is free, or `not_before` a moment of its own.
    """
    task_named(task_path).using(run_after=not_before).enqueue(**arguments)


@transaction.atomic
def queue_job_once(task_path: str, *, not_before: datetime) -> None:
    """Queue a task without arguments, unless it waits for this moment or an earlier one already.

    For a task that looks for its work itself, and queues itself again while there is more to come.
    """
    waiting = Job.objects.filter(
        task_path=task_path, state=JobState.READY, run_after__lte=not_before
    )
    # Locked, so that it does not run before it can see what the caller writes.
    if waiting.select_for_update().first() is None:
        queue_job(task_path, not_before=not_before)


@transaction.atomic
def queue_recurring_jobs(*, every: Mapping[str, timedelta]) -> None:
    """Queue each of these tasks that neither waits nor runs, for when its rest is over.

    `every` tells by a task's path how long it rests between two runs. Two workers that ask at once
    may queue one twice, which costs a second look and doubles nothing.
    """
    open_states = [JobState.READY, JobState.RUNNING]
    jobs = Job.objects.filter(task_path__in=every)
    waiting = set(jobs.filter(state__in=open_states).values_list("task_path", flat=True))
    # What ended longer ago than the longest rest holds nothing back.
    lately = timezone.now() - max(every.values(), default=timedelta())
    ended = jobs.filter(finished_at__gte=lately).values("task_path").annotate(at=Max("finished_at"))
    last = {row["task_path"]: row["at"] for row in ended}
    for path, rest in every.items():
        if path not in waiting:
            queue_job(path, not_before=last[path] + rest if path in last else None)


def forget_old_jobs(*, before: datetime) -> None:
    """Delete what was done before a moment; what failed stays, for whoever looks after the site."""
    Job.objects.filter(state=JobState.DONE, finished_at__lt=before).delete()


def claim_job(*, worker: str, lease: timedelta = LEASE) -> Job | None:
    """Take the next due job under a new lease, or `None` when nothing is due."""
    # Asked first without a lock: an idle worker must not take SQLite's only write lock all day.
    while anything_due(timezone.now()):
        job = _claim_next(worker=worker, lease=lease)
        if job is None or job.state == JobState.RUNNING:
            return job
    return None


@transaction.atomic
def _claim_next(*, worker: str, lease: timedelta) -> Job | None:
    now = timezone.now()
    job = _locked_first(expired_jobs(now)) or _locked_first(ready_jobs(now))
    if job is None:
        return None
    if job.attempts >= MAX_ATTEMPTS:
        # Its workers kept dying: perhaps the job kills them, so it is not handed out again.
        job.state, job.finished_at, job.lease_token = JobState.FAILED, now, None
        job.last_error = get_module_path(LeaseExpiredError)
    else:
        job.state, job.worker, job.started_at, job.heartbeat = JobState.RUNNING, worker, now, now
        job.lease_until, job.lease_token = now + lease, uuid.uuid4()
        job.attempts += 1
    job.save()
    return job


def _locked_first(jobs) -> Job | None:
    # SQLite has no row locks and needs none: its IMMEDIATE transaction lets one writer in.
    return jobs.select_for_update(skip_locked=True).first()


def renew_lease(*, job: Job, lease: timedelta = LEASE) -> bool:
    """Hold the job for another `lease` from now."""
    now = timezone.now()
    return _held(job).update(lease_until=now + lease, heartbeat=now) == 1


def complete_job(*, job: Job) -> bool:
    """Mark the job as done."""
    return _held(job).update(state=JobState.DONE, finished_at=timezone.now(), last_error="") == 1


def give_back_job(*, job: Job, error: type[BaseException]) -> bool:
    """Let a job that raised rest and be tried again; after the last attempt it has failed."""
    now = timezone.now()
    changes = {"last_error": get_module_path(error)[:200]}
    if job.attempts >= MAX_ATTEMPTS:
        changes |= {"state": JobState.FAILED, "finished_at": now}
    else:
        changes |= {"state": JobState.READY, "run_after": now + REST[job.attempts - 1]}
    return _held(job).update(**changes, lease_until=None, lease_token=None) == 1


def _held(job: Job):
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, lease_token=job.lease_token)
