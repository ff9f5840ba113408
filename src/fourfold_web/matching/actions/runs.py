"""Asking for a run, trying a change out, and stopping either."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from fourfold_web.jobs.actions import queue_job
from fourfold_web.matching.actions.locked import locked_round
from fourfold_web.matching.conflicts import is_at_work, is_not_ready
from fourfold_web.matching.models import Run, RunState
from fourfold_web.matching.queries import OPEN_STATES, is_slow, open_run_of
from fourfold_web.matching.run_settings import RunSettings
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record
from fourfold_web.wishes.models import MatchingRound

BEGIN = "fourfold_web.matching.tasks.begin_run"


@transaction.atomic
def start_run(*, by: Person, matching_round: MatchingRound, settings: RunSettings) -> Run:
    """Ask for a run over everybody who takes part now. One at a time: else `Conflict`."""
    fresh = locked_round(matching_round)
    if open_run_of(fresh):
        raise is_at_work()
    return _queued(by, fresh, settings)


@transaction.atomic
def try_out(
    *, by: Person, run: Run, change: dict[str, str], settings: RunSettings | None = None
) -> Run:
    """Ask what one change would do to a run that has an outcome; it can never be published.

    `change` is empty when only `settings` differ; else it has "kind", "need" and "guide".
    """
    fresh = locked_round(run.round)
    if not run.has_result or run.based_on_id:
        raise is_not_ready()
    if open_run_of(fresh):
        raise is_at_work()
    return _queued(by, fresh, settings or run.to_settings(), based_on=run, change=change)


@transaction.atomic
def stop_run(*, by: Person, run: Run) -> None:
    """Let a run go that waits or works; one that is ready stays."""
    stopped = Run.objects.filter(pk=run.pk, state__in=OPEN_STATES).update(
        state=RunState.STOPPED, finished_at=timezone.now()
    )
    if stopped:
        record(actor=by, verb="stop_run", of=run)


@transaction.atomic
def run_again(*, by: Person, run: Run) -> None:
    """Queue the work once more, for who has waited too long; before that nothing changes."""
    fresh, now = Run.objects.select_for_update().defer("problem").get(pk=run.pk), timezone.now()
    if is_slow(fresh, now=now):
        fresh.asked_at = now
        fresh.save(update_fields=["asked_at"])
        record(actor=by, verb="run_again", of=fresh)
        queue_job(BEGIN, run_id=str(fresh.pk))


def _queued(by: Person, matching_round: MatchingRound, settings: RunSettings, **values: Any) -> Run:
    last = matching_round.runs.aggregate(last=Max("number"))["last"] or 0
    run = Run.objects.create(
        round=matching_round, number=last + 1, settings=settings.to_json(), by=by, **values
    )
    record(actor=by, verb="start_run", of=run, number=run.number)
    queue_job(BEGIN, run_id=str(run.pk))
    return run
