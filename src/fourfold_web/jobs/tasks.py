"""The queue's own upkeep."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from fourfold_web.jobs.actions import forget_old_jobs

KEPT = timedelta(days=30)


@task
def forget_done_jobs() -> None:
    """Delete jobs that were done a month ago: their rows hold ids that nobody needs any more."""
    forget_old_jobs(before=timezone.now() - KEPT)
