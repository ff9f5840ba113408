"""Background work on guidance requests. A task carries nothing: it looks for its work itself."""

from django.utils import timezone
from django_tasks import task

from fourfold_web.engagements import actions


@task
def look_after_requests() -> None:
    """Remind of what waits, and send on what has waited too long; running twice does it once."""
    actions.let_time_pass(now=timezone.now())
