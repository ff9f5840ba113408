"""Handing mail over: once, in order, when its reader wants it, and until it arrived or cannot."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from fourfold_web.correspondence.actions.queue import SEND
from fourfold_web.correspondence.kinds import DIGEST, mail_kind
from fourfold_web.correspondence.letters import compose
from fourfold_web.correspondence.models import Dropped, MailPreferences, OutgoingMail
from fourfold_web.correspondence.queries import (
    is_overtaken,
    mails_to_try_again,
    nudges_this_week,
    older_entry_is_leaving,
    preferences_of,
)
from fourfold_web.jobs.actions import queue_job

logger = logging.getLogger(__name__)

# Shorter than a job's lease: whoever takes the job over from a dead worker finds the mail free.
STALE_AFTER = timedelta(seconds=45)
# Permanent answers of a mail server begin here (RFC 5321); below, it asks to come again.
PERMANENT = 500


class BeingSentError(Exception):
    """Another worker is handing this mail over, or an older one of the same meeting; try later."""


def deliver_mail(*, mail_id: UUID) -> None:
    """Hand one mail to the mail server, unless that was done or nothing is left to tell.

    Not atomic as a whole: no row may stay locked while a mail server answers. Raises what the mail
    server raised, or BeingSentError, so that the job is tried again; a refusal for good is kept
    instead. A nudge may be put off to the end of quiet hours, or held for the weekly list.
    """
    mail = OutgoingMail.objects.select_related("to", "entry").filter(pk=mail_id).first()
    if mail is None or mail.is_settled:
        return
    row = OutgoingMail.objects.filter(pk=mail.pk, sent_at=None)
    if not mail.to.is_active:
        _drop(row, Dropped.LEFT)
        return
    if not mail_kind(mail.kind).nudge or _may_nudge(mail, row):
        _hand_over(mail, row)


def try_again(*, now: datetime) -> int:
    """Queue mail whose job has given up, as after a mail server was away for a day.

    After three days it counts as undeliverable, and its reader is told on the pages.
    """
    given_up, to_try = mails_to_try_again(now)
    OutgoingMail.objects.filter(pk__in=given_up).update(undeliverable_at=now)
    for mail_id in to_try:
        # The mark of the last failure moves on, so that the next look finds the mail taken care of.
        OutgoingMail.objects.filter(pk=mail_id).update(failed_at=now, sending_since=None)
        queue_job(SEND, mail_id=str(mail_id))
    return len(to_try)


def _hand_over(mail: OutgoingMail, row: QuerySet) -> None:
    _claim(row)
    if _must_not_follow(mail, row):
        return
    try:
        compose(mail).send()
    except (SMTPRecipientsRefused, SMTPDataError) as refusal:
        code = _code_of(refusal)
        if code < PERMANENT:
            _failed(row)
            raise
        # The code only, since servers quote the address.
        logger.error("mail %s refused for good: %d", mail.pk, code)
        row.update(sending_since=None, undeliverable_at=timezone.now())
    # The edge of the process: whatever a mail server does, the mail is free again.
    except Exception:
        _failed(row)
        raise
    else:
        row.update(sending_since=None, failed_at=None, sent_at=timezone.now(), address="")


def _must_not_follow(mail: OutgoingMail, row: QuerySet) -> bool:
    """Whether a newer invitation overtook this one. Asked after the claim, as every other worker
    does, so that of two changes of one meeting each sees the other."""
    if not hasattr(mail, "entry"):
        return False
    if is_overtaken(mail.entry):
        _drop(row, Dropped.OVERTAKEN)
        return True
    if older_entry_is_leaving(mail.entry, since=timezone.now() - STALE_AFTER):
        row.update(sending_since=None)
        raise BeingSentError
    return False


def _may_nudge(mail: OutgoingMail, row: QuerySet) -> bool:
    now = timezone.now()
    wishes = preferences_of(mail.to)
    if not wishes.wants(mail_kind(mail.kind)):
        _drop(row, Dropped.STOPPED)
        return False
    if mail.kind == DIGEST:
        return True
    if until := wishes.quiet_hours.quiet_until(now.astimezone(mail.to.zone)):
        queue_job(SEND, not_before=until, mail_id=str(mail.pk))
        return False
    return mail.held_since is None and _has_room(mail, wishes, row, now)


def _has_room(mail: OutgoingMail, wishes: MailPreferences, row: QuerySet, now: datetime) -> bool:
    if nudges_this_week(mail, now) < wishes.weekly_nudges:
        return True
    if DIGEST in wishes.stopped_kinds:
        _drop(row, Dropped.STOPPED)
    else:
        row.update(held_since=now)
    return False


def _claim(row: QuerySet) -> None:
    now = timezone.now()
    free = Q(sending_since=None) | Q(sending_since__lte=now - STALE_AFTER)
    if not row.filter(free).update(sending_since=now, attempts=F("attempts") + 1):
        raise BeingSentError


def _code_of(refusal: SMTPRecipientsRefused | SMTPDataError) -> int:
    if isinstance(refusal, SMTPRecipientsRefused):
        return min(code for code, _ in refusal.recipients.values())
    return refusal.smtp_code


def _failed(row: QuerySet) -> None:
    row.update(sending_since=None, failed_at=timezone.now())


def _drop(row: QuerySet, because: Dropped) -> None:
    row.update(sending_since=None, dropped_at=timezone.now(), dropped_because=because)
