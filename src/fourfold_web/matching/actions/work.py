"""What workers do for a run. Each step looks first whether it is still wanted, so that a step that
is done twice, or begun again after a worker died, changes nothing."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold_web.jobs.actions import queue_job
from fourfold_web.matching.calculation import Outcome, look_at, outcome_of, parts_of, trial_of
from fourfold_web.matching.inputs import Inputs, inputs_of
from fourfold_web.matching.models import Proposal, Run, RunBlock, RunState, Stage
from fourfold_web.matching.queries import OPEN_STATES
from fourfold_web.shared.audit import record
from fourfold_web.wishes.queries import needs_by_key

BEGIN = "fourfold_web.matching.tasks.begin_run"
BLOCK = "fourfold_web.matching.tasks.look_at_block"
FINISH = "fourfold_web.matching.tasks.finish_run"


def begin_run(*, run_id: UUID) -> None:
    """Share the work out: a job for each part, or everything at once when there is one part.

    Not atomic as a whole: no row stays locked while anything is reckoned.
    """
    run = _open_run(run_id)
    if run is None:
        return
    if run.based_on_id:
        _finish(run, _trial)
        return
    inputs = inputs_of(run.round)
    try:
        parts = parts_of(inputs, run.to_settings())
    except FourfoldError as refusal:
        _fail(run, str(refusal))
        return
    _share_out(run, inputs, parts)
    if parts == 1:
        _finish(run, _whole)


def look_at_block(*, block_id: UUID) -> None:
    """One part of a large round; who does the last part queues the end."""
    block = RunBlock.objects.select_related("run__round").filter(pk=block_id, result=None).first()
    if block is None or not block.run.is_open:
        return
    run, inputs = block.run, inputs_of(block.run.round)
    if inputs.digest != run.digest:
        # Somebody changed something: the parts would not fit together.
        _start_over(run)
        return
    found = look_at(inputs, run.to_settings(), block.number)
    RunBlock.objects.filter(pk=block_id, result=None).update(result=found)
    if not run.blocks.filter(result=None).exists():
        queue_job(FINISH, run_id=str(run.pk))


def finish_run(*, run_id: UUID) -> None:
    """Put the parts together, find the pairs, check them and keep them."""
    run = _open_run(run_id)
    if run is None or run.blocks.filter(result=None).exists():
        return
    _finish(run, _joined)


def _open_run(run_id: UUID) -> Run | None:
    """The run, noted as at work, unless somebody stopped it or it is done."""
    open_runs = Run.objects.filter(pk=run_id, state__in=OPEN_STATES)
    open_runs.update(state=RunState.WORKING)
    open_runs.filter(started_at=None).update(started_at=timezone.now())
    return open_runs.select_related("round__program", "based_on").first()


@transaction.atomic
def _share_out(run: Run, inputs: Inputs, parts: int) -> None:
    fresh = Run.objects.select_for_update().defer("problem").get(pk=run.pk)
    if fresh.digest != inputs.digest:
        run.blocks.all().delete()
    Run.objects.filter(pk=run.pk).update(digest=inputs.digest, stage=Stage.CANDIDATES)
    run.digest = inputs.digest
    if parts == 1:
        return
    RunBlock.objects.bulk_create(
        [RunBlock(run=run, number=number) for number in range(parts)], ignore_conflicts=True
    )
    for block_id in run.blocks.filter(result=None).values_list("pk", flat=True):
        queue_job(BLOCK, block_id=str(block_id))
    if not run.blocks.filter(result=None).exists():
        queue_job(FINISH, run_id=str(run.pk))


@transaction.atomic
def _start_over(run: Run) -> None:
    fresh = Run.objects.select_for_update().defer("problem").get(pk=run.pk)
    # Of the jobs that notice it, one begins anew.
    if fresh.is_open and fresh.digest:
        fresh.digest = ""
        fresh.save(update_fields=["digest"])
        run.blocks.all().delete()
        queue_job(BEGIN, run_id=str(run.pk))


def _finish(run: Run, reckon) -> None:
    Run.objects.filter(pk=run.pk).update(stage=Stage.SOLVING)
    try:
        outcome = reckon(run)
    except FourfoldError as refusal:
        _fail(run, str(refusal))
        return
    if outcome is not None:
        _keep(run, outcome)


def _whole(run: Run) -> Outcome:
    inputs = inputs_of(run.round)
    settings = run.to_settings()
    return outcome_of(inputs, settings, [look_at(inputs, settings, 0)])


def _joined(run: Run) -> Outcome | None:
    inputs = inputs_of(run.round)
    if inputs.digest != run.digest:
        _start_over(run)
        return None
    parts = [bytes(each) for each in run.blocks.values_list("result", flat=True)]
    return outcome_of(inputs, run.to_settings(), parts)


def _trial(run: Run) -> Outcome:
    need = run.round.needs.filter(pk=run.change.get("need")).first()
    key = (str(need.learner_id), need.form_of_guidance) if need else None
    base = run.based_on
    return trial_of(bytes(base.problem), base.to_settings(), run.to_settings(), run.change, key)


@transaction.atomic
def _keep(run: Run, outcome: Outcome) -> None:
    """Store what was found, unless it was stopped or found meanwhile."""
    fresh = Run.objects.select_for_update().defer("problem").get(pk=run.pk)
    if not fresh.is_open:
        return
    fresh.state, fresh.finished_at = RunState.DONE, timezone.now()
    fresh.problem, fresh.result, fresh.certificate = (
        outcome.problem,
        outcome.result,
        outcome.certificate,
    )
    fresh.save(update_fields=["state", "finished_at", "problem", "result", "certificate"])
    needs = needs_by_key(run.round)
    Proposal.objects.bulk_create(
        Proposal(run=fresh, need=needs[key], form_of_guidance=key[1], **found)
        for key, found in outcome.proposals.items()
        # A need that was taken back meanwhile has nothing to propose.
        if key in needs
    )
    # The parts have served.
    fresh.blocks.all().delete()
    record(actor=None, verb="finish_run", of=fresh, matched=outcome.result["totals"]["matched"])


@transaction.atomic
def _fail(run: Run, sentence: str) -> None:
    failed = Run.objects.filter(pk=run.pk, state__in=OPEN_STATES)
    found = failed.select_for_update().defer("problem").first()
    if found:
        found.state, found.finished_at, found.failure = RunState.FAILED, timezone.now(), [sentence]
        found.save(update_fields=["state", "finished_at", "failure"])
        record(actor=None, verb="fail_run", of=found)
