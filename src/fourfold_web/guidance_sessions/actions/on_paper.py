"""A meeting that took place without this product, kept as if it had been held in it."""

from dataclasses import fields
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions.actions.close import set_next_meeting
from fourfold_web.guidance_sessions.actions.locked import locked, locked_pair
from fourfold_web.guidance_sessions.actions.plan import free_later_time
from fourfold_web.guidance_sessions.conflicts import (
    kept_already,
    met_then_already,
    no_longer_planned,
)
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.guidance_sessions.paper import OnPaper
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record


@transaction.atomic
def hold_on_paper(
    *, by: Person, engagement: Engagement, held: OnPaper, planned: GuidanceSession | None = None
) -> GuidanceSession:
    """Keep a meeting that is over; `planned` is the one it was planned as.

    `Conflict` when one of that moment is kept already, when it overlaps another one that was held,
    or when the planned one was opened or called off.
    """
    pair = locked_pair(engagement)
    _check_free(pair, held)
    row = planned or GuidanceSession.objects.create(engagement=pair)
    _keep(by, row, held)
    if held.next_meeting:
        set_next_meeting(by=by, guidance_session=row, next_meeting=held.next_meeting)
    return row


def _check_free(pair: Engagement, held: OnPaper) -> None:
    if pair.guidance_sessions.filter(opened_at=held.opened_at).exists():
        raise kept_already()
    began_before = Q(opened_at__lt=held.opened_at + timedelta(minutes=held.minutes))
    not_over = Q(ended_at=None) | Q(ended_at__gt=held.opened_at)
    if pair.guidance_sessions.filter(began_before, not_over).exists():
        raise met_then_already()


def _keep(by: Person, guidance_session: GuidanceSession, held: OnPaper) -> None:
    with locked(guidance_session) as row:
        if row.opened_at or row.called_off_at:
            raise no_longer_planned()
        done = held.as_held()
        for field in fields(held.opening):
            setattr(row, field.name, getattr(held.opening, field.name) or "")
        row.opened_at, row.ended_at = done.opened_at, done.ended_at
        row.held_on_paper = True
        row.save()
        for each in done.switches:
            row.switches.create(
                at=each.at, from_form=each.from_form, to_form=each.to_form, marked_later=True
            )
        free_later_time(row)
        record(actor=by, verb="hold_on_paper", of=row, form=row.form_of_guidance)
        queue_mail(
            to=row.engagement.learner,
            kind="closing_waiting",
            path=reverse("guidance_sessions:close", args=[row.pk]),
            key=f"closing_waiting:{row.pk}",
        )
