"""Job entry points of the outbox."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from fourfold_web.correspondence import actions


@task
def send_mail(mail_id: str) -> None:
    """Send one mail of the outbox; safe to run twice."""
    actions.deliver_mail(mail_id=UUID(mail_id))


@task
def look_after_mail() -> None:
    """Try mail again whose jobs gave up, forget old tries, and send the weekly lists due."""
    now = timezone.now()
    actions.try_again(now=now)
    actions.forget_tries(now=now)
    actions.send_weekly_lists(now=now)
