"""Background work on matching rounds."""

from django.utils import timezone
from django_tasks import task

from fourfold_web.wishes import actions


@task
def remind_of_wishes() -> None:
    """Remind, once a round, those who have not said what they wish."""
    actions.remind_of_wishes(now=timezone.now())
