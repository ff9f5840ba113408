"""Runs as jobs: progress, a worker that dies, a large round in parts, stopping, and refusals."""

from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.jobs.models import Job
from fourfold_web.jobs.worker import Worker
from fourfold_web.matching import actions, candidates
from fourfold_web.matching.models import Proposal, Run, RunBlock, RunState
from fourfold_web.matching.run_settings import RunSettings
from fourfold_web.wishes import actions as wish_actions
from tests.web.engagements.traces import audited
from tests.web.matching.people import learner, need, pairs_of, run_of

HTMX = {"headers": {"HX-Request": "true"}}


def asked(cast, matching_round, **settings) -> Run:
    return actions.start_run(
        by=cast.dora, matching_round=matching_round, settings=RunSettings(**settings)
    )


def large(monkeypatch) -> None:
    """Every round is shared out, a part for each form."""
    monkeypatch.setattr(candidates, "LARGE", 0)
    monkeypatch.setattr(candidates, "TASKS_A_PART", 1)


def test_a_page_that_waits_is_led_on_when_there_is_an_outcome(cast, as_person):
    run = asked(cast, cast.need().round)
    director, progress = as_person(cast.dora), reverse("matching:progress", args=[run.pk])

    waiting = director.get(progress, **HTMX).text
    Worker().drain()
    done = director.get(progress, **HTMX)

    assert "Waits for its turn" in waiting
    assert done.headers["HX-Redirect"] == reverse("matching:run", args=[run.pk])


def test_running_every_job_twice_proposes_once(cast):
    run = cast.finished_run()
    for job in list(Job.objects.filter(task_path__contains="matching")):
        job.pk = None
        job.save()

    actions.begin_run(run_id=run.pk)
    actions.finish_run(run_id=run.pk)
    Worker().drain()

    assert Proposal.objects.count() == 1


def test_who_takes_over_from_a_dead_worker_goes_on(cast, monkeypatch):
    large(monkeypatch)
    run = asked(cast, cast.need().round)
    # The worker died after it had shared the work out; its lease runs out, and the job comes again.
    actions.begin_run(run_id=run.pk)
    actions.begin_run(run_id=run.pk)
    Worker().drain()

    run.refresh_from_db()
    assert (run.state, pairs_of(run)) == ("done", {"Lena": "Gita"})
    assert RunBlock.objects.count() == 0


def test_a_large_round_in_parts_gives_what_one_look_gives(cast, monkeypatch):
    matching_round = cast.matching_round()
    for each in (cast.gita, cast.gus):
        cast.offers(each)
    for place, form in enumerate(FormOfGuidance):
        need(matching_round, learner(cast, f"Ada{place} Ash"), form=form)
    at_once = run_of(cast, matching_round)
    large(monkeypatch)

    in_parts = run_of(cast, matching_round, keep=0)

    assert audited("finish_run")[0][3] == audited("finish_run")[1][3]
    assert pairs_of(in_parts) == pairs_of(at_once)


def test_a_change_between_two_parts_begins_anew(cast, monkeypatch):
    large(monkeypatch)
    matching_round = cast.matching_round()
    cast.offers()
    of_lena = need(matching_round, cast.lena)
    need(matching_round, cast.lena, form=FormOfGuidance.MENTORING)
    run = asked(cast, matching_round)
    actions.begin_run(run_id=run.pk)
    actions.look_at_block(block_id=run.blocks.first().pk)
    wish_actions.withdraw_need(learner=cast.lena, need=of_lena)

    Worker().drain()

    run.refresh_from_db()
    assert (run.state, run.result["totals"]["needs"]) == ("done", 1)


def test_a_stopped_run_proposes_nothing(cast, as_person):
    run = asked(cast, cast.need().round)
    as_person(cast.dora).post(reverse("matching:stop", args=[run.pk]))

    Worker().drain()

    run.refresh_from_db()
    assert (run.state, run.result, Proposal.objects.count()) == ("stopped", None, 0)


def test_a_run_that_cannot_be_says_why(cast, as_person):
    run = asked(cast, cast.matching_round())
    Worker().drain()

    text = as_person(cast.dora).get(reverse("matching:run", args=[run.pk])).text

    assert "Nobody waits for a guide in this round." in text
    assert Run.objects.get().state == RunState.FAILED


def test_jobs_carry_one_id_and_no_name(cast):
    asked(cast, cast.need().round)

    job = Job.objects.get(task_path__contains="matching")

    assert job.arguments == {"args": [], "kwargs": {"run_id": str(Run.objects.get().pk)}}
