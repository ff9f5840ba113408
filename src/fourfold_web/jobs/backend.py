"""The Django Tasks API over our own rows. Callers use that API only, so that a site can put
another queue in its place by one setting."""

from uuid import UUID

from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from fourfold_web.jobs.actions import task_named
from fourfold_web.jobs.models import Job, JobState

STATUS = {
    JobState.READY: TaskResultStatus.READY,
    JobState.RUNNING: TaskResultStatus.RUNNING,
    JobState.DONE: TaskResultStatus.SUCCESSFUL,
    JobState.FAILED: TaskResultStatus.FAILED,
}


def result_of(job: Job, task: Task) -> TaskResult:
    """The job as the Tasks API shows it.

    What a task returns is not kept: it may be confidential.
    """
    return TaskResult(
        task=task,
        id=str(job.pk),
        status=STATUS[JobState(job.state)],
        enqueued_at=job.created_at,
        started_at=job.started_at,
        last_attempted_at=job.started_at,
        finished_at=job.finished_at,
        args=job.arguments["args"],
        kwargs=job.arguments["kwargs"],
        backend=task.backend,
        errors=_errors_of(job),
        worker_ids=[job.worker] * job.attempts,
    )


def _errors_of(job: Job) -> list[TaskError]:
    if not job.last_error:
        return []
    return [TaskError(exception_class_path=job.last_error, traceback="")]


class LeasedBackend(BaseTaskBackend):
    """Queues tasks as rows that workers hold by leases.

    Sends none of the signals of django_tasks: its own log would write an exception with its
    message, and messages may quote what somebody wrote.
    """

    supports_defer = True
    supports_get_result = True

    def enqueue(self, task: Task, args, kwargs) -> TaskResult:
        """Write one row in the caller's transaction; a rollback forgets the job."""
        self.validate_task(task)
        job = Job.objects.create(
            task_path=task.module_path,
            arguments=normalize_json({"args": list(args), "kwargs": kwargs}),
            run_after=task.run_after or timezone.now(),
        )
        return result_of(job, task)

    def get_result(self, result_id: str) -> TaskResult:
        """The present state of one job.

        Raises TaskResultDoesNotExist for an id that no job has.
        """
        try:
            job = Job.objects.get(pk=UUID(result_id))
        except (ValueError, Job.DoesNotExist) as error:
            raise TaskResultDoesNotExist(result_id) from error
        return result_of(job, task_named(job.task_path))
