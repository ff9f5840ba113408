"""The rows of one meeting and its pair, locked for a write, and what happens when the protocol
says no."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from fourfold.issues import FourfoldError
from fourfold_web.engagements.conflicts import pair_has_ended
from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.shared.conflict import Conflict


@contextmanager
def locked(guidance_session: GuidanceSession) -> Iterator[GuidanceSession]:
    """The fresh row in a transaction of its own. A step that the protocol refuses is a `Conflict`.

    So is any step after the end of the pair, whose row stays locked as well: nothing can be added
    while the other side is ending it. The page offers only steps that were possible when it was
    shown, so a refusal means that the other side, or the same person on another device, was
    quicker.
    """
    with transaction.atomic():
        row = (
            GuidanceSession.objects.select_for_update(of=("self", "engagement"))
            .select_related("engagement__learner", "engagement__guide")
            .get(pk=guidance_session.pk)
        )
        if not row.engagement.is_active:
            raise pair_has_ended()
        try:
            yield row
        except FourfoldError as refusal:
            raise Conflict("The session has moved on", str(refusal)) from refusal


def locked_pair(engagement: Engagement) -> Engagement:
    """The fresh row of the pair, locked until the caller's transaction ends; `Conflict` after it
    has ended."""
    row = (
        Engagement.objects.select_for_update(of=("self",))
        .select_related("learner", "guide")
        .get(pk=engagement.pk)
    )
    if not row.is_active:
        raise pair_has_ended()
    return row
