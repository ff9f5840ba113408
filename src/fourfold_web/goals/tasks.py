"""Background work on goals."""

from django.utils import timezone
from django_tasks import task

from fourfold_web.goals import actions


@task
def ask_how_far() -> None:
    """Ask learners about the goals that they want to be asked about, when it is time."""
    actions.ask_how_far(now=timezone.now())
