"""What a write leaves behind: entries of the audit trail, and mails in the outbox."""

from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.shared.models import AuditEntry


def audited(verb: str) -> list[tuple]:
    """Who did it, to which row, with which facts; oldest first."""
    entries = AuditEntry.objects.filter(verb=verb).order_by("at")
    return [(each.actor_id, each.of, each.of_id, each.facts) for each in entries]


def mailed(kind: str) -> list[tuple]:
    """To whom, leading where, with which facts; oldest first."""
    mails = OutgoingMail.objects.filter(kind=kind).order_by("created_at").select_related("to")
    return [(each.to.first_name, each.path, each.facts) for each in mails]


def all_mails() -> list[tuple]:
    """Every mail as (kind, to whom), in the order in which they were queued."""
    mails = OutgoingMail.objects.order_by("created_at").select_related("to")
    return [(each.kind, each.to.first_name) for each in mails]
