"""Putting mail into the outbox, and taking it out again before it leaves."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold_web.correspondence.invitations import NEUTRAL_SUMMARY, Invitation
from fourfold_web.correspondence.kinds import Fact, mail_kind, stored_facts
from fourfold_web.correspondence.links import opens_by_link
from fourfold_web.correspondence.models import CalendarEntry, Dropped, OutgoingMail
from fourfold_web.correspondence.queries import names_partner
from fourfold_web.jobs.actions import queue_job
from fourfold_web.people.models import Person

SEND = "fourfold_web.correspondence.tasks.send_mail"


@transaction.atomic
def queue_mail(
    *, to: Person, kind: str, path: str, key: str, address: str = "", **facts: Fact
) -> OutgoingMail:
    """Put one mail in the outbox, to leave when the caller's transaction has been committed.

    `path` is the page that the mail's button opens; it starts with one slash. `key` names the
    event and the receiver: a second call with the same key adds nothing. `address` is where the
    mail goes when that is not the one the person signs in with. Raises FourfoldError for
    an unknown kind, an undeclared fact, a path off this site, or a page that may not be opened by
    a link alone though the kind says so.
    """
    mail, is_new = _mail(to, kind, path, key, facts, address)
    if is_new:
        queue_job(SEND, mail_id=str(mail.pk))
    return mail


@transaction.atomic
def queue_invitation(
    *,
    to: Person,
    kind: str,
    path: str,
    key: str,
    invitation: Invitation,
    **facts: Fact,
) -> OutgoingMail:
    """Queue a mail that sets, moves or takes away an entry in the reader's calendar.

    Each change of a meeting has a higher `sequence` than the one before; a mail that is overtaken
    by a newer one of the same meeting never leaves. Titles stay neutral, whoever looks at the
    calendar; `with_name` reaches only readers who asked for it.
    """
    if invitation.summary != NEUTRAL_SUMMARY:
        raise FourfoldError(f"The title of an invitation stays “{NEUTRAL_SUMMARY}”.")
    mail, is_new = _mail(to, kind, path, key, facts)
    if is_new:
        _keep_entry(mail, invitation)
        queue_job(SEND, mail_id=str(mail.pk))
    return mail


@transaction.atomic
def drop_mail(*, kind: str, path: str) -> None:
    """Keep mail of this kind that leads to this page from leaving: its matter is settled."""
    unsent = OutgoingMail.objects.filter(kind=kind, path=path, sent_at=None, dropped_at=None)
    unsent.update(dropped_at=timezone.now(), dropped_because=Dropped.SETTLED)


def _mail(
    to: Person, name: str, path: str, key: str, facts, address: str = ""
) -> tuple[OutgoingMail, bool]:
    kind = mail_kind(name)
    stored = stored_facts(kind, facts)
    if not path.startswith("/") or path.startswith("//"):
        raise FourfoldError(f"A mail leads to a page of this site, such as /requests/; not {path}.")
    if kind.by_link and not opens_by_link(path):
        raise FourfoldError(
            f"Mail {name} opens its page by its link alone, which {path} does not allow. Give the"
            " page by_link = true in policy.toml, or the mail by_link = false."
        )
    return OutgoingMail.objects.get_or_create(
        key=key,
        defaults={"to": to, "address": address, "kind": name, "path": path, "facts": stored},
    )


def _keep_entry(mail: OutgoingMail, invitation: Invitation) -> None:
    shown = invitation if names_partner(mail.to) else replace(invitation, with_name="")
    CalendarEntry.objects.create(
        mail=mail,
        uid=shown.uid,
        sequence=shown.sequence,
        method=shown.method,
        starts_at=shown.starts_at,
        ends_at=shown.ends_at,
        with_name=shown.with_name,
    )
