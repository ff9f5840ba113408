"""Mail that has not left and leads nowhere any more."""

from django.utils import timezone

from fourfold_web.correspondence.models import OutgoingMail


def drop_mail(kind: str, path: str) -> None:
    """Keep mail of this kind that leads to this page from leaving, in the caller's transaction."""
    unsent = OutgoingMail.objects.filter(kind=kind, path=path, sent_at=None, dropped_at=None)
    unsent.update(dropped_at=timezone.now())
