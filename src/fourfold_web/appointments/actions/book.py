"""Booking, moving and cancelling a time of two people; both hear of each change."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from fourfold_web.appointments.actions.claims import claim, release
from fourfold_web.appointments.actions.tell import tell, tell_missed
from fourfold_web.appointments.actions.waiting import free_for_who_waits
from fourfold_web.appointments.conflicts import no_longer_stands, not_yet
from fourfold_web.appointments.models import Appointment, AppointmentKind
from fourfold_web.engagements.models import Engagement, GuidanceRequest
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.audit import record


@transaction.atomic
def book_appointment(
    *,
    by: Person,
    program: Program,
    guide: Person,
    learner: Person,
    kind: AppointmentKind,
    starts_at: datetime,
    minutes: int,
    engagement: Engagement | None = None,
    guidance_request: GuidanceRequest | None = None,
    words: str = "",
) -> Appointment:
    """Agree on a time. `TimeTaken` when it is no longer free for both."""
    booked = Appointment(
        program=program,
        guide=guide,
        learner=learner,
        kind=kind,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        engagement=engagement,
        guidance_request=guidance_request,
        words=words,
    )
    booked.save()
    claim(booked)
    record(actor=by, verb="book_appointment", of=booked, kind=str(kind))
    tell(booked, "session_planned", by=by)
    return booked


@transaction.atomic
def move_appointment(
    *, by: Person, appointment: Appointment, starts_at: datetime, minutes: int | None = None
) -> Appointment:
    """Set another time in place of this one; calendars of both follow. `Conflict` when it is off
    or over."""
    row = _ahead(appointment)
    length = timedelta(minutes=minutes) if minutes else row.ends_at - row.starts_at
    release(row)
    row.starts_at, row.ends_at = starts_at, starts_at + length
    claim(row)
    _change(row, "starts_at", "ends_at")
    free_for_who_waits(guide=row.guide, program_id=row.program_id)
    record(actor=by, verb="move_appointment", of=row)
    tell(row, "session_moved", by=by)
    return row


@transaction.atomic
def cancel_appointment(*, by: Person, appointment: Appointment) -> Appointment:
    """Call it off; either side may, without a reason, until it is over. The time is free again."""
    row = _cancelled(appointment, by)
    record(actor=by, verb="cancel_appointment", of=row)
    tell(row, "session_called_off", by=by)
    return row


@transaction.atomic
def free_appointment(*, appointment: Appointment) -> Appointment:
    """Give a time back that nobody needs any more, as after the end of a pair."""
    row = _cancelled(appointment, None)
    record(actor=None, verb="free_appointment", of=row)
    tell(row, "time_freed", by=None)
    return row


@transaction.atomic
def mark_missed(*, by: Person, appointment: Appointment, missed_by: Person) -> Appointment:
    """Keep that it did not take place, and who could not come. Only the other side is told, and
    asked for a new time; no reason, no blame."""
    row = _standing(appointment)
    if row.starts_at > timezone.now():
        raise not_yet()
    release(row)
    row.missed_by = missed_by
    row.save(update_fields=["missed_by", "changed_at"])
    record(actor=by, verb="mark_missed", of=row, by_guide=missed_by == row.guide)
    tell_missed(row, by=by)
    return row


def _standing(appointment: Appointment) -> Appointment:
    """The fresh row, locked; `Conflict` when it is off."""
    row = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("guide", "learner", "program")
        .get(pk=appointment.pk)
    )
    if not row.is_standing:
        raise no_longer_stands()
    return row


def _ahead(appointment: Appointment) -> Appointment:
    """The fresh row, locked; `Conflict` when it is off or over."""
    row = _standing(appointment)
    if row.ends_at <= timezone.now():
        raise no_longer_stands()
    return row


def _cancelled(appointment: Appointment, by: Person | None) -> Appointment:
    row = _ahead(appointment)
    release(row)
    row.cancelled_at, row.cancelled_by = timezone.now(), by
    _change(row, "cancelled_at", "cancelled_by")
    free_for_who_waits(guide=row.guide, program_id=row.program_id)
    return row


def _change(row: Appointment, *fields: str) -> None:
    row.sequence += 1
    row.save(update_fields=[*fields, "sequence", "changed_at"])
