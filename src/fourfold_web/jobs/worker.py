"""The loop that runs jobs, and the heartbeat that keeps the lease of the one at work."""

import logging
import os
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django_tasks.base import TaskContext

from fourfold_web.jobs.actions import (
    LEASE,
    claim_job,
    complete_job,
    give_back_job,
    queue_recurring_jobs,
    renew_lease,
    task_named,
)
from fourfold_web.jobs.backend import result_of
from fourfold_web.jobs.models import Job

# Seconds between two looks for recurring jobs that are not queued.
LOOK_AFTER = 30

logger = logging.getLogger(__name__)


class Worker:
    """Runs due jobs one after the other until `stop` is called."""

    def __init__(
        self, *, lease: timedelta = LEASE, every: Mapping[str, timedelta] | None = None
    ) -> None:
        """`every` names the tasks that run by themselves, with their rest between two runs."""
        self.name = f"{socket.gethostname()[:60]}:{os.getpid()}"
        self.lease = lease
        self.every = every or {}
        self.stopping = False
        self._asked_at = -LOOK_AFTER

    def stop(self) -> None:
        """Finish the job at work, then end. A plain flag, since signal handlers call this."""
        self.stopping = True

    def drain(self) -> int:
        """Run what is due now, one job after the other; returns how many ran."""
        self._queue_recurring()
        ran = 0
        while not self.stopping and (job := claim_job(worker=self.name, lease=self.lease)):
            self.run(job)
            ran += 1
        return ran

    def _queue_recurring(self) -> None:
        if self.every and time.monotonic() - self._asked_at >= LOOK_AFTER:
            queue_recurring_jobs(every=self.every)
            self._asked_at = time.monotonic()

    def loop(self, *, poll: float) -> None:
        """Drain, rest for `poll` seconds, and again. Outlives a database that is away."""
        while not self.stopping:
            close_old_connections()
            try:
                self.drain()
            except (DatabaseError, InterfaceError) as error:
                logger.error("worker %s lost the database: %s", self.name, type(error).__name__)
                connection.close()
            if not self.stopping:
                time.sleep(poll)

    def run(self, job: Job) -> None:
        """Call the job's task once under a renewed lease, and write down how it went."""
        started = time.monotonic()
        try:
            with _heartbeat(job, self.lease):
                _call(job)
        # The edge of the process: any task may raise anything.
        except Exception as error:
            state = "gave back" if give_back_job(job=job, error=type(error)) else "lost"
            outcome = f"{state} after {type(error).__name__}"
        else:
            outcome = "done" if complete_job(job=job) else "lost"
        seconds = time.monotonic() - started
        logger.info(
            "job %s %s try %d %s %.2f s", job.pk, job.task_path, job.attempts, outcome, seconds
        )


def _call(job: Job) -> None:
    task = task_named(job.task_path)
    context = [TaskContext(task_result=result_of(job, task))] if task.takes_context else []
    task.call(*context, *job.arguments["args"], **job.arguments["kwargs"])


@contextmanager
def _heartbeat(job: Job, lease: timedelta) -> Iterator[None]:
    ended = threading.Event()
    thread = threading.Thread(target=_beat, args=(job, lease, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat(job: Job, lease: timedelta, ended: threading.Event) -> None:
    # Three beats a lease: two may be lost to a busy database before the job is.
    while not ended.wait(lease.total_seconds() / 3):
        try:
            if not renew_lease(job=job, lease=lease):
                break
        except (DatabaseError, InterfaceError) as error:
            logger.warning("job %s could not renew: %s", job.pk, type(error).__name__)
            connection.close()
    connection.close()
