"""A finished run of the sample program's matching round, for the director to look at."""

from fourfold_web.jobs.models import Job
from fourfold_web.matching import actions
from fourfold_web.matching.models import Run
from fourfold_web.matching.run_settings import RunSettings
from fourfold_web.people.models import Person
from fourfold_web.sample.clock import Clock, date_back
from fourfold_web.wishes.models import MatchingRound


def add_run(matching_round: MatchingRound, *, director: Person, clock: Clock) -> Run:
    """The run that `director` asked for yesterday, done and not published."""
    run = actions.start_run(by=director, matching_round=matching_round, settings=RunSettings())
    actions.begin_run(run_id=run.pk)
    # It is done, so that no worker has to look.
    Job.objects.filter(arguments__kwargs__run_id=str(run.pk)).delete()
    moment = clock.ago(1)
    date_back(run, asked_at=moment, started_at=moment, finished_at=moment)
    return run
