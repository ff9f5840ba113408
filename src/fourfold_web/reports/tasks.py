"""Background work on reports. A task carries nothing: it looks for its work itself."""

from django.utils import timezone
from django_tasks import task

from fourfold_web.reports import actions


@task
def count_figures() -> None:
    """Count the figures of programs that have none of this week, and forget old files."""
    actions.count_due_figures(now=timezone.now())
    actions.forget_study_files(now=timezone.now())


@task
def tell_directors() -> None:
    """On Mondays, write to the directors of programs in which something waits."""
    actions.tell_directors(now=timezone.now())
