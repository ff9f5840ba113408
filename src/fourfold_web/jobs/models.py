"""The queue: one row a job, written in the transaction of whoever asks for the work."""

from django.db import models
from django.utils import timezone

from fourfold_web.shared.models import UUIDModel


class JobState(models.TextChoices):
    """Where a job stands. An expired lease makes a running job due again."""

    READY = "ready", "Ready"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class Job(UUIDModel):
    """One call of one task, to be made at least once.

    A worker holds a running job by a lease that it keeps renewing. When the worker dies, the lease
    runs out and another worker takes the job under a new token, so the dead one, should it wake up,
    can no longer complete it.
    """

    task_path = models.CharField(max_length=200)
    # {"args": [...], "kwargs": {...}}: ids and plain values, never what a person wrote.
    arguments = models.JSONField(default=dict)
    run_after = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, default=JobState.READY)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    heartbeat = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)
    # The exception's class only: its message may quote somebody's words.
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # Each look-up of the next job reads one end of one of these two.
            models.Index(fields=["state", "run_after"], name="jobs_next_ready"),
            models.Index(fields=["state", "lease_until"], name="jobs_next_expired"),
            models.Index(fields=["finished_at"], name="jobs_ended"),
        ]

    def __str__(self) -> str:
        return f"{self.task_path} {self.pk} ({self.state})"
