"""Moving a guidance request from state to state, so that of two people at once exactly one wins."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from fourfold_web.correspondence.actions import drop_mail
from fourfold_web.engagements.conflicts import answered_before
from fourfold_web.engagements.models import GuidanceRequest, GuidanceRequestState
from fourfold_web.shared.addresses import address


def move(
    guidance_request: GuidanceRequest,
    *,
    to: GuidanceRequestState,
    when: Iterable[GuidanceRequestState],
    **values: Any,
) -> GuidanceRequest:
    """The fresh row in its new state with `values`; `Conflict` when it was in none of `when`.

    One UPDATE that names the old state decides, on SQLite as on PostgreSQL: whoever comes second
    changes no row. The row then stays locked until the caller's transaction ends.
    """
    rows = GuidanceRequest.objects.filter(pk=guidance_request.pk)
    if not rows.filter(state__in=list(when)).update(state=to, changed_at=timezone.now(), **values):
        now = rows.values_list("state", flat=True).first()
        raise answered_before(now)
    if to != GuidanceRequestState.DRAFT:
        _drop_reminders(guidance_request)
    return rows.select_related("learner", "guide", "asked_guide", "program").get()


def _drop_reminders(guidance_request: GuidanceRequest) -> None:
    """One that was held back over night must not leave after the answer."""
    for page in ("engagements:guidance_request", "engagements:agreement"):
        drop_mail(kind="request_reminder", path=address(page, guidance_request.pk))


def new_wait() -> dict[str, Any]:
    """The values of a wait that begins: nobody has been reminded and nobody has read it."""
    return {"waits_since": timezone.now(), "nudges": 0, "seen_at": None}


def without_guide() -> dict[str, Any]:
    """The values of a request that no guide has in hand any more."""
    return {"guide": None, "answered_at": None, "offered_form": ""}
