"""What may be run next, and how the queue is doing."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from fourfold_web.jobs.models import Job, JobState


@dataclass(frozen=True)
class QueueState:
    """How the queue is doing: numbers of jobs, and the age of the oldest due one in seconds."""

    ready: int
    due: int
    running: int
    expired: int
    failed: int
    oldest_due_seconds: float


def ready_jobs(now: datetime) -> QuerySet[Job]:
    """Jobs whose time has come, the longest due first."""
    return Job.objects.filter(state=JobState.READY, run_after__lte=now).order_by("run_after")


def expired_jobs(now: datetime) -> QuerySet[Job]:
    """Jobs whose worker no longer renews its lease, the longest silent first."""
    return Job.objects.filter(state=JobState.RUNNING, lease_until__lte=now).order_by("lease_until")


def anything_due(now: datetime) -> bool:
    """Whether a worker would find a job, asked without taking any lock."""
    return ready_jobs(now).exists() or expired_jobs(now).exists()


def queue_state() -> QueueState:
    """Count what waits, runs and failed; a large `oldest_due_seconds` means that no worker runs."""
    now = timezone.now()
    due = Q(state=JobState.READY, run_after__lte=now)
    expired = Q(state=JobState.RUNNING, lease_until__lte=now)
    counted = Job.objects.exclude(state=JobState.DONE).aggregate(
        ready=Count("pk", filter=Q(state=JobState.READY)),
        due=Count("pk", filter=due),
        running=Count("pk", filter=Q(state=JobState.RUNNING)),
        expired=Count("pk", filter=expired),
        failed=Count("pk", filter=Q(state=JobState.FAILED)),
        oldest_ready=Min("run_after", filter=due),
        oldest_expired=Min("lease_until", filter=expired),
    )
    since = [counted.pop("oldest_ready") or now, counted.pop("oldest_expired") or now]
    return QueueState(**counted, oldest_due_seconds=(now - min(since)).total_seconds())
