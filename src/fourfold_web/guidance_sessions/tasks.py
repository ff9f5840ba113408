"""Background work on guidance sessions. A task carries nothing: it looks for its work itself."""

from django.utils import timezone
from django_tasks import task

from fourfold_web.guidance_sessions.actions import silence


@task
def notice_silence() -> None:
    """Tell pairs that have not met for longer than they meant to; running twice tells once."""
    silence.notice_silence(now=timezone.now())
