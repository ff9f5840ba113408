"""What time does to requests: reminders on the program's days, and going on after the last one.

Each request is handled in a transaction of its own, and only if its wait is still the one that was
found, so that two workers, or an answer in the same moment, change nothing twice.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from fourfold.guidance.waiting import Outcome
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.actions.route import (
    give_to_learner,
    give_to_program,
    go_on,
    tell_learner,
)
from fourfold_web.engagements.models import (
    AnswerKind,
    GuidanceRequest,
    GuidanceRequestState,
    RequestAnswer,
)
from fourfold_web.engagements.queries import (
    WAITING_STATES,
    overdue_requests,
    persons_awaited,
    requests_to_remind_of,
    wait_for,
    with_wait_facts,
)
from fourfold_web.jobs.rounds import each_alone
from fourfold_web.people.models import Person
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record

State = GuidanceRequestState


def let_time_pass(*, now: datetime) -> None:
    """Send on what has waited too long, and remind whoever is waited for.

    One request that cannot be handled holds up none of the others; the first error is raised at
    the end.
    """
    each_alone(_due(now), lambda act: act())


def _due(now: datetime) -> Iterator[Callable[[], None]]:
    for request_id, since in overdue_requests(now):
        yield partial(time_out, request_id=request_id, since=since)
    for request_id, since in requests_to_remind_of(now):
        yield partial(remind, request_id=request_id, since=since, now=now)


@transaction.atomic
def time_out(*, request_id: UUID, since: datetime) -> None:
    """End a wait without an answer, and let the request go on."""
    late = _locked(request_id, since)
    if late is None:
        return
    record(actor=None, verb="time_out_request", of=late, state=late.state)
    silent = _silent_guide(late)
    if silent:
        RequestAnswer.objects.create(guidance_request=late, guide=silent, kind=AnswerKind.TIMED_OUT)
    if late.guide:
        _tell_former_guide(late.guide, late)
    tell_learner(_next_step(late, wait_for(late, now=since).then), answered=False)


@transaction.atomic
def remind(*, request_id: UUID, since: datetime, now: datetime) -> None:
    """Remind whoever is waited for, once for each nudge day; days that were missed count as one."""
    waiting = _locked(request_id, since)
    if waiting is None:
        return
    wait = wait_for(waiting, now=now)
    if wait.nudges_passed <= waiting.nudges:
        return
    GuidanceRequest.objects.filter(pk=waiting.pk).update(nudges=wait.nudges_passed)
    record(actor=None, verb="remind_of_request", of=waiting, nudge=wait.nudges_passed)
    page = _page(waiting)
    for person in persons_awaited(waiting, wait.party):
        queue_mail(
            to=person,
            kind="request_reminder",
            path=page,
            key=f"reminder:{waiting.pk}:{person.pk}:{since.isoformat()}:{wait.nudges_passed}",
        )


def _locked(request_id: UUID, since: datetime) -> GuidanceRequest | None:
    """The request, locked, if it still waits in the wait that was found."""
    rows = GuidanceRequest.objects.filter(
        pk=request_id, waits_since=since, state__in=WAITING_STATES
    )
    if rows.select_for_update().first() is None:
        return None
    return with_wait_facts(rows).select_related("learner", "guide", "asked_guide", "program").get()


def _silent_guide(late: GuidanceRequest) -> Person | None:
    return {State.WAITING: late.asked_guide, State.ACCEPTED: late.guide}.get(late.state)


def _next_step(late: GuidanceRequest, then: Outcome) -> GuidanceRequest:
    match then:
        case Outcome.PROGRAM:
            return give_to_program(late)
        case Outcome.LEARNER:
            return give_to_learner(late)
    return go_on(late)


def _tell_former_guide(guide: Person, late: GuidanceRequest) -> None:
    """Whoever had it in hand hears that it went on; who only was asked has nothing to lay down."""
    queue_mail(
        to=guide,
        kind="request_moved_on",
        path=address("engagements:queue"),
        key=f"moved_on:{late.pk}:{guide.pk}:{late.waits_since.isoformat()}",
    )


def _page(waiting: GuidanceRequest) -> str:
    match waiting.state:
        case State.NO_GUIDE:
            return address("reports:waiting")
        case State.ACCEPTED:
            return address("engagements:agreement", waiting.pk)
    return address("engagements:guidance_request", waiting.pk)
