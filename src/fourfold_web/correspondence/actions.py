"""The writes of the outbox. The rows are themselves the record of what was sent to whom."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold_web.correspondence.kinds import mail_kind, stored_facts
from fourfold_web.correspondence.letters import compose
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.jobs.actions import queue_job
from fourfold_web.people.models import Person

# Shorter than a job's lease: whoever takes the job over from a dead worker finds the mail free.
STALE_AFTER = timedelta(seconds=45)


class BeingSentError(Exception):
    """Another worker is handing this mail over; try again later to see that it went."""


@transaction.atomic
def queue_mail(
    *, to: Person, kind: str, path: str, key: str, **facts: int | datetime
) -> OutgoingMail:
    """Put one mail in the outbox, to leave when the caller's transaction has been committed.

    `path` is the page that the mail's button opens; it starts with one slash. `key` names the
    event and the receiver: a second call with the same key adds nothing. Raises FourfoldError for
    an unknown kind, an undeclared fact or a path off this site.
    """
    stored = stored_facts(mail_kind(kind), facts)
    if not path.startswith("/") or path.startswith("//"):
        raise FourfoldError(f"A mail leads to a page of this site, such as /requests/; not {path}.")
    mail, is_new = OutgoingMail.objects.get_or_create(
        key=key, defaults={"to": to, "kind": kind, "path": path, "facts": stored}
    )
    if is_new:
        queue_job("fourfold_web.correspondence.tasks.send_mail", mail_id=str(mail.pk))
    return mail


def deliver_mail(*, mail_id: UUID) -> None:
    """Hand one mail to the mail server, unless that was done or its person has left.

    Not atomic as a whole: no row may stay locked while a mail server answers. Raises what the mail
    server raised, or BeingSentError, so that the job is tried again.
    """
    mail = OutgoingMail.objects.select_related("to").filter(pk=mail_id, sent_at=None).first()
    if mail is None or mail.dropped_at:
        return
    row = OutgoingMail.objects.filter(pk=mail.pk, sent_at=None)
    if not mail.to.is_active:
        row.update(dropped_at=timezone.now())
        return
    _claim(row)
    try:
        compose(mail).send()
    except Exception:
        row.update(sending_since=None, failed_at=timezone.now())
        raise
    row.update(sending_since=None, failed_at=None, sent_at=timezone.now())


def _claim(row) -> None:
    now = timezone.now()
    free = Q(sending_since=None) | Q(sending_since__lte=now - STALE_AFTER)
    if not row.filter(free).update(sending_since=now, attempts=F("attempts") + 1):
        raise BeingSentError
