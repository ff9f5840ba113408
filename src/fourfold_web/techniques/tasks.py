"""Background work on techniques."""

from django.utils import timezone
from django_tasks import task

from fourfold_web.techniques import actions


@task
def invite_sought_guides() -> None:
    """Ask guides whom learners often seek to share what works."""
    actions.invite_sought_guides(now=timezone.now())
