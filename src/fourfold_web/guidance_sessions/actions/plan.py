"""Planning a meeting, meeting without a plan, and calling a meeting off."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from fourfold.scheduling.repeat import may_repeat
from fourfold_web.appointments import actions as appointments
from fourfold_web.appointments.conflicts import SeriesClash, TimeTaken, already_settled
from fourfold_web.appointments.models import AppointmentKind, ProposalOutcome, TimeProposal
from fourfold_web.appointments.queries import times_ahead
from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions.actions.locked import locked, locked_pair
from fourfold_web.guidance_sessions.conflicts import (
    no_longer_planned,
    no_series,
    planned_already,
)
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.guidance_sessions.queries import office_hours_of
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record

USUAL_MINUTES = 30
# Who opens a meeting a few minutes before its time keeps that time.
EARLY = timedelta(hours=1)


@transaction.atomic
def plan_session(
    *, by: Person, engagement: Engagement, planned_for: datetime, minutes: int = USUAL_MINUTES
) -> GuidanceSession:
    """Add a meeting to the pair and book its time; both get it for their calendars.

    `Conflict` when it is planned already, `TimeTaken` when the time is not free for both.
    """
    pair = locked_pair(engagement)
    if is_planned(pair, planned_for):
        raise planned_already()
    booked = appointments.book_appointment(
        by=by,
        program=pair.program,
        guide=pair.guide,
        learner=pair.learner,
        kind=AppointmentKind.SESSION,
        starts_at=planned_for,
        minutes=minutes,
        engagement=pair,
    )
    planned = GuidanceSession.objects.create(
        engagement=pair, planned_for=planned_for, appointment=booked
    )
    record(actor=by, verb="plan_session", of=planned)
    return planned


@transaction.atomic
def plan_series(
    *,
    by: Person,
    engagement: Engagement,
    moments: Sequence[datetime],
    minutes: int = USUAL_MINUTES,
    skip_taken: bool = False,
) -> list[GuidanceSession]:
    """Plan a meeting at each of these moments: all of them, or `SeriesClash` names those that are
    not free and none is planned. With `skip_taken` these are left out instead.

    `Conflict` for a form of guidance whose meetings do not repeat.
    """
    pair = locked_pair(engagement)
    if not may_repeat(pair.form):
        raise no_series()
    planned, clashing = [], []
    for moment in moments:
        try:
            with transaction.atomic():
                planned.append(
                    plan_session(by=by, engagement=pair, planned_for=moment, minutes=minutes)
                )
        except TimeTaken:
            clashing.append(moment)
    if clashing and not (skip_taken and planned):
        raise SeriesClash(clashing)
    return planned


@transaction.atomic
def take_proposed_time(
    *, by: Person, engagement: Engagement, proposal: TimeProposal, at: datetime
) -> GuidanceSession:
    """Pick one of the proposed times, which plans the meeting. `Conflict` when they were answered
    before, or the time is gone."""
    pair = locked_pair(engagement)
    if at not in times_ahead(proposal):
        raise already_settled()
    appointments.settle_proposal(by=by, proposal=proposal, outcome=ProposalOutcome.TAKEN)
    return plan_session(by=by, engagement=pair, planned_for=at, minutes=proposal.minutes)


def move_session(
    *, by: Person, guidance_session: GuidanceSession, planned_for: datetime, minutes: int | None
) -> GuidanceSession:
    """Set another time for a planned meeting. `Conflict` when it is no longer planned, or the pair
    has a meeting then, or the time is not free for both."""
    with locked(guidance_session) as row:
        _check_booked(row)
        if row.planned_for != planned_for and is_planned(row.engagement, planned_for):
            raise planned_already()
        row.appointment = appointments.move_appointment(
            by=by, appointment=row.appointment, starts_at=planned_for, minutes=minutes
        )
        row.planned_for = planned_for
        row.save(update_fields=["planned_for"])
        record(actor=by, verb="move_session", of=row)
        return row


def is_planned(engagement: Engagement, at: datetime) -> bool:
    """Whether the pair has a meeting planned for just that moment."""
    return engagement.guidance_sessions.filter(
        planned_for=at, opened_at=None, called_off_at=None
    ).exists()


@transaction.atomic
def meet_now(*, by: Person, engagement: Engagement) -> GuidanceSession:
    """A meeting that nobody planned, ready to be opened.

    One that was made so and never opened is taken up again. No mail: the other side sits there.
    """
    pair = locked_pair(engagement)
    ready = pair.guidance_sessions.filter(
        planned_for=None, opened_at=None, called_off_at=None
    ).first()
    if ready is None:
        # Booked as office hours, before there was a pair.
        booked = next(iter(office_hours_of(pair)), None)
        ready = GuidanceSession.objects.create(engagement=pair, appointment=booked)
        record(actor=by, verb="meet_now", of=ready)
    return ready


def call_off_session(*, by: Person, guidance_session: GuidanceSession) -> None:
    """Cancel a planned meeting. `Conflict` when it has been opened or called off already."""
    with locked(guidance_session) as row:
        _check_planned(row)
        _call_off(row)
        record(actor=by, verb="call_off_session", of=row)
        if row.appointment:
            appointments.cancel_appointment(by=by, appointment=row.appointment)


def miss_session(*, by: Person, guidance_session: GuidanceSession, missed_by: Person) -> None:
    """Keep that a planned meeting did not take place, and who could not come. The other side is
    asked for a new time, without blame."""
    with locked(guidance_session) as row:
        _check_booked(row)
        _call_off(row)
        record(actor=by, verb="miss_session", of=row)
        appointments.mark_missed(by=by, appointment=row.appointment, missed_by=missed_by)


def free_later_time(row: GuidanceSession) -> None:
    """Give back the time of a meeting that opens well before it; part of opening it."""
    booked = row.appointment
    if booked and booked.is_standing and booked.starts_at - timezone.now() > EARLY:
        appointments.free_appointment(appointment=booked)


def _check_planned(row: GuidanceSession) -> None:
    if row.opened_at or row.called_off_at:
        raise no_longer_planned()


def _check_booked(row: GuidanceSession) -> None:
    """It has a time; one that was made to begin at once has none."""
    _check_planned(row)
    if row.appointment is None:
        raise no_longer_planned()


def _call_off(row: GuidanceSession) -> None:
    row.called_off_at = timezone.now()
    row.save(update_fields=["called_off_at"])
