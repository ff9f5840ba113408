"""Job entry points of the outbox."""

from uuid import UUID

from django_tasks import task

from fourfold_web.correspondence import actions


@task
def send_mail(mail_id: str) -> None:
    """Send one mail of the outbox; safe to run twice."""
    actions.deliver_mail(mail_id=UUID(mail_id))
