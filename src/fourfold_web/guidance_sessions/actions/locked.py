"""One meeting's row, locked for a write, and what happens when the protocol says no."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from fourfold.issues import FourfoldError
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.shared.conflict import Conflict


@contextmanager
def locked(guidance_session: GuidanceSession) -> Iterator[GuidanceSession]:
    """The fresh row in a transaction of its own. A step that the protocol refuses is a `Conflict`.

    The page offers only steps that were possible when it was shown, so a refusal means that the
    other side, or the same person on another device, was quicker.
    """
    with transaction.atomic():
        row = (
            GuidanceSession.objects.select_for_update(of=("self",))
            .select_related("engagement__learner", "engagement__guide")
            .get(pk=guidance_session.pk)
        )
        try:
            yield row
        except FourfoldError as refusal:
            raise Conflict("The session has moved on", str(refusal)) from refusal
