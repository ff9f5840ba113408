"""Ending a pair: no fault, no reason asked (A-19)."""

from django.db import transaction
from django.utils import timezone

from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record


@transaction.atomic
def end_engagement(*, by: Person, engagement: Engagement) -> None:
    """End the engagement for both sides. Ending twice changes nothing."""
    ended = Engagement.objects.filter(pk=engagement.pk, ended_at=None).update(
        ended_at=timezone.now()
    )
    if not ended:
        return
    record(actor=by, verb="end_engagement", of=engagement)
    queue_mail(
        to=engagement.other(by),
        kind="engagement_ended",
        path=address("guidance_sessions:pair", engagement.pk),
        key=f"engagement_ended:{engagement.pk}",
    )


@transaction.atomic
def end_for_leaver(*, by: Person | None, engagement: Engagement) -> None:
    """End the engagement because one of the two has left the program, on a day both were told.

    Both hear of it. Ending twice changes nothing.
    """
    ended = Engagement.objects.filter(pk=engagement.pk, ended_at=None).update(
        ended_at=timezone.now()
    )
    if not ended:
        return
    record(actor=by, verb="end_engagement", of=engagement, left_program=True)
    for person in (engagement.learner, engagement.guide):
        queue_mail(
            to=person,
            kind="engagement_ended",
            path=address("guidance_sessions:pair", engagement.pk),
            key=f"engagement_ended:{engagement.pk}:{person.pk}",
        )
