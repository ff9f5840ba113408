"""Resting together for a while: either side may, without a reason, and either may go on."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.conflicts import pair_has_ended
from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record


@transaction.atomic
def pause_engagement(*, by: Person, engagement: Engagement, until: datetime | None) -> None:
    """Rest from now on, `until` a moment or until one of the two goes on; the other is told."""
    now = timezone.now()
    if not _running(engagement).update(paused_at=now, paused_until=until):
        raise pair_has_ended()
    record(actor=by, verb="pause_engagement", of=engagement, has_end=until is not None)
    _tell_other(by, engagement, "engagement_paused", now)


@transaction.atomic
def resume_engagement(*, by: Person, engagement: Engagement) -> None:
    """Go on now. Going on twice changes nothing."""
    running = _running(engagement)
    # Of two taps at once only one finds the pause, and only it tells the other side.
    paused = running.filter(paused_at__isnull=False)
    if not paused.update(paused_at=None, paused_until=None):
        if not running.exists():
            raise pair_has_ended()
        return
    record(actor=by, verb="resume_engagement", of=engagement)
    _tell_other(by, engagement, "engagement_resumed", timezone.now())


def _running(engagement: Engagement) -> QuerySet[Engagement]:
    return Engagement.objects.filter(pk=engagement.pk, ended_at=None)


def _tell_other(by: Person, engagement: Engagement, kind: str, now: datetime) -> None:
    queue_mail(
        to=engagement.other(by),
        kind=kind,
        path=address("guidance_sessions:pair", engagement.pk),
        key=f"{kind}:{engagement.pk}:{now.isoformat()}",
    )
